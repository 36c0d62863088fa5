// The graph after each layer, one below the other, and that of one wide layer of as many units.
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { counts, meanError, sawtooth, through, wide } from "./model.js";

const QUIET = "var(--figure-muted)";
const DEEP = "var(--figure-accent)";
const WIDE = "var(--figure-second)";
const X = linear([0, 1], [14, 286]);
const COLUMN = 298;
const [TOP, ROWS, WIDE_ROW, GAP] = [30, 262, 50, 14];
const WIDE_TOP = TOP + ROWS + 28;
// With more pieces than that, lines run into one another.
const DENSE = 300;

export const controls = [
  { name: "layers", type: "number", label: "Layers", min: 1, max: 6, step: 1, default: 3 },
  { name: "width", type: "number", label: "Units in each", min: 2, max: 16, step: 1, default: 4 },
  { name: "x", type: "number", label: "Input x", min: 0, max: 1, step: 0.005, default: 0.37, hidden: true },
];

export const handles = [{ label: "Input x", x: "x", scaleX: X, at: (/** @type {WidgetState} */ { x }) => [X(x), 14] }];

/** @param {number} value */
const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {number} value */
function short(value) {
  if (value < 1e6) return grouped(value);
  const power = Math.floor(Math.log10(value));
  return `${(value / 10 ** power).toPrecision(2)}·10${"⁰¹²³⁴⁵⁶⁷"[power]}`;
}

/**
 * A row of the picture, from 0 at the bottom to 1 at the top.
 * @param {number} top
 * @param {number} height
 */
const rowScale = (top, height) => linear([0, 1], [top + height, top]);

/**
 * The sawtooth with `pieces` pieces between the inputs `from` and `to`.
 * @param {number} pieces
 * @param {WidgetScale} scale
 * @param {Record<string, string | number>} style
 * @param {[number, number]} span
 */
function teeth(pieces, scale, style, [from, to] = [0, 1]) {
  if (pieces * (to - from) > DENSE) {
    const [x, y] = [X(from), scale(1)];
    const size = { width: Math.max(X(to) - x, 0.5), height: scale(0) - y };
    return element("rect", { x, y, ...size, fill: style.stroke, "fill-opacity": 0.45 });
  }
  const [first, last] = [Math.round(from * pieces), Math.round(to * pieces)];
  const corners = sawtooth(pieces, first, last);
  return line(corners.map(([x, y]) => [X(x), scale(y)]), { "stroke-linejoin": "round", ...style });
}

/**
 * The words beside a row.
 * @param {number} top
 * @param {number} height
 * @param {[string, string][]} words
 */
function beside(top, height, words) {
  const from = top + height / 2 + 5 - (words.length - 1) * 8;
  return words.map(([one, fill], at) => text(COLUMN, from + at * 16, one, { fill }));
}

/** @param {WidgetState} state */
function rows({ layers, width, x }) {
  const height = ROWS / layers - GAP;
  const values = through(layers, width, x);
  return values.map((value, at) => {
    const top = TOP + (at * ROWS) / layers;
    const scale = rowScale(top, height);
    const pieces = width ** (at + 1);
    // The piece of the row above that x is on: over it, this row draws the whole first graph.
    const above = width ** at;
    const piece = Math.min(Math.floor(x * above), above - 1);
    /** @type {[number, number]} */
    const span = [piece / above, (piece + 1) / above];
    const frame = { x: X(span[0]), y: top, width: X(span[1]) - X(span[0]), height };
    return [
      element("rect", { ...frame, fill: DEEP, "fill-opacity": 0.13 }),
      line([[X(0), scale(0)], [X(1), scale(0)]], { stroke: "var(--rule-strong)", "stroke-width": 0.7 }),
      teeth(pieces, scale, { stroke: DEEP, "stroke-width": 1, "stroke-opacity": 0.7 }),
      pieces <= DENSE ? teeth(pieces, scale, { stroke: DEEP, "stroke-width": 2.4 }, span) : "",
      dot(X(x), scale(value), 4),
      ...beside(top, height, [
        [`${at + 1}: ${short(pieces)}`, DEEP],
        .../** @type {[string, string][]} */ (height > 30 ? [[`x → ${value.toFixed(2)}`, "currentColor"]] : []),
      ]),
    ].join("");
  });
}

/** @param {WidgetState} state */
function wideRow({ layers, width, x }) {
  const { units, pieces, oneLayer } = counts(layers, width);
  const scale = rowScale(WIDE_TOP, WIDE_ROW);
  const style = { stroke: WIDE, "stroke-width": 2 };
  const end = Math.min((units - 1) / pieces, 1);
  const isDense = Math.min(units, pieces) > DENSE;
  const corners = isDense ? [] : wide(units, pieces);
  return [
    line([[X(0), WIDE_TOP - 15], [396, WIDE_TOP - 15]], { stroke: "var(--rule-strong)" }),
    teeth(pieces, scale, { stroke: DEEP, "stroke-width": 0.7, "stroke-opacity": 0.35 }),
    isDense ? teeth(pieces, scale, style, [0, end]) : "",
    line(corners.map(([at, y]) => [X(at), scale(y)]), style),
    line([[X(x), TOP - 6], [X(x), scale(0)]], { stroke: QUIET, "stroke-dasharray": "2 3" }),
    ...beside(WIDE_TOP, WIDE_ROW, [
      [`${units} in one:`, WIDE],
      [`at most ${oneLayer}`, WIDE],
    ]),
  ];
}

/** @param {WidgetState} state */
export function draw(state) {
  return drawing(
    400,
    WIDE_TOP + WIDE_ROW + 14,
    ...rows(state),
    ...wideRow(state),
    text(COLUMN, 18, "layer: pieces", { fill: QUIET }),
    text(X(0), WIDE_TOP + WIDE_ROW + 12, "0", { fill: QUIET }),
    text(X(1), WIDE_TOP + WIDE_ROW + 12, "x = 1", { fill: QUIET, "text-anchor": "end" }),
  );
}

/** @param {WidgetState} state */
export function describe({ layers, width }) {
  const { units, pieces, limit, oneLayer } = counts(layers, width);
  if (layers === 1) return `One layer of ${width} units adds: ${pieces} pieces, and never more than ${oneLayer}.`;
  const stacked =
    `${layers} layers of ${width} fold the interval into ${grouped(pieces)} pieces, of at most ${grouped(limit)}; ` +
    `one layer of the same ${units} units `;
  if (units >= pieces) return `${stacked}can draw as many.`;
  return (
    `${stacked}has at most ${oneLayer}, and would need ${grouped(pieces - 1)} units. ` +
    `Its mean error is ${meanError(units, pieces).toFixed(3)}; that of the constant ½ is 0.250.`
  );
}
