// Drawings as text.  Numbers are rounded to a hundredth, so that the same picture is the same text.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string | number} text */
function escaped(text) {
  return String(text).replace(/[&<>"]/g, (sign) => SIGNS[/** @type {keyof SIGNS} */ (sign)]);
}

/**
 * Return `value` as it is written into a drawing.
 * @param {number} value
 */
export function round(value) {
  return String(Math.round(value * 100) / 100 || 0);
}

/**
 * Return an element with `attributes`, those that are undefined left out, and `children`, which are
 * elements as text.
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes
 * @param {...string} children
 */
export function element(name, attributes, ...children) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escaped(value ?? "")}"`);
  const content = children.join("");
  const end = content ? `>${content}</${name}>` : "/>";
  return `<${name}${written.join("")}${end}`;
}

/**
 * Return a drawing of `width` by `height`, which is as wide as its column.
 * @param {number} width
 * @param {number} height
 * @param {...string} children
 */
export function drawing(width, height, ...children) {
  const box = `0 0 ${round(width)} ${round(height)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="drawn" viewBox="${box}" font-size="13">${children.join("")}</svg>`;
}

/**
 * Return `words` at a place.
 * @param {number} x
 * @param {number} y
 * @param {string | number} words
 * @param {Record<string, string | number | undefined>} attributes
 */
export function text(x, y, words, attributes = {}) {
  return element("text", { x, y, fill: "currentColor", ...attributes }, escaped(words));
}

/**
 * Return a line through `points`, which are pairs.
 * @param {number[][]} points
 * @param {Record<string, string | number | undefined>} attributes
 */
export function line(points, attributes = {}) {
  return lines([points], attributes);
}

/**
 * Return several lines of one look as one shape, which is laid out and painted at once.
 * @param {number[][][]} all
 * @param {Record<string, string | number | undefined>} attributes
 */
export function lines(all, attributes = {}) {
  const d = all.map((points) => points.map(([x, y], at) => `${at ? "L" : "M"}${round(x)} ${round(y)}`).join("")).join("");
  return element("path", { d, fill: "none", stroke: "currentColor", ...attributes });
}

/**
 * Return dots of one size and colour as one shape: short strokes with round ends.
 * @param {number[][]} places
 * @param {number} r
 * @param {string} colour
 * @param {Record<string, string | number | undefined>} attributes
 */
export function dots(places, r, colour, attributes = {}) {
  const d = places.map(([x, y]) => `M${round(x)} ${round(y)}h0.01`).join("");
  return d && element("path", { d, stroke: colour, "stroke-width": 2 * r, "stroke-linecap": "round", ...attributes });
}

/**
 * Return a dot.
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {Record<string, string | number | undefined>} attributes
 */
export function dot(x, y, r, attributes = {}) {
  return element("circle", { cx: x, cy: y, r, fill: "currentColor", ...attributes });
}
