// Three views of one rotation: the hands of some pairs, the cosine of every pair, and their mean.
import { bottomAxis } from "../../../../_static/widgets/axes.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { angles, cosines, fade, meanCosine } from "./model.js";

const QUIET = "var(--figure-muted)";
const QUERY = "var(--figure-accent)";
const KEY = "var(--figure-second)";
const MEAN = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 490];
const DIALS = { count: 6, y: 66, radius: 25, left: 36, step: 65.6 };
const BARS = { left: 40, right: 388, scale: linear([-1, 1], [244, 150]) };
const PLOT = { x: logarithmic([1, 65536], [40, 388]), y: linear([-0.9, 1], [436, 296]) };
const POINTS = 240;

export const controls = [
  { name: "power", type: "number", label: "Distance: 2 to the power", min: 0, max: 15, step: 0.5, digits: 1, default: 6.5 },
  { name: "key", type: "number", label: "Position of the key", min: 0, max: 1000, step: 1, default: 0 },
  {
    name: "base",
    type: "choice",
    label: "Base Ω",
    choices: [
      ["100", "100"],
      ["10000", "10,000"],
      ["500000", "500,000"],
      ["10000000", "10,000,000"],
    ],
    default: "10000",
  },
  { name: "width", type: "choice", label: "Width of a head", choices: ["16", "32", "64", "128"], default: "128" },
];

/** What the state asks for, as numbers. */
function asked({ power, base, width }) {
  return { distance: Math.round(2 ** power), base: Number(base), width: Number(width) };
}

const whole = (/** @type {number} */ value) => value.toLocaleString("en");
const signed = (/** @type {number} */ value) => {
  const shown = value.toFixed(2);
  return (Number(shown) === 0 ? "0.00" : shown).replace("-", "−");
};

/** A hand of a dial, from its middle. */
function hand(x, y, angle, length, colour, wide) {
  return line([[x, y], [x + length * Math.cos(angle), y - length * Math.sin(angle)]], { stroke: colour, "stroke-width": wide, "stroke-linecap": "round" });
}

function dials(state) {
  const { distance, base, width } = asked(state);
  const theta = angles(width, base);
  const shown = Array.from({ length: DIALS.count }, (_, at) => Math.round((at * (theta.length - 1)) / (DIALS.count - 1)));
  return shown
    .map((pair, at) => {
      const [x, y] = [DIALS.left + at * DIALS.step, DIALS.y];
      return [
        element("circle", { cx: x, cy: y, r: DIALS.radius, fill: "none", stroke: "var(--rule-strong)" }),
        hand(x, y, (state.key + distance) * theta[pair], DIALS.radius - 3, QUERY, 3),
        hand(x, y, state.key * theta[pair], DIALS.radius - 9, KEY, 3),
        text(x, y + DIALS.radius + 16, pair, { "text-anchor": "middle", fill: QUIET }),
      ].join("");
    })
    .join("");
}

function bars(state) {
  const { distance, base, width } = asked(state);
  const all = cosines(distance, width, base);
  const step = (BARS.right - BARS.left) / all.length;
  const y = BARS.scale;
  return [
    ...[-1, 0, 1].flatMap((value) => [
      line([[BARS.left, y(value)], [BARS.right, y(value)]], { stroke: value ? "var(--rule-strong)" : QUIET, "stroke-width": 0.8 }),
      text(BARS.left - 6, y(value) + 4.5, String(value).replace("-", "−"), { "text-anchor": "end", fill: QUIET }),
    ]),
    ...all.map((value, i) => {
      const x = BARS.left + (i + 0.5) * step;
      return line([[x, y(0)], [x, y(value)]], { stroke: QUERY, "stroke-width": Math.min(step * 0.6, 8) });
    }),
  ].join("");
}

/** The mean at distances that are even on the axis: which one is shown changes nothing of them. */
const meansOf = remembered((/** @type {number} */ width, /** @type {number} */ base) =>
  Array.from({ length: POINTS + 1 }, (_, at) => 65536 ** (at / POINTS)).map((delta) => [delta, meanCosine(delta, width, base)]),
);

function plot(state) {
  const { distance, base, width } = asked(state);
  const { x, y } = PLOT;
  const mean = meanCosine(distance, width, base);
  // The mean may turn faster than the curve is drawn: the distance that is shown is one of its points.
  const shown = [...meansOf(width, base), [distance, mean]].sort(([one], [other]) => one - other);
  const curve = shown.map(([delta, value]) => [x(delta), y(value)]);
  const end = Math.min(65536, base);
  return [
    ...[0, 0.5, 1].flatMap((value) => [
      line([[x.range[0], y(value)], [x.range[1], y(value)]], { stroke: "var(--rule-strong)", "stroke-width": 0.8 }),
      text(x.range[0] - 6, y(value) + 4.5, value, { "text-anchor": "end", fill: QUIET }),
    ]),
    line([[x(1), y(fade(1, base))], [x(end), y(fade(end, base))]], { stroke: QUIET, "stroke-dasharray": "4 3" }),
    line(curve, { stroke: MEAN, "stroke-width": 1.6 }),
    line([[x(distance), y.range[0]], [x(distance), y(mean)]], { stroke: QUIET, "stroke-dasharray": "2 3" }),
    dot(x(distance), y(mean), 5, { fill: MEAN }),
    bottomAxis(x, y.range[0], "distance", [1, 10, 100, 1000, 10000]),
  ].join("");
}

export function draw(state) {
  const { distance, base, width } = asked(state);
  return drawing(
    WIDTH,
    HEIGHT,
    text(8, 14, `query at ${whole(state.key + distance)}`, { fill: QUERY }),
    text(150, 14, `key at ${whole(state.key)}`, { fill: KEY }),
    text(392, 14, `distance ${whole(distance)}`, { "text-anchor": "end" }),
    text(8, 34, "six of the pairs", { fill: QUIET }),
    dials(state),
    text(8, 136, "cosine between the hands, of all pairs", { fill: QUIET }),
    bars(state),
    text(8, 282, `their mean: ${signed(meanCosine(distance, width, base))}`, { "font-weight": "700", fill: MEAN }),
    plot(state),
  );
}

export function describe(state) {
  const { distance, base, width } = asked(state);
  const near = cosines(distance, width, base).filter((one) => one > 0.5).length;
  const turned = angles(width, base).filter((theta) => distance * theta >= 2 * Math.PI).length;
  return (
    `At distance ${whole(distance)}, ${turned} of ${width / 2} pairs have made a full turn, and in ${near} the cosine is above one half. ` +
    `Their mean is ${signed(meanCosine(distance, width, base))}, wherever the two stand.`
  );
}
