// @ts-check
// Saved messages, which `%{{template: name}}%` in a text puts in its place (docs/api/v1.md, section 6.5).
import { notFound } from "./errors.js";

/** @import { Template } from "./records.js" */
/** @import { Service } from "./service.js" */

const PLACE = /%\{\{\s*template:\s*(.+?)\s*\}\}%/g;

/**
 * @param {Service} service
 * @param {{ name: string, message: Record<string, any> }} given
 * @returns {Template}
 */
export function createTemplate(service, given) {
  const template = { _id: service.newId(), ...given };
  service.state.templates.push(template);
  return template;
}

/**
 * @param {Service} service
 * @param {string} id
 */
export function templateOf({ state }, id) {
  const found = state.templates.find(({ _id }) => _id === id);
  if (found === undefined) throw notFound("template");
  return found;
}

/**
 * @param {Service} service
 * @param {Template} gone
 */
export function deleteTemplate({ state }, gone) {
  state.templates = state.templates.filter((one) => one !== gone);
}

/**
 * A message with its templates in place: one message for each, and one for each text between them.
 * @param {Service} service
 * @param {Record<string, any>} given
 * @returns {Record<string, any>[]}
 */
export function templated({ state }, given) {
  if ((given.type ?? "text") !== "text" || typeof given.text !== "string" || !given.text.includes("%{{"))
    return [given];
  const pieces = given.text.split(PLACE); // text, name, text, name, …
  const messages = pieces.flatMap((piece, index) => {
    if (index % 2 === 0) return piece.trim() === "" ? [] : [{ ...given, text: piece.trim() }];
    const template = state.templates.find(({ name }) => name === piece);
    const { text, type, ...common } = given;
    return [
      template === undefined ? { ...given, text: `%{{template: ${piece}}}%` } : { ...template.message, ...common },
    ];
  });
  return messages;
}
