// What is believed between the runs, and what the evidence says of the length-scale.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { TAU, bestScale, evidence, normals, posterior } from "./model.js";

/** @import { Prior } from "./model.js" */

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const GREEN = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 440];
const [LEFT, RIGHT] = [40, 392];
const BASE = 85;
const ZERO = 0.1;
const LONGEST = 4;
const MOST_DRAWS = 5;
/** The height of a line of names. */
const NAME = 15;
/** Below this length-scale stand the names of the curves. */
const NAMED = 0.4;

/**
 * A scale that keeps to its domain, as the frame does.
 * @param {number[]} domain
 * @param {number[]} range
 */
function bounded(domain, range) {
  const inner = linear(domain, range);
  const kept = (/** @type {number} */ value) => Math.min(Math.max(value, domain[0]), domain[1]);
  const scale = (/** @type {number} */ value) => inner(kept(value));
  return Object.assign(scale, { ...inner, invert: (/** @type {number} */ place) => kept(inner.invert(place)) });
}

const X = bounded([-5, 1], [LEFT, RIGHT]);
const Y = bounded([-10, 10], [212, 16]);
const ACCURACY = linear([75, 95], Y.range);
const ELL = logarithmic([ZERO, LONGEST], [LEFT, RIGHT]);
const FRAME = { x: LEFT, y: 8, width: RIGHT - LEFT, height: 212 };
const LOW = [398, 300];
const GRID = Array.from({ length: 73 }, (_, at) => -5 + at / 12);
const ELLS = Array.from({ length: 61 }, (_, at) => ZERO * (LONGEST / ZERO) ** (at / 60));
const LUCK = normals(MOST_DRAWS, GRID.length);
const RUNS = [[-4.6, -4.1], [-3.9, 0.1], [-3.1, 5.1], [-2.5, 6.6], [-1.2, 1.3], [-0.6, -5.2]];

export const controls = [
  { name: "ell", type: "number", label: "Length-scale ℓ", min: ZERO, max: LONGEST, step: 0.02, default: 1 },
  { name: "sigma", type: "number", label: "Noise σ", min: 0.1, max: 3, step: 0.1, default: 0.5, unit: "points" },
  {
    name: "kernel",
    type: "choice",
    label: "Kernel",
    default: "rbf",
    choices: [["rbf", "RBF"], ["matern52", "Matérn, ν = 5/2"], ["matern32", "Matérn, ν = 3/2"], ["matern12", "Matérn, ν = 1/2"]],
  },
  { name: "draws", type: "number", label: "Draws", min: 0, max: MOST_DRAWS, step: 1, default: 2 },
  { name: "runs", type: "points", label: "Runs", x: { min: -5, max: 1, step: 0.1 }, y: { min: -10, max: 10, step: 0.1 }, default: RUNS, most: 12 },
];

/** @type {NonNullable<WidgetFigure["idle"]>} */
export function idle({ runs }) {
  return { sigma: runs.length ? "" : "there is no run" };
}

/** @param {WidgetState} state */
const prior = ({ kernel, ell, sigma }) => ({ kernel, ell, sigma });

/** The runs, kept within the frame. */
function runsOf(/** @type {WidgetState} */ { runs }) {
  return runs.map((/** @type {number[]} */ [x, y]) => [X.invert(X(x)), y]);
}

/**
 * What the evidence says of all length-scales: its parts along the axis, the length-scale that has
 * most, and how much that, the shortest and the longest have.
 */
const landscape = remembered((/** @type {Prior["kernel"]} */ kernel, /** @type {number} */ sigma, /** @type {number[][]} */ points) => {
  const at = (/** @type {number} */ ell) => evidence({ kernel, sigma, ell }, points);
  const best = bestScale({ kernel, sigma, ell: 1 }, points, [ZERO, LONGEST]);
  const [most, short, long] = [best, ZERO, LONGEST].map((ell) => at(ell).total);
  return { found: ELLS.map(at), best, most, short, long };
});

/** @param {WidgetState} state */
const landscapeOf = (state) => landscape(state.kernel, state.sigma, runsOf(state));

/** The curves of the evidence, and where they stand. */
function curves(/** @type {WidgetState} */ state) {
  const { found } = landscapeOf(state);
  const sum = found.map(({ fit, complexity }) => fit + complexity);
  const top = Math.max(...sum, ...found.map(({ complexity }) => complexity), 0);
  const bottom = Math.min(Math.max(...sum) - 6, found[0].complexity - 2);
  const upper = Math.ceil(top);
  const y = linear([Math.min(Math.floor(bottom / 2) * 2, upper - 4), upper], LOW);
  return { found, sum, y };
}

export const handles = [
  { label: "Run", points: "runs", scaleX: X, scaleY: Y },
  {
    label: "Length-scale on its axis",
    x: "ell",
    scaleX: ELL,
    at: (/** @type {WidgetState} */ state) => [ELL(state.ell), LOW[0]],
  },
];

/** The length-scale with the most evidence; none where all have about as much, or the last has. */
function favourite(/** @type {WidgetState} */ state) {
  const { best, most, short, long } = landscapeOf(state);
  const lost = Math.max(most - evidence(prior(state), runsOf(state)).total, 0);
  if (most - Math.min(short, long) < 0.05) return { lost, word: "about the same for all length-scales" };
  if (best < ZERO * 1.01) return { lost, word: "most for the shortest there is" };
  if (best > LONGEST * 0.99) return { lost, word: "most for the longest there is" };
  return { best, lost, word: `most at ${told(best)}` };
}

/** @type {(value: number, digits?: number) => string} */
const told = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

/** Bands, mean, draws and runs. */
function upperPanel(/** @type {WidgetState} */ state, /** @type {string} */ clip) {
  const points = runsOf(state);
  const { mean, s, draws } = posterior(prior(state), points, GRID, LUCK.slice(0, state.draws));
  const inner = linear(Y.domain, Y.range);
  const at = (/** @type {number[]} */ values) => values.map((value, n) => [X(GRID[n]), inner(value)]);
  const edge = [...at(mean.map((m, n) => m + 2 * s[n])), ...at(mean.map((m, n) => m - 2 * s[n])).reverse()];
  return [
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      line(edge, { fill: BLUE, "fill-opacity": 0.16, stroke: "none" }),
      ...draws.map((draw) => line(at(draw), { stroke: BLUE, "stroke-width": 0.9, "stroke-opacity": 0.75 })),
      line(at(mean), { stroke: BLUE, "stroke-width": 2.2 }),
    ),
    ...points.map((/** @type {number[]} */ [x, y]) => dot(X(x), Y(y), 4)),
    bottomAxis(X, 220, "log₁₀ of the learning rate", [-5, -4, -3, -2, -1, 0, 1]),
    leftAxis(ACCURACY, LEFT, "", [75, 80, 85, 90, 95]),
    text(LEFT + 5, 21, "accuracy: mean ± 2 s", { fill: BLUE, class: "over" }),
  ];
}

/** Names at the left ends of the curves, one below the other, within the panel. */
function names(/** @type {{ name: string, y: number, fill: string }[]} */ labels) {
  let free = LOW[1] + 10;
  return labels.sort((a, b) => a.y - b.y).map(({ name, y, fill }, at) => {
    // Those that follow want their lines too.
    const place = Math.max(Math.min(y, LOW[0] - NAME * (labels.length - 1 - at)), free);
    free = place + NAME;
    return text(LEFT + 6, place - 4, name, { fill, class: "over" });
  });
}

/** Fit and complexity at the length-scale `best`. */
function mostOf(/** @type {WidgetState} */ state, /** @type {number} */ best) {
  const { fit, complexity } = evidence({ ...prior(state), ell: best }, runsOf(state));
  return fit + complexity;
}

/** The mark at the top of the sum: below it, where no curve is, if there is room. */
function summit(/** @type {number} */ best, /** @type {number} */ y, /** @type {string} */ word) {
  const anchor = best > 1.6 ? "end" : "middle";
  const way = y < LOW[0] - 34 ? 1 : -1;
  const mark = line([[ELL(best), y + 12 * way], [ELL(best), y + 3 * way]], { stroke: BLUE });
  // Its words are in the name of the sum where that would be in their way.
  if (best < NAMED) return [mark];
  return [
    mark,
    text(ELL(best), way > 0 ? y + 25 : y - 15, word, { fill: BLUE, class: "over", "text-anchor": anchor }),
  ];
}

/** Fit, complexity and their sum against the length-scale. */
function lowerPanel(/** @type {WidgetState} */ state, /** @type {string} */ clip) {
  const { found, sum, y } = curves(state);
  const points = runsOf(state);
  const now = evidence(prior(state), points);
  const { best, word } = favourite(state);
  const parts = [
    { name: "fit", values: found.map(({ fit }) => fit), fill: RED },
    { name: "complexity", values: found.map(({ complexity }) => complexity), fill: GREEN },
    { name: best && best < NAMED ? `sum, ${word}` : "sum", values: sum, fill: BLUE },
  ];
  return [
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      ...parts.map(({ name, values, fill }) =>
        line(values.map((value, at) => [ELL(ELLS[at]), y(value)]), { stroke: fill, "stroke-width": name.startsWith("sum") ? 2.4 : 1.6 }),
      ),
    ),
    line([[ELL(state.ell), LOW[1] - 4], [ELL(state.ell), LOW[0]]], { stroke: QUIET, "stroke-dasharray": "3 3" }),
    dot(ELL(state.ell), y(Math.max(now.fit + now.complexity, y.domain[0])), 4, { fill: BLUE }),
    ...names(parts.map(({ name, values, fill }) => ({ name, y: y(values[0]), fill }))),
    ...(best ? summit(best, y(mostOf(state, best)), word) : []),
    leftAxis(y, LEFT, ""),
    bottomAxis(ELL, LOW[0], "length-scale ℓ", [0.1, 0.2, 0.5, 1, 2, 4]),
  ];
}

/** @param {WidgetState} state */
function sumInWords(state) {
  const { fit, complexity, constant, total } = evidence(prior(state), runsOf(state));
  const part = (/** @type {number} */ value) => `${value < 0 ? "−" : "+"} ${told(Math.abs(value))}`;
  return `log evidence ${told(total)} = ${told(fit)} ${part(complexity)} ${part(constant)}`;
}

/** @type {WidgetFigure["draw"]} */
export function draw(state, { id }) {
  const [upper, lower] = [`${id}-upper`, `${id}-lower`];
  const box = { ...FRAME, y: LOW[1] - 6, height: LOW[0] - LOW[1] + 6 };
  return drawing(
    WIDTH,
    HEIGHT,
    element("clipPath", { id: upper }, element("rect", FRAME)),
    element("clipPath", { id: lower }, element("rect", box)),
    ...upperPanel(state, upper),
    ...lowerPanel(state, lower),
    text(RIGHT, LOW[1] - 11, sumInWords(state), { "text-anchor": "end" }),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const points = runsOf(state);
  if (!points.length)
    return `Without a run the belief is the prior: ${BASE} ± ${TAU} everywhere, whatever the length-scale.`;
  const { mean, s } = posterior(prior(state), points, [-1.85, 1]);
  const { best, lost, word } = favourite(state);
  const less = best ? `; here it is less by ${told(lost)}` : "";
  const gap = `${(mean[0] + BASE).toFixed(2)} ± ${s[0].toFixed(2)}`;
  const far = `${(mean[1] + BASE).toFixed(2)} ± ${s[1].toFixed(2)}`;
  return (
    `With ℓ = ${state.ell.toFixed(2)} and ${points.length} ${points.length === 1 ? "run" : "runs"} the belief at −1.85 is ${gap} and at 1, far out, ${far}. ` +
    `The evidence is ${word}${less}.`
  );
}
