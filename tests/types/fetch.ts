// What can stand in for the runtime's fetch, with the types of Node. It must compile, and is never run.

import nodeFetch from "node-fetch";
import { Smooch } from "smooch-edge";
import { Agent, fetch as undiciFetch } from "undici";

const dispatcher = new Agent();

new Smooch({ token: "t", fetch });
new Smooch({ token: "t", fetch: (url, init) => fetch(url, init) });
new Smooch({ token: "t", fetch: undiciFetch });
new Smooch({ token: "t", fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }) });
new Smooch({ token: "t", fetch: async (url, init) => await undiciFetch(url, init) });
new Smooch({ token: "t", fetch: nodeFetch });
new Smooch({ token: "t", fetch: (url, init) => nodeFetch(url, { ...init, compress: false }) });
