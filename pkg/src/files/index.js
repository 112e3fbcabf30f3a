// The entry `smooch-edge/files`: what only programs with files carry. It reaches into a client of whichever entry.

export { downloadFile } from "./download.js";
export { sendFile } from "./send.js";
export { uploadFile } from "./upload.js";
