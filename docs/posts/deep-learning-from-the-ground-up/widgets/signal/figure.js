// The size of the signal behind each layer, and of the gradient on its way back, on one picture.
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { MOST, derived, sizes as computed } from "./model.js";

/** @import { Network } from "./model.js" */

const QUIET = "var(--figure-muted)";
const AHEAD = "var(--figure-accent)";
const BACK = "var(--figure-second)";
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 386, 30, 292];
// Between the words at both ends.
const MIDDLE = 222;
// How many powers of ten are shown above and below 1: the fewest that hold all that is drawn.
const REACHES = [2, 4, 8, 16, 32];
// What 16-bit floats hold: the largest, and the smallest above zero.
const HALF = [65504, 2 ** -24];

export const controls = [
  { name: "factor", type: "number", label: "Weights, × He's size", min: 0.4, max: 2.5, step: 0.01, default: 0.8 },
  { name: "layers", type: "number", label: "Layers", min: 2, max: MOST.layers, step: 1, default: 50 },
  { name: "width", type: "number", label: "Width", min: 2, max: MOST.width, step: 2, default: MOST.width },
  { name: "norm", type: "flag", label: "Normalise (by the root mean square)", default: false },
  {
    name: "residual",
    type: "choice",
    label: "Shortcuts",
    choices: [["none", "none"], ["sum", "residual sum"], ["scaled", "sum, branch × 1/√layers"]],
    default: "none",
  },
  { name: "draw", type: "number", label: "Random network", min: 1, max: 30, step: 1, default: 1 },
];

/** @type {(network: Network) => ReturnType<typeof computed>} */
const sizes = remembered(computed);

const UP = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** @param {number} power */
const raised = (power) => String(power).replace("-", "⁻").replace(/\d/g, (digit) => UP[Number(digit)]);

/** @param {number} value */
function rough(value) {
  if (value === 0) return "0";
  if (value >= 0.01 && value < 99.5) return value.toPrecision(2);
  const power = Math.floor(Math.log10(value));
  return `${(value / 10 ** power).toFixed(1)}\u00a0·\u00a010${raised(power)}`;
}

/**
 * @param {number[]} values
 * @param {WidgetScale} x
 * @param {WidgetScale} y
 */
function places(values, x, y) {
  // A signal of zero leaves the picture at its lower edge.
  return values.map((value, k) => [x(k), value > 0 ? y(Math.log10(value)) : BOTTOM]);
}

/**
 * @param {WidgetScale} y
 * @param {number} reach
 */
function levels(y, reach) {
  const step = reach / 2;
  return [-2, -1, 0, 1, 2].map((at) => at * step).flatMap((power) => [
    line([[LEFT, y(power)], [RIGHT, y(power)]], { stroke: power ? "var(--rule)" : "var(--rule-strong)" }),
    text(LEFT - 6, y(power) + 4, power ? `10${raised(power)}` : "1", { "text-anchor": "end", fill: QUIET }),
  ]);
}

/**
 * What lies outside of the range of 16-bit floats.
 * @param {WidgetScale} y
 * @param {number} reach
 */
function outside(y, reach) {
  const [top, low] = HALF.map((one) => Math.log10(one));
  const shade = { x: LEFT, width: RIGHT - LEFT, fill: QUIET, "fill-opacity": 0.13 };
  return [
    reach > top ? element("rect", { ...shade, y: TOP, height: y(top) - TOP }) : "",
    reach > top ? text(MIDDLE, TOP + 14, "∞ in 16 bits", { fill: QUIET, "text-anchor": "middle" }) : "",
    reach > -low ? element("rect", { ...shade, y: y(low), height: BOTTOM - y(low) }) : "",
    reach > -low ? text(MIDDLE, BOTTOM - 6, "0 in 16 bits", { fill: QUIET, "text-anchor": "middle" }) : "",
  ];
}

/** @param {WidgetState} state */
const network = (state) => /** @type {Network} */ (state);

/** @param {WidgetState} state */
export function draw(state, /** @type {WidgetMore} */ { id }) {
  const { layers } = state;
  const found = sizes(network(state));
  const expected = derived(network(state));
  const all = [...found.forward, ...found.backward, ...expected.forward, ...expected.backward].filter((one) => one > 0);
  const widest = Math.max(...all.map((one) => Math.abs(Math.log10(one))));
  const reach = REACHES.find((one) => one >= widest) ?? REACHES[REACHES.length - 1];
  const x = linear([0, layers], [LEFT, RIGHT]);
  const y = linear([-reach, reach], [BOTTOM, TOP]);
  const [ahead, back] = [places(found.forward, x, y), places(found.backward, x, y)];
  const dashed = { "stroke-dasharray": "4 4", "stroke-width": 1 };
  const inside = { "clip-path": `url(#${id}-frame)` };
  const [end, start] = [ahead[layers], back[0]];
  // The words at an end stand on that side of it on which its line does not come.
  const side = (/** @type {number} */ place) => (place < TOP + 30 ? 20 : place > BOTTOM - 24 || place < (TOP + BOTTOM) / 2 + 1 ? -10 : 20);
  return drawing(
    400,
    334,
    element("clipPath", { id: `${id}-frame` }, element("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP })),
    ...outside(y, reach),
    ...levels(y, reach),
    line(places(expected.forward, x, y), { stroke: AHEAD, ...dashed, ...inside }),
    line(places(expected.backward, x, y), { stroke: BACK, ...dashed, ...inside }),
    line(ahead, { stroke: AHEAD, "stroke-width": 2.2 }),
    line(back, { stroke: BACK, "stroke-width": 2.2 }),
    dot(end[0], end[1], 4, { fill: AHEAD }),
    dot(start[0], start[1], 4, { fill: BACK }),
    text(end[0], end[1] + side(end[1]), `signal ${rough(found.forward[layers])}`, { "text-anchor": "end", fill: AHEAD, class: "over" }),
    text(start[0] + 6, start[1] + side(start[1]), `gradient ${rough(found.backward[0])}`, { fill: BACK, class: "over" }),
    text(LEFT - 40, 16, "size (root mean square)"),
    text(LEFT, BOTTOM + 18, "input", { fill: QUIET }),
    text(RIGHT, BOTTOM + 18, `layer ${layers}`, { "text-anchor": "end", fill: QUIET }),
    text(LEFT, BOTTOM + 36, "signal runs to the right →", { fill: AHEAD }),
    text(RIGHT, BOTTOM + 36, "← gradient", { "text-anchor": "end", fill: BACK }),
  );
}

/** @param {WidgetState} state */
export function describe(state) {
  const { factor, layers, width } = state;
  const found = sizes(network(state));
  const expected = derived(network(state));
  const [out, back] = [found.forward[layers], found.backward[0]];
  if (out === 0) return `A layer of width ${width} has fallen silent: every unit is at zero, and so are the output and all gradients.`;
  const spread = Math.exp(Math.sqrt((5 * layers) / width) / 2);
  const luck =
    state.residual === "none" && !state.norm
      ? ` At this width a factor of about ${rough(spread)} either way is luck.`
      : "";
  return (
    `With weights of ${factor.toFixed(2)} times He's size, a signal of size 1 leaves layer ${layers} with ${rough(out)} ` +
    `(derived ${rough(expected.forward[layers])}), and a gradient of size 1 reaches the input with ${rough(back)} ` +
    `(derived ${rough(expected.backward[0])}).${luck}`
  );
}
