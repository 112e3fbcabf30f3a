// @ts-check
// Writes an answer that has a fault straight onto the socket, since `node:http` would not write a wrong length, half a
// body or garbage. The connection always ends afterwards.
import { STATUS_CODES } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** @import { Socket } from "node:net" */
/** @import { Exchange } from "../exchange.js" */

// A reset may overtake bytes that the peer has not read yet, so they get this long to arrive.
const FLIGHT = 30;

/**
 * @param {Exchange} exchange
 * @param {Response} response
 * @param {Buffer} body
 * @param {Socket} socket
 * @param {AbortSignal} gone aborts when the client has left
 * @param {(outcome: string) => void} report
 */
export async function sendFaulty({ rule = {}, reset }, response, body, socket, gone, report) {
  if (rule.silence === true) return report("silence");
  if (reset === "after-read") {
    report("reset after the body was read");
    return void resetConnection(socket);
  }
  if (rule.garbage) {
    report("garbage");
    return void socket.end("\u0000\u0001 this is not HTTP \r\n\r\n");
  }
  const stated = rule.contentLength ?? body.length;
  socket.write(headOf(response, stated));
  const falls = typeof rule.silence === "string" ? rule.silence : undefined;
  const point = reset ?? falls;
  const cut = point === "after-headers" ? 0 : point === "mid-body" ? body.length >> 1 : rule.cutAt;
  const sent = body.subarray(0, cut ?? body.length);
  await drip(sent, rule.drip, socket, gone);
  report(`${response.status}${outcome(rule, reset, sent.length)}`);
  if (falls !== undefined) return; // the connection stays open until the client leaves
  if (reset === undefined) return void socket.end();
  await wait(FLIGHT);
  resetConnection(socket);
}

/**
 * Resets a connection. One that is closing already is only closed: Node refuses to reset it, and the process would then
 * never end.
 *
 * @param {Socket} socket
 */
export function resetConnection(socket) {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

/**
 * @param {Response} response
 * @param {number} length
 */
function headOf(response, length) {
  const lines = [`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ""}`];
  for (const [name, value] of response.headers) lines.push(`${name}: ${value}`);
  if (response.body !== null || length > 0) lines.push(`content-length: ${length}`);
  return `${[...lines, `date: ${new Date().toUTCString()}`, "connection: close"].join("\r\n")}\r\n\r\n`;
}

/**
 * @param {Buffer} bytes
 * @param {{ bytes: number, every: number } | undefined} pace
 * @param {Socket} socket
 * @param {AbortSignal} gone
 */
async function drip(bytes, pace, socket, gone) {
  if (pace === undefined) return void socket.write(bytes);
  for (let at = 0; at < bytes.length && !gone.aborted; at += pace.bytes) {
    await wait(pace.every);
    if (!socket.destroyed) socket.write(bytes.subarray(at, at + pace.bytes));
  }
}

/**
 * @param {Exchange["rule"] & {}} rule
 * @param {Exchange["reset"]} reset
 * @param {number} sent
 */
function outcome(rule, reset, sent) {
  if (reset !== undefined) return `, reset ${reset}`;
  if (typeof rule.silence === "string") return `, silence ${rule.silence}`;
  if (rule.cutAt !== undefined) return `, cut after ${sent} bytes`;
  return " by a fault rule";
}
