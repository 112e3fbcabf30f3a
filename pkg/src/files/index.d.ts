import type { ApiVersion, CallOptions, Smooch } from "smooch-edge";

/**
 * The forms in which a file can be given. A stream, and the body of a response, are read into memory first: its length
 * must be known, and a retry must have it again.
 */
export type FileContents =
  Blob | ArrayBuffer | ArrayBufferView | Response | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** The options of a call that only moves a file. */
export type TransferOptions = Pick<CallOptions, "signal" | "timeout" | "deadline" | "maxRetries" | "headers">;

/** The facts about a file. */
export interface FileOptions {
  /** Its name, such as `"menu.pdf"`. Default: that of a `File`, or the last part of a `Response`'s URL. */
  name?: string | undefined;
  /**
   * Its media type, such as `"application/pdf"`. Default: that of the `Blob`, or what its first bytes or the end of its
   * name tell. A file of which nothing tells it is refused.
   */
  type?: string | undefined;
  /** The access to it. Default `"public"`: whoever has the URL. */
  access?: "public" | "private" | (string & {}) | undefined;
}

/** The options of {@link uploadFile}. */
export interface UploadOptions extends FileOptions, TransferOptions {
  /** With `"message"` it is removed with the conversation that it belongs to, which must then be named. */
  for?: "message" | (string & {}) | undefined;
  /** The conversation that it belongs to. v2 only. */
  conversationId?: string | undefined;
  /** The user whose conversation it belongs to, by your own id. v1 and v1.1 only. */
  userId?: string | undefined;
  /** The same by the id of the service. v1 and v1.1 only. */
  appUserId?: string | undefined;
}

/** The URL of a file. */
export interface UploadedFile {
  mediaUrl: string;
  mediaType: string;
}

/**
 * Uploads a file: 10 MB at most in v1 and v1.1, 50 MB in v2, told before anything is sent. It is not retried if it may
 * have happened: the file would be there twice.
 *
 * @throws {ValidationError} if it is no file, too large, or of unknown type
 * @throws {PayloadTooLargeError} if the service finds it too large
 * @example
 * ```ts
 * import { uploadFile } from "smooch-edge/files";
 *
 * const { mediaUrl } = await uploadFile(smooch, await fetch("https://example.com/menu.pdf"));
 * ```
 */
export declare function uploadFile(
  smooch: Smooch.SmoochClient<ApiVersion>,
  file: FileContents,
  options?: UploadOptions,
): Promise<UploadedFile>;

/** The options of {@link sendFile}. */
export interface SendFileOptions<V extends ApiVersion = ApiVersion> extends FileOptions, TransferOptions {
  /** More of the message: `{ text: "Our menu.", altText: "The menu of this week" }`. */
  message?: Partial<SentWith<V>> | undefined;
  /**
   * Whether a retry is harmless. Default `true`: the message carries a key and is looked for before it is sent again.
   */
  dedupe?: boolean | undefined;
  /** A key of your own, which makes a retry after a crash harmless too. */
  dedupeKey?: string | undefined;
  /** The conversation. v2 only. Default: the user's default one. */
  conversationId?: string | undefined;
}

/** The further options of a message with a file. */
type SentWith<V extends ApiVersion> = Omit<
  Extract<Smooch.Shapes[V]["message"], { type: "file" }>,
  "type" | "mediaUrl" | "mediaType"
>;

/**
 * Uploads a file and sends it: as a picture if channels show it as one (JPEG, PNG, GIF, WebP), else as a file. A retry
 * uploads again and sends once. A file for a conversation that is named is removed with it.
 *
 * @param to the user, or in v2 `{ conversationId }`
 * @example
 * ```ts
 * import { openAsBlob } from "node:fs";
 * import { sendFile } from "smooch-edge/files";
 *
 * await sendFile(smooch, "ada", await openAsBlob("menu.pdf"), { name: "menu.pdf" });
 * ```
 */
export declare function sendFile<V extends ApiVersion>(
  smooch: Smooch.SmoochClient<V>,
  to: Smooch.Shapes[V]["to"],
  file: FileContents,
  options?: SendFileOptions<V>,
): Promise<Smooch.Shapes[V]["sent"]>;

/** The options of {@link downloadFile}. */
export type DownloadOptions = TransferOptions;

/**
 * Downloads the file of a message. The token goes with it only to the client's own host and to `smooch.io`; other hosts
 * get neither it nor the headers of the client. Of the response, the body is still to be read: `timeout` and `deadline`
 * end before it, `signal` ends it as well.
 *
 * @param url the `mediaUrl` of a message
 * @throws {NotFoundError} if there is no such file
 * @example
 * ```ts
 * import { downloadFile } from "smooch-edge/files";
 *
 * const response = await downloadFile(smooch, message.mediaUrl);
 * await bucket.put("menu.pdf", response.body);
 * ```
 */
export declare function downloadFile(
  smooch: Smooch.SmoochClient<ApiVersion>,
  url: string | URL,
  options?: DownloadOptions,
): Promise<Response>;
