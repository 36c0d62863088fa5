// Two lines of rates, the points at which they are read, and the difference in two parts.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { PATIENTS, compared, pooled } from "./model.js";

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 372];
const [LEFT, RIGHT] = [40, 376];
const SHARE = linear([0, 100], [LEFT, RIGHT]);
const COUNT = linear([0, PATIENTS], [LEFT, RIGHT]);
const RATE = linear([65, 95], [222, 24]);
const POINTS = linear([-18, 25], [150, 350]);
const BARS = 284;
const ROW = 26;

/** @type {(group: "open" | "keyhole", label: string, count: number) => WidgetControl} */
const patients = (group, label, count) => ({
  name: group,
  type: "number",
  label,
  min: 0,
  max: PATIENTS,
  step: 1,
  default: count,
  unit: `of ${PATIENTS}`,
});

export const controls = [
  patients("open", "Small, open surgery", 87),
  patients("keyhole", "Small, keyhole", 270),
  { name: "harder", type: "number", label: "Large are harder by", min: 0, max: 100, step: 5, default: 100, unit: "%" },
];

/** Where the pooled rate of a group is read. */
function placeOf(/** @type {"open" | "keyhole"} */ group) {
  return (/** @type {WidgetState} */ state) => {
    const { r1, r0 } = compared(/** @type {any} */ (state));
    return [COUNT(state[group]), RATE(100 * (group === "open" ? r1 : r0))];
  };
}

export const handles = [
  { label: "Small stones in open surgery", x: "open", scaleX: COUNT, at: placeOf("open") },
  { label: "Small stones in the keyhole operation", x: "keyhole", scaleX: COUNT, at: placeOf("keyhole") },
];

/** @type {(value: number) => string} */
const signed = (value) => {
  const words = (100 * value).toFixed(1);
  return Number(words) === 0 ? "0.0" : words.startsWith("-") ? words.replace("-", "−") : `+${words}`;
};

/** A group: its line, its point, the rate that is read. */
function group(/** @type {{ small: number, large: number }} */ rates, /** @type {number} */ share, /** @type {string} */ fill) {
  const [x, y] = [SHARE(100 * share), RATE(100 * pooled(rates, share))];
  return [
    line([[SHARE(0), RATE(100 * rates.large)], [SHARE(100), RATE(100 * rates.small)]], { stroke: fill, "stroke-width": 2 }),
    line([[x, y], [x, RATE(65)]], { stroke: fill, "stroke-dasharray": "2 3" }),
    line([[LEFT, y], [x, y]], { stroke: fill, "stroke-dasharray": "2 3" }),
    dot(x, y, 5.5, { fill }),
  ].join("");
}

/** The rates of both groups in words, the better one first. */
function headline(/** @type {ReturnType<typeof compared>} */ { r1, r0 }) {
  const words = [
    text(LEFT - 36, 13, `open ${(100 * r1).toFixed(1)} %`, { fill: RED }),
    text(RIGHT, 13, `keyhole ${(100 * r0).toFixed(1)} %`, { fill: BLUE, "text-anchor": "end" }),
  ];
  return words.join("");
}

/** A part of the difference as a bar. */
function bar(/** @type {number} */ row, /** @type {string} */ name, /** @type {number} */ value, /** @type {string} */ fill) {
  const y = BARS + row * ROW;
  const [zero, end] = [POINTS(0), POINTS(100 * value)];
  return [
    text(4, y + 13, name),
    element("rect", { x: Math.min(zero, end), y, width: Math.abs(end - zero), height: 17, fill }),
    text(value < 0 ? end - 5 : end + 5, y + 13, signed(value), { "text-anchor": value < 0 ? "end" : "start", class: "over" }),
  ].join("");
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const found = compared(/** @type {any} */ (state));
  const { rates, w1, w0, r1, r0, within, mix } = found;
  const isReversed = r1 < r0 && within > 0;
  const high = RATE(100 * pooled(rates.open, 0.5)) - 12;
  return drawing(
    WIDTH,
    HEIGHT,
    leftAxis(RATE, LEFT, "", [65, 70, 75, 80, 85, 90, 95]),
    bottomAxis(SHARE, RATE(65), "share of small stones, per cent", [0, 25, 50, 75, 100]),
    group(rates.open, w1, RED),
    group(rates.keyhole, w0, BLUE),
    text(SHARE(50), high, "open surgery", { fill: RED, class: "over", "text-anchor": "end" }),
    text(SHARE(50), RATE(100 * pooled(rates.keyhole, 0.5)) + 22, "keyhole", { fill: BLUE, class: "over" }),
    headline(found),
    line([[POINTS(0), BARS - 5], [POINTS(0), BARS + 3 * ROW]], { stroke: QUIET }),
    bar(0, "within strata", within, QUIET),
    bar(1, "mix", mix, QUIET),
    bar(2, "pooled", r1 - r0, r1 < r0 ? BLUE : RED),
    isReversed ? text(POINTS(0) + 8, BARS + 2 * ROW + 13, "the order is reversed", { fill: BLUE }) : "",
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { w1, w0, r1, r0, within, mix } = compared(/** @type {any} */ (state));
  const better = Math.abs(r1 - r0) < 5e-4 ? "the pooled rates are equal" : r1 > r0 ? "the pooled rate puts open surgery ahead" : "the pooled rate puts the keyhole operation ahead";
  return (
    `Open surgery is better for small stones and for large ones. With ${(100 * w1).toFixed(0)} and ${(100 * w0).toFixed(0)} per cent of small stones, ` +
    `${better}: ${signed(within)} points within the strata and ${signed(mix)} by the mix make ${signed(r1 - r0)}.`
  );
}
