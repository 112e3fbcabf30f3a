// Made by `www/build.mjs` from the schemas in `target/schema/`.

declare module "virtual:schemas" {
  const documents: Record<string, import("./schema").SchemaDocument>;
  export default documents;
}
