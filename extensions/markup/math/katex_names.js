// The names of what stands in a formula: what is the same symbol has the same name, however it is
// written (x_i, x_{i} and {x}_i), and what differs in its font, accent or scripts has another.
"use strict";

const GREEK =
  /^\\(?:(?:var)?(?:alpha|beta|[gG]amma|[dD]elta|epsilon|zeta|eta|[tT]heta|iota|kappa|[lL]ambda|mu|nu|[xX]i|omicron|[pP]i|rho|[sS]igma|tau|[uU]psilon|[pP]hi|chi|[pP]si|[oO]mega)|ell|hbar)$/;
const LETTER = /^\p{L}$/u;
// A letter, or several, in one of these is a word: it says itself what it means.
const WORD_FONTS = new Set(["mathrm", "mathit", "mathsf", "mathtt"]);
// What only holds other nodes: alone in it, a node is the same as without.
const HOLDERS = new Set(["ordgroup", "color", "styling", "mclass"]);
const NO_NAME = new Set(["spacing", "kern", "lap", "smash", "phantom", "htmlmathml"]);
const ACCENTS = new Set(["accent", "accentUnder", "overline", "underline"]);

/** The node itself, out of the groups in which it stands alone. */
function core(node) {
  const only = HOLDERS.has(node.type) && node.body.length === 1;
  return only ? core(node.body[0]) : node;
}

/** The nodes that `node` is a group of: itself, if it is none. */
function partsOf(node) {
  const at = core(node);
  return (HOLDERS.has(at.type) ? at.body.flatMap(partsOf) : [at]).filter((one) => !NO_NAME.has(one.type));
}

/** The letters in `body`, a list of nodes or one of them. */
function spelled(body) {
  return [body]
    .flat()
    .flatMap(partsOf)
    .map((one) => one.text ?? "")
    .join("");
}

const isLetter = (text) => LETTER.test(text) || GREEK.test(text);
const bodyOf = (node) => node.base ?? node.body;
const labelOf = (node) => node.label ?? `\\${node.type}`;

/** The name of a group of nodes, or of one that has a body. */
function nameOfGroup(at, font) {
  if (at.type === "op") return at.name ?? `op(${at.body.map((one) => nameOf(one, font))})`;
  if (ACCENTS.has(at.type)) return `${labelOf(at)}(${nameOf(bodyOf(at), font)})`;
  if (at.type === "supsub") {
    const scripts = ["base", "sub", "sup"].map((key) => (at[key] ? nameOf(at[key], font) : ""));
    return `${scripts[0]}_{${scripts[1]}}^{${scripts[2]}}`;
  }
  const parts = HOLDERS.has(at.type) ? partsOf(at) : [];
  return parts.map((one) => nameOf(one, font)).join(" ") || at.type;
}

const isWord = (at) =>
  at.type === "text" ||
  at.type === "operatorname" ||
  (at.type === "font" && WORD_FONTS.has(at.font) && !spelled(at.body).includes("\\"));

/** The name of `node`, which stands in the font `font`; of a list, that of what is in it. */
function nameOf(node, font = "") {
  const at = core(node);
  if (isWord(at)) return `word(${spelled(at.body)})`;
  if (at.type === "font") return nameOf(at.body, at.font);
  if (at.text === undefined) return nameOfGroup(at, font);
  return font && isLetter(at.text) ? `${font}(${at.text})` : at.text;
}

/** Whether `node` is what a symbol can be: a letter in a font, with an accent or without, a word. */
function isNameable(node) {
  const at = core(node);
  if (at.type === "font" || ACCENTS.has(at.type)) {
    return WORD_FONTS.has(at.font) || partsOf(bodyOf(at)).every(isNameable);
  }
  return (at.text !== undefined && isLetter(at.text)) || ["text", "operatorname"].includes(at.type);
}

/** How `node` is written: enough to be recognised, and read again. */
function texOf(node) {
  const at = core(node);
  if (at.text !== undefined) return at.text;
  if (at.type === "font") return `\\${at.font}{${texOf(at.body)}}`;
  if (at.type === "text" || at.type === "operatorname") return `\\text{${spelled(at.body)}}`;
  if (ACCENTS.has(at.type)) return `${labelOf(at)}{${texOf(bodyOf(at))}}`;
  if (at.type === "supsub") {
    const scripts = ["sub", "sup"].map((key) => at[key] && script(key === "sub" ? "_" : "^", at[key]));
    return `${at.base ? texOf(at.base) : ""}${scripts.filter(Boolean).join("")}`;
  }
  return at.type === "op" ? (at.name ?? "…") : joined(partsOf(at));
}

/** The TeX of `nodes` side by side. */
function joined(nodes) {
  const pieces = nodes.map((one) => (one.text || one.type === "op" || isNameable(one) || one.base ? texOf(one) : "…"));
  return pieces.reduce((tex, one) => tex + (/\\[A-Za-z]+$/.test(tex) && /^\w/.test(one) ? " " : "") + one, "");
}

function script(sign, node) {
  const parts = partsOf(node);
  if (sign === "^" && parts.length && parts.every((one) => one.text === "\\prime")) return "'".repeat(parts.length);
  const tex = parts.length === 1 ? texOf(parts[0]) : joined(parts);
  return tex.length === 1 ? sign + tex : `${sign}{${tex}}`;
}

module.exports = { ACCENTS, core, isLetter, isNameable, nameOf, partsOf, script, texOf };
