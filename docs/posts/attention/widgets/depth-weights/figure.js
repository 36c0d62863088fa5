// A row of bars, one for each value in the row that a reader gets, and how long that row has become.
import { bottomAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { shares, size, weights } from "./model.js";

const QUIET = "var(--figure-muted)";
const OTHERS = "var(--figure-accent)";
const WANTED = "var(--figure-second)";
const LENGTH = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 404];
const MOST = 64;
const BARS = { left: 34, right: 390, scale: linear([0, 1], [206, 70]) };
const PLOT = { x: linear([0, MOST], [34, 384]), y: linear([0, 8.5], [358, 272]) };

export const controls = [
  {
    name: "rule",
    type: "choice",
    label: "Rule",
    choices: [
      ["sum", "sum"],
      ["behind", "norm behind each sum"],
      ["gate", "gate"],
      ["softmax", "softmax over depth"],
    ],
    default: "sum",
  },
  { name: "wanted", type: "number", label: "Wanted value (0: the embedding)", min: 0, max: MOST, step: 1, default: 0 },
  { name: "lead", type: "number", label: "Lead of its score", min: 0, max: 8, step: 0.1, digits: 1, default: 2 },
  { name: "parts", type: "number", label: "Parts", min: 1, max: MOST, step: 1, default: MOST },
  { name: "gate", type: "number", label: "Gate, the share of the new", min: 0.01, max: 0.5, step: 0.01, digits: 2, default: 0.1 },
];

export function idle({ rule }) {
  return {
    lead: rule === "softmax" ? "" : "counts in the softmax only",
    gate: rule === "gate" ? "" : "counts in the gate only",
  };
}

/** A share as it is read: a per cent, or a power of ten where that would be nothing. */
function percent(/** @type {number} */ value) {
  if (value >= 0.0995) return `${Math.round(100 * value)} %`;
  if (value >= 0.0005) return `${(100 * value).toFixed(1)} %`;
  const power = Math.floor(Math.log10(value));
  const digit = Math.round(value / 10 ** power);
  return `${digit === 10 ? 1 : digit} in 10${superscript(digit === 10 ? -power - 1 : -power)}`;
}

function superscript(/** @type {number} */ number) {
  return [...String(number)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}

function found(state) {
  const all = weights(state);
  const left = shares(all);
  const wanted = Math.min(state.wanted, state.parts);
  const total = all.reduce((sum, one) => sum + one, 0);
  return { left, wanted, length: size(all), weight: all[wanted] / total };
}

const nameOf = (/** @type {number} */ wanted) => (wanted ? `part ${wanted}` : "the embedding");

function bars(left, wanted) {
  const step = (BARS.right - BARS.left) / left.length;
  const wide = Math.min(0.72 * step, 24);
  const y = BARS.scale;
  const bar = (/** @type {number} */ j) => {
    const x = BARS.left + (j + 0.5) * step;
    return `M${x.toFixed(2)} ${y(0)}V${y(left[j]).toFixed(2)}`;
  };
  const others = left.map((_, j) => (j === wanted ? "" : bar(j))).join("");
  const x = BARS.left + (wanted + 0.5) * step;
  return [
    ...[0, 0.5, 1].flatMap((value) => [
      line([[BARS.left, y(value)], [BARS.right, y(value)]], { stroke: value ? "var(--rule-strong)" : QUIET, "stroke-width": 0.8 }),
      text(BARS.left - 6, y(value) + 4.5, value, { "text-anchor": "end", fill: QUIET }),
    ]),
    element("path", { d: others || "M0 0", fill: "none", stroke: OTHERS, "stroke-width": wide }),
    element("path", { d: bar(wanted), fill: "none", stroke: WANTED, "stroke-width": wide }),
    element("path", { d: `M${x.toFixed(2)} ${y(0) + 4}l-4.5 8h9z`, fill: WANTED }),
    text(BARS.left, y(0) + 28, "embedding", { fill: QUIET }),
    text(BARS.right, y(0) + 28, `part ${left.length - 1}`, { "text-anchor": "end", fill: QUIET }),
  ].join("");
}

function plot(state) {
  const { x, y } = PLOT;
  const curve = Array.from({ length: MOST + 1 }, (_, parts) => [x(parts), y(size(weights({ ...state, parts })))]);
  return [
    ...[0, 4, 8].flatMap((value) => [
      line([[x(0), y(value)], [x(MOST), y(value)]], { stroke: "var(--rule-strong)", "stroke-width": 0.8 }),
      text(x(0) - 6, y(value) + 4.5, value, { "text-anchor": "end", fill: QUIET }),
    ]),
    line(curve, { stroke: LENGTH, "stroke-width": 1.6 }),
    dot(curve[state.parts][0], curve[state.parts][1], 5, { fill: LENGTH }),
    bottomAxis(x, y(0), "parts", [0, 16, 32, 48, 64]),
  ].join("");
}

export function draw(state) {
  const { left, wanted, length, weight } = found(state);
  return drawing(
    WIDTH,
    HEIGHT,
    text(8, 18, `share of ${nameOf(wanted)}: ${percent(left[wanted])}`, { "font-weight": "700", fill: WANTED }),
    text(392, 18, state.rule === "sum" ? "all weights 1" : `weight ${percent(weight)}`, { "text-anchor": "end", fill: weight >= 0.5 ? WANTED : QUIET }),
    text(8, 44, "share of each value in the row that is read", { fill: QUIET }),
    bars(left, wanted),
    text(8, 258, `size of the row (root mean square): ${length.toFixed(2)}`, { fill: LENGTH }),
    plot(state),
  );
}

export function describe(state) {
  const { left, wanted, length, weight } = found(state);
  const most = left.indexOf(Math.max(...left));
  const even = Math.max(...left) - Math.min(...left) < 1e-9;
  const largest = even ? "All shares are equal." : `The largest share has ${nameOf(most)}, ${percent(left[most])}.`;
  const given = state.rule === "softmax" ? `, by a weight of ${percent(weight)}${weight >= 0.5 ? ", half of all or more" : ""}` : "";
  const after = `After ${state.parts === 1 ? "1 part" : `${state.parts} parts`}`;
  return `${after}, ${nameOf(wanted)} has a share of ${percent(left[wanted])}${given}. The row has size ${length.toFixed(2)}. ${largest}`;
}
