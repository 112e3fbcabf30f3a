// Made by `www/build.mjs` from the schemas in `target/schema/`.

declare module "virtual:schemas" {
  const documents: Record<string, import("./schema").SchemaDocument>;
  export default documents;
}

// Made from the rows of the operations: `target/operations/pages.json`.

declare module "virtual:operations" {
  const catalog: {
    operations: Record<string, readonly import("../operations/catalog").Row[]>;
    definitions: Record<string, Record<string, import("./schema").Schema>>;
  };
  export default catalog;
}
