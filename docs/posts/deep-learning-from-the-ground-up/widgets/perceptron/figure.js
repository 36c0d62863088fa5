// Pumps in a plane, the line after each mistake of the rule, and the count beside its bound.
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { KEPT, WATCHED, dot3, solve } from "./model.js";
import { ends, halfPlane } from "./plane.js";

const QUIET = "var(--figure-muted)";
const LINE = "var(--figure-accent)";
const WRONG = "var(--figure-second)";
const EDGE = 3.3;
const X = linear([-EDGE, EDGE], [4, 292]);
const Y = linear([-EDGE, EDGE], [292, 4]);
// Mistakes, from one to a hundred thousand.
const COUNT = logarithmic([1, 1e5], [14, 386]);
const BAR = 346;
const COLUMN = 304;
const LETTERS = "ABCDEFGHIJ";

export const controls = [
  { name: "k", type: "number", label: "Mistakes made k", min: 0, max: KEPT, step: 1, default: 3, play: 1 },
  { name: "worn", type: "text", label: "Worn bearings", default: "BEF", most: 10 },
  { name: "share", type: "number", label: "Nominal values left in", min: 0, max: 1, step: 0.25, default: 0 },
  {
    name: "pumps",
    type: "points",
    label: "Pumps",
    min: -3,
    max: 3,
    step: 0.25,
    most: LETTERS.length,
    default: [[-1, 0], [-1, 1], [0, -1], [-2, -2], [2, 0], [2, 1]],
  },
];

export const handles = [{ label: "Pump", points: "pumps", scaleX: X, scaleY: Y }];

/**
 * The run, and where it stands after k mistakes.  With a share of the nominal values left in, the
 * line is still drawn over the deviations.
 * @param {WidgetState} state
 */
function standing({ k, worn, share, pumps }) {
  const labels = pumps.map((/** @type {number[]} */ _, /** @type {number} */ at) =>
    worn.toUpperCase().includes(LETTERS[at]));
  const run = solve(pumps, labels, share);
  const made = Math.min(k, run.total, KEPT);
  const w = made ? run.mistakes[made - 1].w.map((one) => one || 0) : [0, 0, 0];
  const shift = (/** @type {number[]} */ [b, v1, v2]) => [b + share * (4 * v1 + 6 * v2), v1, v2];
  const before = made > 1 ? shift(run.mistakes[made - 2].w) : undefined;
  const wrong = run.Z.map((z) => dot3(w, z) <= 0);
  const next = made < run.total ? run.mistakes[made] : undefined;
  return { ...run, labels, made, w, over: shift(w), before, wrong, next };
}

/** @param {number[]} w */
const path = (w) => ends(w, EDGE).map(([x, y]) => [X(x), Y(y)]);

/** @param {number} value */
function count(value) {
  if (value === Infinity) return "none";
  if (value >= 1e6) return `${(value / 1e6).toPrecision(2)} million`;
  return String(Math.floor(value + 1e-6)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** @param {number} value */
const signed = (value) => String(Math.round(value * 100) / 100 || 0).replace("-", "−");

/** A score, which may be large, in the room beside the plane. */
const brief = (/** @type {number} */ value) => signed(Math.abs(value) < 10 ? value : Math.round(value * 10) / 10);

/**
 * @param {ReturnType<typeof standing>} at
 * @param {number[][]} pumps
 */
function points({ labels, wrong, next }, pumps) {
  return pumps.map(([x, y], row) => {
    const colour = wrong[row] ? WRONG : LINE;
    return [
      next?.row === row ? dot(X(x), Y(y), 13, { fill: "none", stroke: WRONG, "stroke-dasharray": "3 3" }) : "",
      dot(X(x), Y(y), 7, { fill: labels[row] ? colour : "var(--paper)", stroke: colour, "stroke-width": 2 }),
      // Below it where there is no room above.
      text(X(x) + 10, Y(y) + (y > 2.5 ? 20 : -10), LETTERS[row], { class: "over", fill: colour }),
    ].join("");
  });
}

/** @param {ReturnType<typeof standing>} at */
function plane({ over, before }) {
  const side = halfPlane(over, EDGE).map(([x, y]) => [X(x), Y(y)]);
  return [
    element("rect", { x: X(-EDGE), y: Y(EDGE), width: 288, height: 288, fill: "none", stroke: "var(--rule-strong)" }),
    side.length ? line([...side, side[0]], { fill: LINE, "fill-opacity": 0.13, stroke: "none" }) : "",
    line([[X(-EDGE), Y(0)], [X(EDGE), Y(0)]], { stroke: QUIET, "stroke-width": 0.6 }),
    line([[X(0), Y(-EDGE)], [X(0), Y(EDGE)]], { stroke: QUIET, "stroke-width": 0.6 }),
    before ? line(path(before), { stroke: QUIET, "stroke-dasharray": "4 4" }) : "",
    line(path(over), { stroke: LINE, "stroke-width": 2.4 }),
    text(X(EDGE) - 5, Y(-EDGE) - 7, "vibration →", { "text-anchor": "end", fill: QUIET, class: "over" }),
    text(X(0) + 5, 18, "temperature ↑", { fill: QUIET, class: "over" }),
  ];
}

/**
 * What is beside the plane: the weights, the next mistake, and the two numbers of the bound.
 * @param {ReturnType<typeof standing>} at
 */
function column({ w, next, squared, margin, separable, labels }) {
  const rows = [
    ["weights", QUIET],
    [`b = ${signed(w[0])}`],
    [`v₁ = ${signed(w[1])}`],
    [`v₂ = ${signed(w[2])}`],
    [""],
    [next ? "next mistake" : labels.length ? "none is left" : "no pumps", QUIET],
    [next ? `${LETTERS[next.row]}, score ${brief(next.score)}` : "", WRONG],
    [""],
    ["bound", QUIET],
    [`R² = ${signed(squared)}`],
    separable ? [`γ² = ${(margin ** 2).toPrecision(3)}`] : [labels.length ? "no γ: no line" : "", WRONG],
  ];
  const lines = rows.map(([words, fill], row) => text(COLUMN, 20 + row * 20, words ?? "", { fill: fill ?? "currentColor" }));
  return lines;
}

/** @param {ReturnType<typeof standing>} at */
function gauge({ made, total, bound, separable, cycle }) {
  const place = (/** @type {number} */ value) => COUNT(Math.min(Math.max(value, 1), 1e5));
  const ticks = [1, 10, 100, 1000, 1e4, 1e5];
  const edge = place(bound);
  const anchor = edge > 250 ? "end" : "start";
  const endless = cycle ? `again and again, a cycle of ${count(cycle)}` : "and no end";
  const all = total < Infinity ? `${count(total)} in all` : endless;
  const names = ["1", "10", "100", "1,000", "10⁴", "10⁵"];
  return [
    line([[COUNT(1), BAR], [COUNT(1e5), BAR]], { stroke: "var(--rule-strong)", "stroke-width": 4 }),
    total ? line([[COUNT(1), BAR], [place(total), BAR]], { stroke: separable ? LINE : WRONG, "stroke-width": 4, "stroke-opacity": 0.4 }) : "",
    made ? dot(place(made), BAR, 6, { fill: LINE }) : "",
    separable ? line([[edge, BAR - 13], [edge, BAR + 7]], { stroke: WRONG, "stroke-width": 2.5 }) : "",
    separable ? text(edge + (anchor === "end" ? -6 : 6), BAR - 9, `bound ${count(bound)}`, { "text-anchor": anchor, fill: WRONG }) : "",
    text(14, BAR - 27, `${made} ${made === 1 ? "mistake" : "mistakes"} so far, ${all}`),
    ...ticks.map((value, at) => text(COUNT(value), BAR + 21, names[at], { "text-anchor": at === 5 ? "end" : at ? "middle" : "start", fill: QUIET })),
  ];
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  const { total } = standing(state);
  return total < KEPT ? { k: total } : {};
}

/**
 * @param {WidgetState} state
 */
export function draw(state) {
  const at = standing(state);
  return drawing(400, 374, ...plane(at), ...points(at, state.pumps), ...column(at), ...gauge(at));
}

/** @param {WidgetState} state */
export function describe(state) {
  const at = standing(state);
  if (!at.Z.length) return "There are no pumps, and nothing to learn: add one.";
  const { made, total, bound, separable, cycle } = at;
  const wrong = LETTERS.split("").filter((_, row) => at.wrong[row]);
  const now = wrong.length ? `wrong or silent about ${wrong.join(", ")}` : "right about every pump";
  const begun = `After ${made} ${made === 1 ? "mistake" : "mistakes"} the unit is ${now}.`;
  if (separable) return `${begun} The rule makes ${count(total)} mistakes in all, and at most ${count(bound)} by the bound.`;
  const goes = cycle ? `the weights return after every ${count(cycle)} mistakes` : `no return within ${count(WATCHED)} mistakes`;
  return `${begun} No line separates these labels: there is no bound, and the rule never stops (${goes}).`;
}
