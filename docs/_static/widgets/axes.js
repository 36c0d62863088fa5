// Axes of a drawing: a line, values at it, and what they are.
import { line, text } from "./svg.js";
import { ticks } from "./scales.js";

const QUIET = "var(--figure-muted)";
const GAP = 6;
const LINE = 16;

/** @param {number} value */
function words(value) {
  return String(value).replace(/^-/, "−");
}

/**
 * Return an axis along the bottom, `y` below.
 * @param {WidgetScale} scale
 * @param {number} y
 * @param {string} label
 * @param {number[]} values
 */
export function bottomAxis(scale, y, label, values = ticks(scale.domain)) {
  const [from, to] = scale.range;
  return [
    line([[from, y], [to, y]], { stroke: QUIET }),
    ...values.map((value) => line([[scale(value), y], [scale(value), y + 4]], { stroke: QUIET })),
    ...values.map((value) => text(scale(value), y + LINE + 2, words(value), { "text-anchor": "middle", fill: QUIET })),
    text(to, y + 2 * LINE + 2, label, { "text-anchor": "end" }),
  ].join("");
}

/**
 * Return an axis along the left, at `x`; its label stands above it.
 * @param {WidgetScale} scale
 * @param {number} x
 * @param {string} label
 * @param {number[]} values
 */
export function leftAxis(scale, x, label, values = ticks(scale.domain)) {
  const [from, to] = scale.range;
  return [
    line([[x, from], [x, to]], { stroke: QUIET }),
    ...values.map((value) => line([[x - 4, scale(value)], [x, scale(value)]], { stroke: QUIET })),
    ...values.map((value) => text(x - GAP, scale(value) + 4, words(value), { "text-anchor": "end", fill: QUIET })),
    text(x - GAP, Math.min(from, to) - GAP - 4, label),
  ].join("");
}
