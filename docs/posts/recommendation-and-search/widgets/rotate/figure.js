// The coordinates of one vector before and after a random rotation, each with its levels.
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear, ticks } from "../../../../_static/widgets/scales.js";
import { drawing, element, line, round, text } from "../../../../_static/widgets/svg.js";
import { Unreadable, vectorsIn } from "../../../../_static/widgets/vectors.js";
import { bestLevels, density, errorOf, evenLevels, normals, orthogonal, turned, unit, withOutliers } from "./model.js";

const QUIET = "var(--figure-muted)";
const BEFORE = "var(--figure-second)";
const AFTER = "var(--figure-accent)";
const LAW = "var(--figure-third)";
const D = 128;
const [LEFT, RIGHT, SIDE, END] = [33, 306, 318, 396];
const PANELS = [[186, 34], [398, 246]];
const [WIDTH, HEIGHT] = [400, 412];
const LARGEST = 30;
const BIN = 0.5;
const LARGE_AT = 19;

export const controls = [
  { name: "size", type: "number", label: "Large coordinates", min: 1, max: LARGEST, step: 0.5, default: 20, unit: "times the others" },
  { name: "bits", type: "number", label: "Bits", min: 1, max: 6, step: 1, default: 2 },
  { name: "turn", type: "number", label: "Draw of the rotation", min: 1, max: 40, step: 1, default: 1, play: 1 },
  { name: "own", type: "text", label: "Your vector, 2 to 128 numbers", default: "", most: 2500 },
];

const rotation = remembered((/** @type {number} */ draw, /** @type {number} */ d) => {
  const luck = normals(1000 * draw, d * d);
  return orthogonal(Array.from({ length: d }, (_, at) => luck.slice(at * d, (at + 1) * d)));
}, 8);
const best = remembered(bestLevels, 12);

/** The vector of a state, its own or the reader's, and what is wrong with the latter. */
const vectorOf = remembered((/** @type {number} */ size, /** @type {string} */ own) => {
  try {
    const [vector] = vectorsIn(own, { least: 2, most: 128, count: 1 });
    return vector ? { x: unit(vector), isOwn: true } : { x: withOutliers(size, D), isOwn: false };
  } catch (error) {
    if (error instanceof Unreadable) return { x: withOutliers(size, D), isOwn: false, fault: error.message };
    throw error;
  }
});

/** @param {WidgetState} state */
const given = ({ size, own }) => vectorOf(size, own);

/** Both vectors, in units of 1/√d, with their levels and errors. */
const both = remembered((/** @type {WidgetState} */ state) => {
  const { x, isOwn, fault } = given(state);
  const d = x.length;
  const y = turned(rotation(state.turn, d), x);
  const levels = best(state.bits, d);
  const even = evenLevels(x, state.bits);
  const scaled = (/** @type {number[]} */ values) => values.map((one) => one * Math.sqrt(d));
  return {
    d,
    isOwn,
    fault,
    before: { values: scaled(x), levels: scaled(even), error: errorOf(x, even) },
    after: { values: scaled(y), levels: scaled(levels.levels), error: errorOf(y, levels.levels) },
    expected: levels.error,
  };
});

/** The scale of a panel: so high that all coordinates fit. */
function scaleOf(/** @type {number} */ d, /** @type {number} */ panel) {
  const reach = Math.max(4, Math.sqrt(d));
  return linear([-reach, reach], PANELS[panel]);
}

export const handles = [
  {
    label: "Large coordinates",
    y: "size",
    scaleY: linear([-LARGEST, LARGEST], PANELS[0]),
    at: (/** @type {WidgetState} */ state) => {
      const { x, isOwn } = given(state);
      const high = isOwn ? Math.max(...x) : x[LARGE_AT];
      const at = isOwn ? x.indexOf(high) : LARGE_AT;
      return [LEFT + ((at + 0.5) * (RIGHT - LEFT)) / x.length, scaleOf(x.length, 0)(high * Math.sqrt(x.length))];
    },
  },
];

/**
 * Return a box as a part of a path: many of them are one shape, which is painted at once.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function box(x, y, width, height) {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** How many values lie in each bin, drawn sideways. */
function histogram(/** @type {number[]} */ values, /** @type {WidgetScale} */ y, /** @type {string} */ fill) {
  const counts = new Map();
  for (const value of values) {
    const bin = Math.floor(value / BIN);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const boxes = [...counts].map(([bin, count]) => {
    const share = count / values.length / BIN;
    const top = y((bin + 1) * BIN);
    return box(SIDE, top, Math.min(share, 0.99) * (END - SIDE), y(bin * BIN) - top - 0.5);
  });
  return element("path", { d: boxes.join(""), fill, "fill-opacity": 0.35 });
}

/** The law that a coordinate obeys after the rotation. */
function law(/** @type {number} */ d, /** @type {WidgetScale} */ y) {
  const edge = Math.min(y.domain[1], Math.sqrt(d) * 0.999);
  const points = Array.from({ length: 81 }, (_, at) => {
    const u = -edge + (at / 80) * 2 * edge;
    return [SIDE + Math.min(density(u, d), 0.99) * (END - SIDE), y(u)];
  });
  return line(points, { stroke: LAW, "stroke-width": 1.8 });
}

/**
 * @param {{ values: number[], levels: number[] }} one
 * @param {WidgetScale} y
 * @param {string} fill
 */
function bars({ values, levels }, y, fill) {
  const step = (RIGHT - LEFT) / values.length;
  const strength = levels.length > 16 ? 0.35 : 0.8;
  return [
    element("path", {
      d: levels.map((level) => `M${LEFT} ${round(y(level))}H${RIGHT}`).join(""),
      stroke: QUIET,
      "stroke-width": strength,
    }),
    line([[LEFT, y(0)], [END, y(0)]], { stroke: "var(--rule-strong)", "stroke-width": 0.6 }),
    element("path", {
      d: values.map((value, at) => box(LEFT + (at + 0.12) * step, y(Math.max(value, 0)), step * 0.76, Math.abs(y(value) - y(0)))).join(""),
      fill,
    }),
    ...ticks(y.domain, 4).map((value) => text(LEFT - 6, y(value) + 4, String(value).replace("-", "−"), { "text-anchor": "end", fill: QUIET })),
    histogram(values, y, fill),
  ];
}

/** @type {(value: number) => string} */
const told = (value) => value.toFixed(value < 0.1 ? 4 : 3);

/** @param {WidgetState} state */
export function draw(state) {
  const { d, before, after } = both(state);
  const [upper, lower] = [scaleOf(d, 0), scaleOf(d, 1)];
  const count = 2 ** state.bits;
  return drawing(
    WIDTH,
    HEIGHT,
    ...bars(before, upper, BEFORE),
    ...bars(after, lower, AFTER),
    law(d, lower),
    text(4, 16, `as it is, ${count} even levels: error ${told(before.error)}`, { fill: BEFORE, class: "over" }),
    text(4, PANELS[1][1] - 18, `turned, ${count} best levels: error ${told(after.error)}`, { fill: AFTER, class: "over" }),
    text(END, PANELS[1][1] - 18, "law", { fill: LAW, "text-anchor": "end" }),
    text(RIGHT, PANELS[0][0] + 16, `${d} coordinates, times √d`, { "text-anchor": "end", fill: QUIET }),
  );
}

/** @param {WidgetState} state */
export function describe(state) {
  const { d, fault, before, after, expected } = both(state);
  const largest = Math.max(...after.values.map(Math.abs)).toFixed(1);
  const most = Math.max(...before.values.map(Math.abs)).toFixed(1);
  const excuse = fault ? `Your vector cannot be read: ${fault}. ` : "";
  return (
    `${excuse}The largest of ${d} coordinates is ${most} times the typical size before the rotation and ${largest} times after it; ` +
    `the squared error goes from ${told(before.error)} to ${told(after.error)}, where ${told(expected)} is to be expected of any vector.`
  );
}
