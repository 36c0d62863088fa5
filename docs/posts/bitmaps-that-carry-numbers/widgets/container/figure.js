// What the ids of one chunk take as an array, as a bitmap and as runs, and which form is taken.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { CHUNK, entropy, runsOf, sizesOf, smallest } from "./model.js";

const QUIET = "var(--figure-muted)";
const FILLS = { array: "var(--figure-second)", bitmap: "var(--figure-accent)", run: "var(--figure-third)" };
const NAMES = { array: "array", bitmap: "bitmap", run: "runs" };
const [WIDTH, HEIGHT] = [400, 382];
const [LEFT, RIGHT] = [40, 372];
const FEWEST = 64;
const IDS = logarithmic([FEWEST, CHUNK], [LEFT, RIGHT]);
const BITS = logarithmic([0.25, 128], [340, 138]);
const BYTES = linear([0, 16_384], [64, 312]);
const ROW = 26;
const CURVE = Array.from({ length: 81 }, (_, at) => FEWEST * (CHUNK / FEWEST) ** (at / 80));
const WHOLE = new Intl.NumberFormat("en");
/** @type {("array" | "bitmap" | "run")[]} */
const KINDS = ["array", "bitmap", "run"];

export const controls = [
  { name: "ids", type: "number", label: "Ids in the chunk", min: FEWEST, max: CHUNK, step: 32, default: 4096 },
  { name: "longer", type: "number", label: "Runs longer than by chance", min: 1, max: 50, step: 0.5, default: 1, unit: "times" },
];

export const handles = [
  {
    label: "Ids on their axis",
    x: "ids",
    scaleX: IDS,
    at: (/** @type {WidgetState} */ state) => [IDS(state.ids), BITS(0.25)],
  },
];

/** The three sizes of a state, and the smallest. */
function sizes(/** @type {WidgetState} */ { ids, longer }) {
  const found = sizesOf(ids, Math.round(runsOf(ids, longer)));
  return { found, kind: smallest(found) };
}

/** @type {(value: number) => string} */
const told = (value) => WHOLE.format(Math.round(value));

/** A bar for each form; one that is too long ends in the open. */
function bars(/** @type {WidgetState} */ state) {
  const { found, kind } = sizes(state);
  return KINDS.flatMap((one, row) => {
    const y = 6 + row * ROW;
    const isTaken = one === kind;
    const end = BYTES(Math.min(found[one], 16_384));
    return [
      text(4, y + 14, NAMES[one], { fill: FILLS[one] }),
      element("rect", { x: BYTES(0), y, width: Math.max(end - BYTES(0), 1), height: 18, fill: FILLS[one], "fill-opacity": isTaken ? 1 : 0.35 }),
      text(end + 6, y + 14, `${told(found[one])} B`, { "font-weight": isTaken ? "bold" : undefined }),
    ];
  });
}

/** A curve of bits an id, in the part that is shown. */
function curve(/** @type {(ids: number) => number} */ bits, /** @type {Record<string, string | number>} */ look) {
  const points = CURVE.map((ids) => [ids, bits(ids)]).filter(([, found]) => found <= 128 && found >= 0.25);
  return line(points.map(([ids, found]) => [IDS(ids), BITS(found)]), look);
}

const OF_A_RANDOM_SET = curve(entropy, { stroke: QUIET, "stroke-dasharray": "4 3" });

/** Bits for each id against how many there are. */
function lowerPanel(/** @type {WidgetState} */ state) {
  const { ids, longer } = state;
  const { found, kind } = sizes(state);
  const bits = (/** @type {"array" | "bitmap" | "run"} */ one) => (/** @type {number} */ count) =>
    (8 * sizesOf(count, runsOf(count, longer))[one]) / count;
  const now = (8 * found[kind]) / ids;
  const y = BITS(Math.max(now, 0.25));
  const isRight = ids < 200 || (ids > 6000 && ids < 30_000);
  return [
    OF_A_RANDOM_SET,
    ...KINDS.map((one) => curve(bits(one), { stroke: FILLS[one], "stroke-width": one === kind ? 2.4 : 1.2 })),
    text(RIGHT, BITS(128) - 10, "dashed: entropy of a random set", { fill: QUIET, "text-anchor": "end" }),
    line([[IDS(ids), y], [IDS(ids), BITS(0.25)]], { stroke: QUIET, "stroke-dasharray": "2 3" }),
    dot(IDS(ids), y, 4.5, { fill: FILLS[kind] }),
    text(IDS(ids) + (isRight ? 8 : -8), y - 8, now < 10 ? now.toPrecision(2) : now.toFixed(0), {
      fill: FILLS[kind],
      class: "over",
      "text-anchor": isRight ? "start" : "end",
    }),
    leftAxis(BITS, LEFT, "bits for each id", [0.5, 1, 2, 4, 8, 16, 32, 64, 128]),
    bottomAxis(IDS, BITS(0.25), "ids in the chunk", [64, 512, 4096, 65_536]),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  return drawing(WIDTH, HEIGHT, ...bars(state), ...lowerPanel(state));
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { ids, longer } = state;
  const { found, kind } = sizes(state);
  const words = { array: "as an array", bitmap: "as a bitmap", run: "as runs" };
  const bound = `${((8 * found[kind]) / ids / entropy(ids)).toFixed(1)} times the least that a random set needs`;
  const needs = longer > 1 || ids === CHUNK ? "" : `, ${bound}`;
  return `${told(ids)} ids in ${told(runsOf(ids, longer))} ${Math.round(runsOf(ids, longer)) === 1 ? "run" : "runs"} are kept ${words[kind]}, in ${told(found[kind])} bytes: ${((8 * found[kind]) / ids).toPrecision(2)} bits an id${needs}.`;
}
