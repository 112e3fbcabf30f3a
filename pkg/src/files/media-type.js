// Tells the media type of a file by its name and its first bytes.

/** Types that the first bytes prove. */
const SURE = [
  [/^\x89PNG\r\n/, "image/png"],
  [/^\xff\xd8\xff/, "image/jpeg"],
  [/^GIF8[79]a/, "image/gif"],
  [/^RIFF....WEBP/s, "image/webp"],
  [/^....ftyphei[cx]/s, "image/heic"],
  [/^%PDF-/, "application/pdf"],
  [/^RIFF....WAVE/s, "audio/wav"],
  [/^#!AMR/, "audio/amr"],
];

/** Types that others begin like: the name goes before. */
const LIKELY = [
  [/^....ftypM4A/s, "audio/mp4"],
  [/^....ftypqt/s, "video/quicktime"],
  [/^....ftyp/s, "video/mp4"],
  ["\x1aE\xdf\xa3", "video/webm"],
  [/^OggS/, "audio/ogg"],
  [/^(ID3|\xff[\xf2\xf3\xfb])/, "audio/mpeg"],
  ["PK\x03\x04", "application/zip"],
];

const OFFICE = "application/vnd.openxmlformats-officedocument.";

/** Types by the end of a name; of several ends of a type the first is its own. @type {Record<string, string>} */
const ENDS = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  heic: "image/heic",
  svg: "image/svg+xml",
  bmp: "image/bmp",
  tiff: "image/tiff",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  "3gp": "video/3gpp",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  aac: "audio/aac",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  wav: "audio/wav",
  amr: "audio/amr",
  pdf: "application/pdf",
  doc: "application/msword",
  docx: `${OFFICE}wordprocessingml.document`,
  xls: "application/vnd.ms-excel",
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  ppt: "application/vnd.ms-powerpoint",
  pptx: `${OFFICE}presentationml.presentation`,
  txt: "text/plain",
  csv: "text/csv",
  html: "text/html",
  ics: "text/calendar",
  vcf: "text/vcard",
  rtf: "application/rtf",
  json: "application/json",
  xml: "application/xml",
  zip: "application/zip",
};

/**
 * The type of a file; `undefined` if neither its first bytes nor its name tell it.
 *
 * @param {Blob} blob
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function mediaTypeOf(blob, name) {
  const first = String.fromCharCode(...new Uint8Array(await blob.slice(0, 16).arrayBuffer()));
  const begins = (/** @type {any[][]} */ table) =>
    table.find(([one]) => (typeof one === "string" ? first.startsWith(one) : one.test(first)))?.[1];
  const end = name.split(".").at(-1)?.toLowerCase() ?? "";
  return begins(SURE) ?? (Object.hasOwn(ENDS, end) ? ENDS[end] : undefined) ?? begins(LIKELY);
}

/**
 * A name for a file of a type that has none.
 *
 * @param {string} type
 */
export function nameFor(type) {
  const [plain] = type.split(";");
  const end = Object.keys(ENDS).find((end) => ENDS[end] === plain);
  return end ? `file.${end}` : "file";
}
