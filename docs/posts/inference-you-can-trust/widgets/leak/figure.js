// Which features of noise are kept, and the accuracy that they pretend, or do not.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, round, text } from "../../../../_static/widgets/svg.js";
import { MOST, apparent, crossValidated, cutOf } from "./model.js";

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 420];
const [LEFT, RIGHT] = [36, 378];
const FEWEST = 100;
const T = linear([-4.4, 4.4], [LEFT, RIGHT]);
const BASE = 124;
const BIN = 0.2;
const TALLEST = 92;
const P = logarithmic([FEWEST, MOST], [LEFT, RIGHT]);
const ACCURACY = linear([30, 100], [378, 222]);
const CURVE = Array.from({ length: 41 }, (_, at) => FEWEST * (MOST / FEWEST) ** (at / 40));

export const controls = [
  { name: "p", type: "number", label: "Features of noise p", min: FEWEST, max: MOST, step: 20, default: 2000 },
  { name: "k", type: "number", label: "Kept k", min: 1, max: 40, step: 1, default: 20 },
  { name: "n", type: "number", label: "Rows n", min: 20, max: 200, step: 10, default: 60 },
  { name: "noise", type: "number", label: "Another noise", min: 1, max: 30, step: 1, default: 1 },
];

export const handles = [
  {
    label: "Features on their axis",
    x: "p",
    scaleX: P,
    at: (/** @type {WidgetState} */ state) => [P(state.p), ACCURACY(30)],
  },
];

/** @type {(state: { features: number, kept: number, rows: number, seed: number }) => ReturnType<typeof crossValidated>} */
const validated = remembered(crossValidated);

/** The accuracy that the formula foretells, along the axis; it does not depend on where one stands. */
const foretold = remembered((/** @type {number} */ k, /** @type {number} */ n) =>
  CURVE.map((features) => [P(features), ACCURACY(100 * apparent(k, features, n))]),
);

/** The experiment of a state. */
const experiment = (/** @type {WidgetState} */ { p, k, n, noise }) => validated({ features: p, kept: k, rows: n, seed: noise + 28 });

/** The features by their t, with those that are kept. */
function histogram(/** @type {WidgetState} */ { p, k }, /** @type {ReturnType<typeof experiment>} */ { t, leaking }) {
  const count = (/** @type {Iterable<number>} */ values) => {
    const bins = new Array(44).fill(0);
    for (const value of values) bins[Math.min(Math.max(Math.floor((value + 4.4) / BIN), 0), 43)] += 1;
    return bins;
  };
  const all = count(t);
  const kept = count(leaking.map((at) => t[at]));
  const scale = TALLEST / Math.max(...all);
  // What is kept is few: a bar that can be seen at all.
  const width = round(T(BIN) - T(0) - 1);
  const bars = (/** @type {number[]} */ bins, /** @type {string} */ fill, opacity = 1) => {
    const boxes = bins.map((value, at) => {
      const x = round(T(-4.4 + at * BIN) + 0.5);
      return value ? `M${x} ${BASE}v${round(-Math.max(value * scale, 3))}h${width}V${BASE}z` : "";
    });
    return element("path", { d: boxes.join(""), fill, "fill-opacity": opacity });
  };
  const cut = cutOf(k, p);
  return [
    bars(all, QUIET, 0.45),
    bars(kept, RED),
    ...[cut, -cut].map((at) => line([[T(at), BASE], [T(at), BASE - TALLEST]], { stroke: RED, "stroke-dasharray": "3 3" })),
    bottomAxis(T, BASE, "t of a feature with the labels", [-4, -2, 0, 2, 4]),
    text(4, 13, `${p.toLocaleString("en")} features of noise`),
    text(RIGHT, 13, `${k} kept, beyond ${cut.toFixed(2)}`, { fill: RED, "text-anchor": "end" }),
  ];
}

/** Accuracies against the number of features. */
function lowerPanel(/** @type {WidgetState} */ { p, k, n }, /** @type {ReturnType<typeof experiment>} */ { before, inside }) {
  const [high, low] = [before, inside].map((share) => ACCURACY(Math.max(100 * share, 30)));
  return [
    line([[LEFT, ACCURACY(50)], [RIGHT, ACCURACY(50)]], { stroke: BLUE, "stroke-width": 1.6 }),
    line(foretold(k, n), { stroke: RED, "stroke-width": 2 }),
    dot(P(p), high, 5, { fill: RED }),
    dot(P(p), low, 5, { fill: BLUE }),
    text(4, 184, `before the split ${(100 * before).toFixed(0)} %`, { fill: RED }),
    text(RIGHT, 184, `inside the folds ${(100 * inside).toFixed(0)} %`, { fill: BLUE, "text-anchor": "end" }),
    leftAxis(ACCURACY, LEFT, "accuracy, per cent", [30, 40, 50, 60, 70, 80, 90, 100]),
    bottomAxis(P, ACCURACY(30), "candidate features", [100, 200, 500, 1000, 2000, 4000]),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const found = experiment(state);
  return drawing(WIDTH, HEIGHT, ...histogram(state, found), ...lowerPanel(state, found));
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { p, k, n } = state;
  const { before, inside } = experiment(state);
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(0);
  return (
    `Of ${p.toLocaleString("en")} features of noise ${k} ${k === 1 ? "is" : "are"} kept on ${n} rows. Selected before the split they reach ` +
    `${percent(before)} per cent, and the formula foretells ${percent(apparent(k, p, n))}; selected inside the folds, ` +
    `${percent(inside)}. The truth is 50.`
  );
}
