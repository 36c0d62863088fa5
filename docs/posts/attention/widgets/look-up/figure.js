// A sentence looks itself up: the weights of all words, and the row of one of them in numbers.
import { linear } from "../../../../_static/widgets/scales.js";
import { drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { WORDS, attention, entropy, slope } from "./model.js";

const QUIET = "var(--figure-muted)";
const WEIGHT = "var(--figure-accent)";
const LOST = "var(--figure-second)";
const N = WORDS.length;
const [LEFT, TOP, CELL] = [72, 22, 17];
const MAP = N * CELL;
const ROW = linear([1, N], [TOP + CELL / 2, TOP + MAP - CELL / 2]);
const BARS = TOP + MAP + 38;
const HIGH = 21;
const BAR = linear([0, 1], [166, 326]);
/** Where the undivided scores end. */
const RAW = 112;
const SIDE = LEFT + MAP + 34;
const HEIGHT = BARS + N * HIGH + 2;

export const controls = [
  { name: "word", type: "number", label: "Which word asks", min: 1, max: N, step: 1, default: 7 },
  { name: "divided", type: "flag", label: "Divide the scores by √dₖ", default: true },
  { name: "width", type: "number", label: "Width dₖ", min: 4, max: 256, step: 4, default: 64 },
  {
    name: "mask",
    type: "choice",
    label: "Mask",
    choices: [
      ["none", "none: all words are seen"],
      ["before", "before the softmax"],
      ["after", "weights set to zero afterwards"],
    ],
    default: "none",
  },
  {
    name: "head",
    type: "choice",
    label: "Head",
    choices: [
      ["meant", "one that looks for what is meant"],
      ["before", "one that looks one word back"],
      ["chance", "one that has learnt nothing yet"],
    ],
    default: "meant",
  },
];

export const handles = [
  { label: "Which word asks", y: "word", scaleY: ROW, at: (state) => [LEFT + MAP + 14, ROW(state.word)] },
];

const isHidden = ({ mask }, i, j) => mask !== "none" && j > i;
const signed = (value) => value.toFixed(1).replace("-", "−").replace("−0.0", "0.0");

/** √dₖ, by which scores are divided. */
const root = (width) => Math.sqrt(width).toFixed(1).replace(/\.0$/, "");

function percent(a) {
  if (a > 0 && a < 0.001) return "< 0.1 %";
  if (a > 0.9999 && a < 1) return "> 99.99 %";
  const digits = a < 0.0995 ? 1 : a > 0.99 && a < 1 ? 2 : 0;
  return `${(100 * a).toFixed(digits)} %`;
}

/** All weights, a row for each word that asks. */
function map(state, weights) {
  const asks = state.word - 1;
  const cells = weights.flatMap((row, i) =>
    row.map((a, j) =>
      element("rect", {
        x: LEFT + j * CELL + 0.5,
        y: TOP + i * CELL + 0.5,
        width: CELL - 1,
        height: CELL - 1,
        fill: isHidden(state, i, j) ? "none" : WEIGHT,
        "fill-opacity": isHidden(state, i, j) ? undefined : Math.max(a ** 0.75, 0.04),
      }),
    ),
  );
  return [
    ...cells,
    ...WORDS.map((word, i) =>
      text(LEFT - 7, ROW(i + 1) + 4.5, word, {
        "text-anchor": "end",
        fill: i === asks ? "currentColor" : QUIET,
        "font-weight": i === asks ? "700" : undefined,
      }),
    ),
    element("rect", {
      x: LEFT - 1,
      y: TOP + asks * CELL - 1,
      width: MAP + 2,
      height: CELL + 2,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.4,
    }),
    text(LEFT, 13, "reads, from “she” to “hot” →", { fill: QUIET }),
    state.mask === "none"
      ? ""
      : text(LEFT + MAP - 6, TOP + 2 * CELL, "the future", { "text-anchor": "end", fill: QUIET, "font-style": "italic" }),
  ].join("");
}

/** What the row amounts to. */
function sums(state, row) {
  const total = row.reduce((sum, a) => sum + a, 0);
  const seen = row.filter((_, j) => !isHidden(state, state.word - 1, j)).length;
  const whole = [
    ["as if over", seen === 1 ? "its only word" : `${Math.exp(entropy(row)).toFixed(1)} of ${seen} words`],
    ["slope of softmax", slope(row) < 0.001 ? "below 0.001" : slope(row).toFixed(3)],
  ];
  const part = [["weights sum to", percent(total)], ["the rest", "went to the future"]];
  const said = [["largest weight", percent(Math.max(...row))], ...(total < 0.9995 ? part : whole)];
  const colour = total < 0.9995 || (seen > 1 && Math.max(...row) > 0.99) ? LOST : WEIGHT;
  return [
    text(SIDE, TOP + 13, `“${WORDS[state.word - 1]}” asks`, { "font-weight": "700" }),
    ...said.flatMap(([name, value], at) => [
      text(SIDE, TOP + 42 + 42 * at, name, { fill: QUIET }),
      text(SIDE, TOP + 60 + 42 * at, value, { fill: colour }),
    ]),
  ].join("");
}

/** The row of the word that asks: a score and a weight for each key. */
function bars(state, scores, row) {
  const unmasked = attention({ ...state, mask: "none" }).weights[state.word - 1];
  const raw = attention({ ...state, divided: false }).scores[state.word - 1];
  const head = BARS - 10;
  const lines = WORDS.map((word, j) => {
    const y = BARS + j * HIGH;
    const hidden = isHidden(state, state.word - 1, j);
    const fill = hidden ? QUIET : "currentColor";
    const removed = hidden && state.mask === "after";
    const place = { y: y + 2, height: HIGH - 6, x: BAR(0) };
    return [
      text(LEFT - 7, y + 13, word, { "text-anchor": "end", fill }),
      text(RAW, y + 13, signed(raw[j]), { "text-anchor": "end", fill: QUIET }),
      text(BAR(0) - 9, y + 13, signed(scores[j]), { "text-anchor": "end", fill }),
      hidden ? "" : element("rect", { ...place, width: Math.max(BAR(row[j]) - BAR(0), 0.8), fill: WEIGHT }),
      removed
        ? element("rect", {
            ...place,
            width: Math.max(BAR(unmasked[j]) - BAR(0), 0.8),
            fill: "none",
            stroke: LOST,
            "stroke-dasharray": "3 3",
          })
        : "",
      hidden
        ? text(BAR(removed ? unmasked[j] : 0) + 6, y + 13, removed ? "set to 0" : "forbidden", { fill: removed ? LOST : QUIET })
        : text(BAR(row[j]) + 6, y + 13, percent(row[j])),
    ].join("");
  });
  const score = state.divided ? `÷ ${root(state.width)}` : "÷ 1";
  return [
    text(RAW, head, "score", { "text-anchor": "end", fill: QUIET }),
    text(BAR(0) - 9, head, score, { "text-anchor": "end" }),
    text(BAR(0), head, "weight", { fill: QUIET }),
    line([[BAR(0), BARS - 3], [BAR(0), HEIGHT - 2]], { stroke: QUIET }),
    ...lines,
  ].join("");
}

export function draw(state) {
  const { scores, weights } = attention(state);
  const asks = state.word - 1;
  return drawing(
    400,
    HEIGHT,
    map(state, weights),
    sums(state, weights[asks]),
    bars(state, scores[asks], weights[asks]),
  );
}

export function describe(state) {
  const row = attention(state).weights[state.word - 1];
  const total = row.reduce((sum, a) => sum + a, 0);
  const most = row.indexOf(Math.max(...row));
  const asks = WORDS[state.word - 1];
  const how = state.divided ? "divided by √dₖ, so that dₖ does not matter" : `not divided, at dₖ = ${state.width}`;
  const first = `With scores ${how}, “${asks}” gives ${percent(row[most])} of its weight to “${WORDS[most]}”`;
  if (total < 0.9995)
    return `${first}; its weights sum to ${percent(total)} only, because the softmax has counted the future before it was set to zero.`;
  if (state.mask === "before" && state.word === 1)
    return "The first word sees itself alone, with a weight of 100 %, whatever its score is: there is nothing to choose.";
  const s = slope(row);
  return `${first}. It reads as if over ${Math.exp(entropy(row)).toFixed(1)} words, and the slope of its softmax is ${s < 0.001 ? "below 0.001" : s.toFixed(3)}.`;
}
