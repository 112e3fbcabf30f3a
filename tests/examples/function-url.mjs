// What AWS does between a function URL and a function: an HTTP request becomes an event (payload format 2.0) for the handler
// that the template names, and what that returns becomes the response. Bodies come in Base64 by turns, as binary ones do.

import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , template] = process.argv;
const [file, name] = template.split(".");
const code = ["js", "mjs", "cjs"].map((extension) => join(process.cwd(), `${file}.${extension}`)).find(existsSync);
const { [name]: handler } = code.endsWith(".cjs") ? createRequire(code)(code) : await import(code);

let requests = 0;
createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const isBase64Encoded = requests++ % 2 === 1;
  const { pathname: rawPath, search } = new URL(request.url, "http://localhost");
  const result = await handler({
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: search.slice(1),
    headers: request.headers,
    requestContext: { http: { method: request.method, path: rawPath, protocol: "HTTP/1.1" } },
    body: body.length > 0 ? body.toString(isBase64Encoded ? "base64" : "utf8") : undefined,
    isBase64Encoded,
  });
  response.writeHead(result.statusCode, result.headers).end(result.body);
}).listen(Number(process.env.PORT), "127.0.0.1");
