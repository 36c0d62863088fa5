// Vectors of the plane on their way through a quantiser, and their error beside that of all angles.
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, dots, drawing, element, line, lines, text } from "../../../../_static/widgets/svg.js";
import { Unreadable, vectorsIn } from "../../../../_static/widgets/vectors.js";
import { least, levelsOf, turned, way } from "./model.js";

const QUIET = "var(--figure-muted)";
const TRUE = "var(--figure-accent)";
const MADE = "var(--figure-second)";
const LAW = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 412];
const EDGE = 1.75;
const SQUARE = [6, 294];
const X = linear([-EDGE, EDGE], SQUARE);
const Y = linear([-EDGE, EDGE], [294, 6]);
const COLUMN = 308;
const ERROR = logarithmic([1e-8, 1], [16, 384]);
const BAR = 352;
const MOST = 6;
const OWN = 4;

export const controls = [
  {
    name: "step",
    type: "choice",
    label: "Step",
    choices: [["given", "1 as given"], ["unit", "2 length 1"], ["turned", "3 turned"], ["rounded", "4 rounded"], ["back", "5 turned back"]],
    default: "rounded",
  },
  { name: "bits", type: "number", label: "Bits a coordinate", min: 1, max: 6, step: 1, default: 2 },
  { name: "angle", type: "number", label: "Turned by", min: 0, max: 360, step: 1, default: 38, unit: "°" },
  { name: "points", type: "points", label: "Vectors", min: -1.6, max: 1.6, step: 0.05, most: MOST, default: [[1.3, 0.15], [0.3, 1.2], [-0.6, -0.45]] },
  { name: "own", type: "text", label: "Your vectors, as 3 4; -1 2", default: "", most: 120 },
];

export const handles = [{ label: "Vector", points: "points", scaleX: X, scaleY: Y }];

/** @type {Map<number, ReturnType<typeof levelsOf>>} */
const KNOWN = new Map();

/** @param {number} bits */
function known(bits) {
  const found = KNOWN.get(bits) ?? levelsOf(bits);
  KNOWN.set(bits, found);
  return found;
}

/** The reader's vectors, or what is wrong with them. */
function written(/** @type {string} */ own) {
  try {
    return { vectors: vectorsIn(own, { least: 2, most: 2, count: OWN }), fault: "" };
  } catch (error) {
    if (error instanceof Unreadable) return { vectors: [], fault: error.message };
    throw error;
  }
}

/** All vectors with their ways; one at the middle has no direction. */
function standing(/** @type {WidgetState} */ { points, own, bits, angle }) {
  const { vectors, fault } = written(own);
  const all = /** @type {number[][]} */ ([...points, ...vectors]).filter((vector) => vector.some(Boolean));
  const { levels, error } = known(bits);
  const ways = all.map((vector) => ({ given: vector, ...way(vector, angle, levels) }));
  const mean = ways.reduce((sum, one) => sum + one.error, 0) / (ways.length || 1);
  return { ways, fault, levels, expected: error, mean, bound: least(bits) };
}

/** @type {(point: number[]) => number[]} */
const at = ([x, y]) => [X(x), Y(y)];

/** A vector that is longer than the frame is drawn at its edge. */
function inFrame(/** @type {number[]} */ vector) {
  const reach = Math.max(...vector.map(Math.abs));
  return reach > EDGE ? vector.map((one) => (one * EDGE) / reach) : vector;
}

/** The places that can be told, as crossing lines, turned by `degrees`. */
function lattice(/** @type {number[]} */ levels, /** @type {number} */ degrees) {
  const style = { stroke: QUIET, "stroke-width": levels.length > 16 ? 0.3 : 0.7 };
  const end = levels[levels.length - 1];
  const moved = (/** @type {number[]} */ place) => at(turned(place, degrees));
  const ends = levels.flatMap((level) => [[[level, -end], [level, end]], [[-end, level], [end, level]]]);
  const places = levels.length > 8 ? [] : levels.flatMap((a) => levels.map((b) => [a, b]));
  return [
    lines(ends.map((pair) => pair.map(moved)), style),
    dots(places.map(moved), 2, QUIET),
  ];
}

/** The arc on which a vector is turned. */
function arc(/** @type {number[]} */ from, /** @type {number} */ degrees) {
  const count = Math.ceil(degrees / 6) + 1;
  const points = Array.from({ length: count + 1 }, (_, n) => at(turned(from, (degrees * n) / count)));
  return line(points, { stroke: QUIET, "stroke-dasharray": "2 3" });
}

/** @type {(from: number[], to: number[], attributes: Record<string, string | number>) => string} */
const join = (from, to, attributes) => line([at(from), at(to)], attributes);

/** @type {(point: number[], fill: string, r: number) => string} */
function mark(point, fill, r) {
  const [x, y] = at(point);
  return dot(x, y, r, { fill });
}

/** Where a vector was before it was brought to length 1. */
function ring(/** @type {number[]} */ point) {
  const [x, y] = at(point);
  return dot(x, y, 5, { fill: "var(--paper)", stroke: QUIET, "stroke-width": 1.4 });
}

/**
 * What is seen of one vector at a step.
 * @param {ReturnType<typeof standing>["ways"][number]} one
 * @param {WidgetState} state
 */
function vectorAt(one, { step, angle }) {
  const given = inFrame(one.given);
  const wrong = { stroke: MADE, "stroke-width": 2.2 };
  const first = mark(given, QUIET, 3);
  const parts = {
    given: () => [join([0, 0], given, { stroke: TRUE, "stroke-width": 1.6 }), mark(given, TRUE, 5)],
    unit: () => [ring(given), join(given, one.unit, { stroke: MADE, "stroke-width": 2, "stroke-dasharray": "4 3" }), join([0, 0], one.unit, { stroke: TRUE }), mark(one.unit, TRUE, 5)],
    turned: () => [first, arc(one.unit, angle), join([0, 0], one.turned, { stroke: TRUE }), mark(one.turned, TRUE, 5)],
    rounded: () => [first, join(one.turned, one.rounded, wrong), mark(one.turned, TRUE, 4.5), mark(one.rounded, MADE, 4.5)],
    back: () => [first, join(one.unit, one.back, wrong), mark(one.unit, TRUE, 4.5), mark(one.back, MADE, 4.5)],
  };
  return parts[/** @type {keyof parts} */ (step)]().join("");
}

/** @type {(value: number) => string} */
function told(value) {
  if (value < 1e-4) return `${(value * 1e5).toFixed(1)}\u00a0·\u00a010⁻⁵`;
  return value.toFixed(value < 0.01 ? 5 : 4);
}

/** Whether lengths are spoken of: nothing is rounded yet. */
const isWhole = (/** @type {string} */ step) => step === "given" || step === "unit";

/** Beside the plane: the length of each vector, kept apart once it is 1; then the error of each. */
function column(/** @type {ReturnType<typeof standing>} */ { ways }, /** @type {string} */ step) {
  const kept = step === "unit" ? " → 1" : "";
  const rows = ways.map((one, n) => {
    const value = isWhole(step) ? Math.hypot(...one.given).toFixed(2) + kept : told(one.error);
    return text(COLUMN, 44 + 20 * n, `${n + 1}: ${value}`);
  });
  const head = isWhole(step) ? "length" : "squared error";
  return [text(COLUMN, 22, head, { fill: isWhole(step) ? TRUE : MADE }), ...rows];
}

/** The mean error on a line, with the mean over all angles and the bound. */
function gauge(/** @type {ReturnType<typeof standing>} */ { ways, mean, expected, bound }) {
  const place = (/** @type {number} */ value) => ERROR(Math.min(Math.max(value, 1e-8), 1));
  const stick = (/** @type {number} */ value, /** @type {string} */ stroke) => line([[place(value), BAR - 10], [place(value), BAR + 7]], { stroke, "stroke-width": 2.2 });
  return [
    line([[ERROR(1e-8), BAR], [ERROR(1), BAR]], { stroke: "var(--rule-strong)", "stroke-width": 4 }),
    stick(bound, LAW),
    text(place(bound) + 4, BAR - 15, "bound", { fill: LAW, "text-anchor": "end", class: "over" }),
    stick(expected, TRUE),
    text(place(expected) - 2, BAR - 15, "D", { fill: TRUE, class: "over" }),
    ways.length ? dot(place(mean), BAR, 6, { fill: MADE }) : "",
    text(16, BAR - 36, ways.length ? `mean of these ${told(mean)}` : "no vectors", { fill: MADE }),
    text(384, BAR - 36, `of all angles D = ${told(expected)}`, { fill: TRUE, "text-anchor": "end" }),
    ...[-8, -6, -4, -2, 0].map((power) => text(ERROR(10 ** power), BAR + 26, power ? `10⁻${"⁰¹²³⁴⁵⁶⁷⁸"[-power]}` : "1", { "text-anchor": "middle", fill: QUIET })),
    text(384, BAR + 46, "squared error", { "text-anchor": "end" }),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state, { id }) {
  const all = standing(state);
  const grid = { rounded: 0, back: -state.angle }[/** @type {string} */ (state.step)];
  const clip = `${id}-frame`;
  const frame = { x: SQUARE[0], y: SQUARE[0], width: SQUARE[1] - SQUARE[0], height: SQUARE[1] - SQUARE[0] };
  return drawing(
    WIDTH,
    HEIGHT,
    element("clipPath", { id: clip }, element("rect", frame)),
    element("rect", { ...frame, fill: "none", stroke: "var(--rule-strong)" }),
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      element("circle", { cx: X(0), cy: Y(0), r: X(1) - X(0), fill: "none", stroke: LAW, "stroke-width": 1.4, "stroke-opacity": state.step === "given" ? 0.35 : undefined }),
      ...(grid === undefined ? [] : lattice(all.levels, grid)),
      dot(X(0), Y(0), 2),
      ...all.ways.map((one) => vectorAt(one, state)),
    ),
    ...column(all, state.step),
    ...gauge(all),
  );
}

const DOING = {
  given: "as they were given, of any length",
  unit: "brought to length 1; the length is stored apart",
  turned: "turned, all by the same angle",
  rounded: "rounded to the nearest place of the lattice",
  back: "turned back, the lattice with them",
};

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { ways, fault, mean, expected } = standing(state);
  const excuse = fault ? `Your vectors cannot be read: ${fault}. ` : "";
  if (!ways.length) return `${excuse}There are no vectors: add one.`;
  const count = ways.length === 1 ? "One vector is" : `${ways.length} vectors are`;
  return (
    `${excuse}${count} ${DOING[/** @type {keyof DOING} */ (state.step)]}. ` +
    `With ${(4 ** state.bits).toLocaleString("en")} places, turned by ${state.angle}°, the mean squared error is ${told(mean)}; over all angles it is ${told(expected)}.`
  );
}
