// Twenty tests that are looked at, how often that ends in an alarm, and what is found if there is something.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { along, effectOverError, paths, power, stopped, stoppedAt, within } from "./model.js";

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 432];
const DAYS = 14;
const MOST = 28;
const TESTS = 20;
const STEPS = 280;
const THIN = 5;
const USUAL = 1.96;
const DAY = linear([0, DAYS], [34, 384]);
const Z = linear([-4, 4], [178, 22]);
const LOOKS = linear([0, MOST], [34, 172]);
const ALARMS = linear([0, 50], [374, 262]);
const EFFECT = linear([0, 1], [250, 390]);
const POWER = linear([0, 100], [374, 262]);
const EFFECTS = Array.from({ length: 41 }, (_, at) => at / 40);

export const controls = [
  { name: "looks", type: "number", label: "Looks in 14 days", min: 1, max: MOST, step: 1, default: 14 },
  { name: "threshold", type: "number", label: "Threshold for |z|", min: 1.64, max: 3.24, step: 0.01, default: USUAL },
  { name: "effect", type: "number", label: "True effect", min: 0, max: 1, step: 0.02, default: 0, unit: "points" },
  { name: "set", type: "number", label: "Set of tests", min: 1, max: 20, step: 1, default: 1 },
];

export const handles = [
  {
    label: "Threshold on the picture",
    y: "threshold",
    scaleY: Z,
    at: (/** @type {WidgetState} */ state) => [DAY(DAYS), Z(state.threshold)],
  },
  {
    label: "Looks on their axis",
    x: "looks",
    scaleX: LOOKS,
    at: (/** @type {WidgetState} */ state) => [LOOKS(state.looks), ALARMS(0)],
  },
  {
    label: "True effect on its axis",
    x: "effect",
    scaleX: EFFECT,
    at: (/** @type {WidgetState} */ state) => [EFFECT(state.effect), POWER(0)],
  },
];

/** What the threshold leaves at each look. */
const withinOf = remembered((/** @type {number} */ threshold) => within(MOST, threshold));

const pathsOf = remembered((/** @type {number} */ set) => paths(set, TESTS, STEPS));

/** z of the tests: looking changes nothing of it. */
const walksOf = remembered((/** @type {number} */ set, /** @type {number} */ effect) => {
  const ratio = effectOverError(effect);
  return pathsOf(set).map((path) => along(path, ratio));
});

const ONE_LOOK = within(1, USUAL);

/** @type {(share: number) => string} */
const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;

/** The tests as they ran. */
const testsOf = remembered((/** @type {WidgetState} */ { set, effect, looks, threshold }) =>
  walksOf(set, effect).map((z) => ({ z, end: stoppedAt(z, looks, threshold) })),
);

/** @type {(step: number) => number} */
const dayOf = (step) => (DAYS * (step + 1)) / STEPS;

/** One test: until it is stopped, and, fainter, what would have become of it. */
function testLine(/** @type {{ z: number[], end: number }} */ { z, end }) {
  const places = z.map((value, step) => [DAY(dayOf(step)), Z(value)]);
  const some = (/** @type {number} */ from, /** @type {number} */ until) =>
    places.filter((_, step) => step >= from && step <= until && (step % THIN === THIN - 1 || step === from || step === until));
  if (end < 0) return line(some(THIN, STEPS - 1), { stroke: QUIET, "stroke-width": 0.8, "stroke-opacity": 0.7 });
  return [
    line(some(end, STEPS - 1), { stroke: RED, "stroke-width": 0.7, "stroke-opacity": 0.35 }),
    line(some(Math.min(THIN, end), end), { stroke: RED, "stroke-width": 1.3 }),
    dot(places[end][0], places[end][1], 3.2, { fill: RED }),
  ].join("");
}

/** z of the tests against the day, with the threshold and the looks. */
function upperPanel(/** @type {WidgetState} */ state, /** @type {string} */ clip) {
  const tests = testsOf(state);
  const count = tests.filter(({ end }) => end >= 0).length;
  const { looks, threshold } = state;
  const days = Array.from({ length: looks }, (_, k) => DAY((DAYS * (k + 1)) / looks));
  return [
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      ...days.map((x) => line([[x, Z(4)], [x, Z(-4)]], { stroke: "var(--rule)", "stroke-width": 0.8 })),
      ...tests.map(testLine),
    ),
    ...[threshold, -threshold].map((value) =>
      line([[DAY(0), Z(value)], [DAY(DAYS), Z(value)]], { stroke: RED, "stroke-dasharray": "5 3" }),
    ),
    leftAxis(Z, DAY(0), "", [-4, -2, 0, 2, 4]),
    bottomAxis(DAY, Z(-4), "day; a line for each look", [0, 2, 4, 6, 8, 10, 12, 14]),
    text(4, 13, "z"),
    text(DAY(DAYS), 13, `${count} of ${TESTS} tests stopped as significant`, { fill: RED, "text-anchor": "end" }),
  ];
}

/** How often a test without an effect is stopped, against the number of looks. */
function alarmsPanel(/** @type {WidgetState} */ { looks, threshold }) {
  const found = withinOf(threshold);
  const alarms = found.map((_, k) => stopped(found.slice(0, k + 1)));
  const y = (/** @type {number} */ share) => ALARMS(Math.min(100 * share, 50));
  return [
    line([[LOOKS(0), y(0.05)], [LOOKS(MOST), y(0.05)]], { stroke: QUIET, "stroke-dasharray": "2 3" }),
    text(LOOKS(MOST) + 4, y(0.05) + 4, "5\u00a0%", { fill: QUIET }),
    line(alarms.map((one, k) => [LOOKS(k + 1), y(one)]), { stroke: RED, "stroke-width": 2 }),
    dot(LOOKS(looks), y(alarms[looks - 1]), 4.5, { fill: RED }),
    leftAxis(ALARMS, LOOKS(0), "", [0, 10, 20, 30, 40, 50]),
    bottomAxis(LOOKS, ALARMS(0), "looks", [1, 7, 14, 21, 28]),
    text(4, 248, `false alarms ${percent(alarms[looks - 1])}`, { fill: RED }),
  ];
}

/** @param {ReturnType<typeof within>} found */
const powerCurve = (found) => EFFECTS.map((points) => [EFFECT(points), POWER(100 * power(found, points))]);

const ONE_LOOK_CURVE = powerCurve(ONE_LOOK);

/** How often a test is stopped, against the true effect; fainter, with one look at the end. */
function powerPanel(/** @type {WidgetState} */ { looks, threshold, effect }) {
  const found = withinOf(threshold).slice(0, looks);
  return [
    line(ONE_LOOK_CURVE, { stroke: QUIET, "stroke-width": 1.2, "stroke-dasharray": "4 3" }),
    line(powerCurve(found), { stroke: BLUE, "stroke-width": 2 }),
    dot(EFFECT(effect), POWER(100 * power(found, effect)), 4.5, { fill: BLUE }),
    text(EFFECT(1), POWER(0) + 50, "dashed: one look", { fill: QUIET, "text-anchor": "end" }),
    leftAxis(POWER, EFFECT(0), "", [0, 50, 100]),
    bottomAxis(EFFECT, POWER(0), "true effect, points", [0, 0.5, 1]),
    text(EFFECT(1), 248, `effect of ${effect.toFixed(2)}: ${percent(power(found, effect))}`, {
      fill: BLUE,
      "text-anchor": "end",
    }),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state, { id }) {
  const clip = `${id}-frame`;
  const frame = { x: DAY(0), y: Z(4), width: DAY(DAYS) - DAY(0), height: Z(-4) - Z(4) };
  return drawing(
    WIDTH,
    HEIGHT,
    element("clipPath", { id: clip }, element("rect", frame)),
    ...upperPanel(state, clip),
    ...alarmsPanel(state),
    ...powerPanel(state),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { looks, threshold, effect } = state;
  const found = withinOf(threshold).slice(0, looks);
  const tests = testsOf(state);
  const count = tests.filter(({ end }) => end >= 0).length;
  const back = tests.filter(({ z, end }) => end >= 0 && Math.abs(z[STEPS - 1]) <= threshold).length;
  const often = looks === 1 ? "one look" : `${looks} looks`;
  const start =
    `With ${often} at a threshold of ${threshold.toFixed(2)}, ${percent(stopped(found))} of tests of a page against ` +
    `itself are stopped as significant.`;
  if (!effect) {
    const returned = back ? `, and ${back} of them would have been back inside on day 14` : "";
    return `${start} Of these twenty ${count || "none"} ${count > 1 ? "were" : "was"}${returned}.`;
  }
  return (
    `${start} An effect of ${effect.toFixed(2)} points is found in ${percent(power(found, effect))}; one look at 1.96 ` +
    `finds it in ${percent(power(ONE_LOOK, effect))}. Of these twenty tests ${count} found it.`
  );
}
