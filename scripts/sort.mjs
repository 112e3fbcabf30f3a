// Puts functions that look alike side by side, where compression finds the one in the other: 0.7 kB gz.

import { readFileSync, writeFileSync } from "node:fs";

import { number, section, unsigned } from "./binary.mjs";

/** The length in bytes of the shapes by which functions are compared. */
const SHAPE = 5;
/** With how many bytes before it a function is compared. */
const NEAR = 500;

/**
 * Names each function by its place, so that wasm-opt can sort them (`--reorder-functions-by-name`).
 *
 * @param {string} path a module without names
 */
export function nameByPlace(path) {
  const module = readFileSync(path);
  const imports = number(section(module, 2).contents, 0).value;
  const names = [];
  for (const [place, index] of order(bodies(module)).entries()) {
    names[index] = [...unsigned(imports + index), ...sized(Buffer.from(String(place).padStart(4, "0")))];
  }
  const functions = sized([...unsigned(names.length), ...names.flat()]);
  writeFileSync(
    path,
    Buffer.concat([module, Buffer.from([0, ...sized([...sized(Buffer.from("name")), 1, ...functions])])]),
  );
}

/**
 * The functions, each as likely to repeat what stands before it as can be found in one go.
 *
 * @param {Buffer[]} functions
 */
function order(functions) {
  const shapes = functions.map(shapesOf);
  const left = new Set(shapes.keys());
  /** @type {number[]} */
  const order = [];
  while (left.size) {
    const near = new Set();
    for (let bytes = 0, at = order.length; at-- > 0 && bytes < NEAR; bytes += shapes[order[at]].size) {
      for (const shape of shapes[order[at]]) near.add(shape);
    }
    let next = -1;
    let most = -1;
    for (const index of left) {
      const known = [...shapes[index]].filter((shape) => near.has(shape)).length / (shapes[index].size + 1);
      if (known > most) [next, most] = [index, known];
    }
    order.push(next);
    left.delete(next);
  }
  return order;
}

/** @param {Buffer} bytes */
function shapesOf(bytes) {
  const shapes = new Set();
  for (let at = 0; at + SHAPE <= bytes.length; at++) shapes.add(bytes.toString("latin1", at, at + SHAPE));
  return shapes;
}

/**
 * The functions of a module, in bytes.
 *
 * @param {Buffer} module
 */
function bodies(module) {
  const { contents } = section(module, 10);
  const bodies = [];
  for (let at = number(contents, 0).end; at < contents.length;) {
    const { value: size, end } = number(contents, at);
    bodies.push(contents.subarray(at, end + size));
    at = end + size;
  }
  return bodies;
}

/** @param {Iterable<number> & { length: number }} bytes */
function sized(bytes) {
  return [...unsigned(bytes.length), ...bytes];
}
