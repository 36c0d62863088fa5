// A small update of a weight in 16 bits: where it falls between two numbers, and where many of them lead.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { byChance, byNearest, chance, single, spacing, spread } from "./model.js";

const QUIET = "var(--figure-muted)";
const NEAR = "var(--figure-second)";
const CHANCE = "var(--figure-accent)";
const [WIDTH, HEIGHT] = [400, 436];
const [LINE, LEFT, RIGHT] = [82, 14, 386];
const Y = linear([0.79, 1.01], [394, 172]);
const PLOT = [52, 318];
const POINTS = 160;

export const controls = [
  { name: "steps", type: "number", label: "Steps from 1 to 0.9", min: 50, max: 2000, step: 10, default: 1000 },
  { name: "format", type: "choice", label: "Format", choices: ["float16", "bfloat16"], default: "float16" },
  { name: "luck", type: "number", label: "Luck no.", min: 1, max: 20, step: 1, default: 1 },
];

const power = { float16: "2⁻¹¹", bfloat16: "2⁻⁸" };
const percent = (value) => `${(100 * value).toFixed(value < 0.0995 ? 1 : 0)} %`;

/** A piece of the line of all numbers of the format, and one update on it. */
function numberLine({ format, steps }) {
  const [unit, update] = [spacing(format), 0.1 / steps];
  const reach = Math.max(2.2 * unit, 1.2 * update);
  const x = linear([1 - reach, 1 + 0.12 * reach], [LEFT, RIGHT]);
  const count = Math.floor(reach / unit);
  const places = Array.from({ length: count + 1 }, (_, at) => 1 - at * unit);
  const tip = 1 - update;
  const landed = byNearest(format, steps)[1];
  const half = (1 - Math.ceil(update / unit) * unit + (1 - Math.floor(update / unit) * unit)) / 2;
  return [
    text(LEFT, 18, `numbers of ${format} below 1, ${power[format]} apart`, { fill: QUIET }),
    line([[LEFT, LINE], [RIGHT, LINE]], { stroke: QUIET }),
    ...places.map((at) => line([[x(at), LINE - 7], [x(at), LINE + 7]], { stroke: "currentColor", "stroke-width": 2 })),
    text(x(1), LINE + 24, "1", { "text-anchor": "middle" }),
    count > 6 ? "" : text(x(1 - unit), LINE + 24, `1 − ${power[format]}`, { "text-anchor": "middle" }),
    line([[x(half), LINE - 4], [x(half), LINE + 4]], { stroke: QUIET, "stroke-dasharray": "2 2" }),
    line([[x(1), LINE - 20], [x(tip), LINE - 20]], { stroke: CHANCE, "stroke-width": 2 }),
    element("path", {
      d: `M${x(tip).toFixed(2)} ${LINE - 5}l-4 -8h8z`,
      fill: CHANCE,
    }),
    line([[x(tip), LINE - 20], [x(tip), LINE - 12]], { stroke: CHANCE, "stroke-width": 2 }),
    text(x(tip) - 4, LINE - 28, `one update, ${Number(update.toPrecision(2))}`, {
      fill: CHANCE,
      "text-anchor": x(tip) > 170 ? "end" : "start",
      class: "over",
    }),
    dot(x(landed), LINE, 5, { fill: NEAR }),
  ].join("");
}

/** What is done with one update, in words. */
function rule({ format, steps }) {
  const landed = byNearest(format, steps)[1];
  const gone = Math.round((1 - landed) / spacing(format));
  const whole = Math.floor(0.1 / steps / spacing(format));
  const q = chance(format, steps);
  const numbers = gone === 1 ? "one number" : `${gone} numbers`;
  const near = gone ? `nearest: ${numbers} down, every time` : "nearest: back to 1, every time";
  return [
    text(LEFT, LINE + 46, near, { fill: NEAR }),
    text(LEFT, LINE + 66, `by chance: ${whole + 1} down in ${percent(q)}, ${whole} in ${percent(1 - q)} of the steps`, { fill: CHANCE }),
  ].join("");
}

function thinned(path) {
  const every = Math.max(1, Math.floor(path.length / POINTS));
  return path.map((weight, at) => [at, weight]).filter(([at]) => at % every === 0 || at === path.length - 1);
}

/** The names at the ends of the paths, kept apart. */
function ends(named) {
  const sorted = [...named].sort((a, b) => b.weight - a.weight);
  let last = -Infinity;
  return sorted
    .map(({ name, weight, fill }) => {
      last = Math.max(Y(weight) + 4, last + 17);
      return text(PLOT[1] + 7, last, name, { fill });
    })
    .join("");
}

function paths({ format, steps, luck }) {
  const x = linear([0, steps], PLOT);
  const [near, lucky] = [byNearest(format, steps), byChance(format, steps, luck)];
  const place = ([at, weight]) => [x(at), Y(weight)];
  const off = spread(format, steps);
  const band = Array.from({ length: 41 }, (_, at) => {
    const part = at / 40;
    return [x(part * steps), 1 - 0.1 * part, off * Math.sqrt(part)];
  });
  const edge = [...band.map(([at, weight, far]) => [at, Y(weight + far)]), ...band.reverse().map(([at, weight, far]) => [at, Y(weight - far)])];
  const last = (path) => path[path.length - 1];
  return [
    line(edge, { stroke: "none", fill: CHANCE, "fill-opacity": 0.16 }),
    line([[x(0), Y(1)], [x(steps), Y(0.9)]], { stroke: QUIET, "stroke-dasharray": "4 3" }),
    line(thinned(lucky).map(place), { stroke: CHANCE, "stroke-width": 1.6, "stroke-linejoin": "round" }),
    line(thinned(near).map(place), { stroke: NEAR, "stroke-width": 2 }),
    leftAxis(Y, PLOT[0], "", [0.8, 0.85, 0.9, 0.95, 1]),
    bottomAxis(x, Y(0.79), "steps", [0, steps / 2, steps]),
    ends([
      { name: "nearest", weight: last(near), fill: NEAR },
      { name: "by chance", weight: last(lucky), fill: CHANCE },
      { name: "float32", weight: single(steps), fill: QUIET },
    ]),
  ].join("");
}

export function draw(state) {
  return drawing(WIDTH, HEIGHT, numberLine(state), rule(state), paths(state));
}

export function describe({ format, steps, luck }) {
  const near = byNearest(format, steps)[steps];
  const lucky = byChance(format, steps, luck)[steps];
  return (
    `After ${steps} steps that should lead from 1 to 0.9, ${format} stands at ${Number(near.toFixed(4))} if it rounds to the nearest number, and at ` +
    `${lucky.toFixed(4)} if chance rounds, which is typically off by ${spread(format, steps).toFixed(5)}; float32 at ${single(steps).toFixed(4)}.`
  );
}
