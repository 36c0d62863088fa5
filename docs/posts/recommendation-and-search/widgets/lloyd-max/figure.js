// Levels on the density of a coordinate, round by round, and the error that is left.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, dots, drawing, line, lines, text } from "../../../../_static/widgets/svg.js";
import { density, evenLevels, history, least } from "./model.js";

const QUIET = "var(--figure-muted)";
const LAW = "var(--figure-third)";
const LEVEL = "var(--figure-accent)";
const ERROR = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 408];
const ROUNDS = 60;
const X = linear([-3.4, 3.4], [12, 388]);
const BASE = 196;
const TIME = linear([0, ROUNDS], [34, 388]);
const PRODUCT = linear([0, 4.4], [368, 262]);
const HEIGHT_OF_LAW = [BASE, 26];
// On the circle the density has no end; only there is more room needed.
const HIGHEST = { circle: 0.8, other: 0.42 };
const PANTER_DITE = (Math.sqrt(3) * Math.PI) / 2;

export const controls = [
  { name: "rounds", type: "number", label: "Rounds", min: 0, max: ROUNDS, step: 1, default: 2, play: 4 },
  { name: "bits", type: "number", label: "Bits", min: 1, max: 6, step: 1, default: 2 },
  { name: "d", type: "choice", label: "Dimensions", choices: ["2", "3", "8", "64", "768"], default: "768" },
];

/** @type {Map<string, ReturnType<typeof history>>} */
const KNOWN = new Map();

/** All rounds of a state, computed once. */
function runOf(/** @type {WidgetState} */ { bits, d }) {
  const key = `${bits} ${d}`;
  const known = KNOWN.get(key) ?? history(evenLevels(2 ** bits, Number(d)), Number(d), ROUNDS);
  KNOWN.set(key, known);
  return known;
}

/** @param {WidgetState} state */
function now(state) {
  const all = runOf(state);
  const d = Number(state.d);
  const scaled = (/** @type {number[]} */ levels) => levels.map((level) => level * Math.sqrt(d));
  const levels = scaled(all[state.rounds].levels);
  const cuts = levels.slice(1).map((level, at) => (level + levels[at]) / 2);
  const means = scaled(all[Math.min(state.rounds + 1, ROUNDS)].levels);
  return { all, d, levels, cuts, means, error: all[state.rounds].error };
}

/** @type {(u: number, d: number) => number} */
const height = (u, d) => {
  const highest = d === 2 ? HIGHEST.circle : HIGHEST.other;
  return linear([0, highest], HEIGHT_OF_LAW)(Math.min(density(u, d), highest));
};

/** The density, as far as it goes. */
function law(/** @type {number} */ d) {
  const end = Math.min(X.domain[1], Math.sqrt(d) * 0.9999);
  const points = Array.from({ length: 121 }, (_, at) => {
    const u = -end + (at / 60) * end;
    return [X(u), height(u, d)];
  });
  const closed = [[X(-end), BASE], ...points, [X(end), BASE]];
  return [line(closed, { fill: LAW, "fill-opacity": 0.12, stroke: "none" }), line(points, { stroke: LAW, "stroke-width": 1.8 })];
}

/** @param {WidgetState} state */
function upper(state) {
  const { d, levels, cuts, means } = now(state);
  const many = levels.length > 16;
  return [
    ...law(d),
    lines(cuts.map((cut) => [[X(cut), BASE], [X(cut), height(cut, d)]]), { stroke: QUIET, "stroke-dasharray": "3 3", "stroke-width": many ? 0.5 : 1 }),
    many ? "" : lines(levels.map((level, at) => [[X(level), BASE], [X(means[at]), BASE - 16]]), { stroke: ERROR, "stroke-width": 1.6 }),
    many ? "" : dots(means.map((mean) => [X(mean), BASE - 16]), 2.4, ERROR),
    dots(levels.map((level) => [X(level), BASE]), many ? 2 : 4.5, LEVEL),
    bottomAxis(X, BASE, "", [-3, -2, -1, 0, 1, 2, 3]),
    text(12, 15, `${levels.length} levels`, { fill: LEVEL }),
    text(82, 15, many ? "" : "means of their cells", { fill: ERROR }),
    text(388, 15, "density", { fill: LAW, "text-anchor": "end" }),
    text(388, BASE + 34, "√d times a coordinate", { "text-anchor": "end" }),
  ];
}

/** The error of all rounds, times what a bit makes of it. */
function lower(/** @type {WidgetState} */ state) {
  const { all, d, error } = now(state);
  const times = 4 ** state.bits;
  const y = (/** @type {number} */ value) => PRODUCT(Math.min(value * times, PRODUCT.domain[1]));
  const bound = least(state.bits, d);
  const asymptote = PRODUCT(PANTER_DITE);
  return [
    line([[TIME(0), asymptote], [TIME(ROUNDS), asymptote]], { stroke: QUIET, "stroke-dasharray": "3 3" }),
    line([[TIME(0), y(bound)], [TIME(ROUNDS), y(bound)]], { stroke: LAW, "stroke-dasharray": "3 3" }),
    line(all.map((one, at) => [TIME(at), y(one.error)]), { stroke: ERROR, "stroke-width": 2 }),
    dot(TIME(state.rounds), y(error), 4.5, { fill: ERROR }),
    // On the side on which the curve does not end.
    text(TIME(ROUNDS), asymptote + (y(all[ROUNDS].error) < asymptote ? 15 : -5), "√3π/2", { "text-anchor": "end", fill: QUIET, class: "over" }),
    leftAxis(PRODUCT, 34, "", [0, 1, 2, 3, 4]),
    text(34, 252, `error D = ${told(error)}, times 4ᵇ: ${(error * times).toFixed(3)}`, { fill: ERROR }),
    bottomAxis(TIME, 368, "rounds", [0, 20, 40, 60]),
    // Under its line, which may be so low that it stands on the axis, between two of its numbers.
    text(TIME(50), y(bound) + 15, "bound", { "text-anchor": "middle", fill: LAW, class: "over" }),
  ];
}

/** @type {(value: number) => string} */
const told = (value) => value.toPrecision(value < 0.01 ? 3 : 4);

/** @param {WidgetState} state */
export function draw(state) {
  return drawing(WIDTH, HEIGHT, ...upper(state), ...lower(state));
}

/** @param {WidgetState} state */
export function describe(state) {
  const { all, d, levels, error } = now(state);
  const shown = levels.slice(levels.length / 2).slice(0, 4).map((level) => level.toFixed(3));
  const and = levels.length > 8 ? " and so on" : "";
  const end = state.rounds < ROUNDS ? `; after ${ROUNDS} it is ${told(all[ROUNDS].error)}` : "";
  return (
    `After ${state.rounds} ${state.rounds === 1 ? "round" : "rounds"} at ${d} dimensions the levels are ±${shown.join(", ±")}${and}, ` +
    `and the error is ${told(error)}${end}.`
  );
}
