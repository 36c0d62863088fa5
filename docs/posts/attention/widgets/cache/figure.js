// What a service keeps in memory and how fast it can be: two points on a roofline, of which more users
// move one only.
import { bottomAxis } from "../../../../_static/widgets/axes.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { BANDWIDTH, MEMORY, PEAK, RIDGE, WEIGHTS, cache, intensity, numbers, perToken, room, step } from "./model.js";

const QUIET = "var(--figure-muted)";
const KEYS = "var(--figure-accent)";
const WEIGHT = "var(--figure-third)";
const OVER = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 434];
const EDGE = [12, 346];
const BYTES = linear([0, MEMORY], EDGE);
const [BAR, THICK] = [30, 34];
const RIGHT = 388;
const PER = { flops: logarithmic([0.5, 1024], [40, 388]), speed: logarithmic([0.8, 1600], [392, 200]) };

export const controls = [
  {
    name: "share",
    type: "choice",
    label: "Key/value heads G",
    choices: [
      ["all", "as many as query heads (MHA)"],
      ["16", "16"],
      ["8", "8"],
      ["4", "4"],
      ["2", "2"],
      ["1", "1 (MQA)"],
      ["latent", "a latent row, 512 + 64 (MLA)"],
    ],
    default: "8",
  },
  { name: "batch", type: "number", label: "Users at once B", min: 1, max: 512, step: 1, default: 46 },
  { name: "length", type: "number", label: "Tokens of each n", min: 1024, max: 131072, step: 1024, default: 32768 },
  { name: "heads", type: "choice", label: "Query heads H", choices: ["16", "32", "64", "128"], default: "64" },
  {
    name: "bytes",
    type: "choice",
    label: "A number in the cache",
    choices: [
      ["4", "4 bytes"],
      ["2", "2 bytes"],
      ["1", "1 byte"],
      ["0.5", "half a byte"],
    ],
    default: "2",
  },
  {
    name: "window",
    type: "choice",
    label: "Window",
    choices: [
      ["none", "none: all tokens are kept"],
      ["w4096", "the last 4,096 tokens"],
      ["sinks", "the first 4 and the last 1,020"],
    ],
    default: "none",
  },
];

export const handles = [
  { label: "Users at once", x: "batch", scaleX: PER.flops, at: (state) => [PER.flops(present(state)), PER.speed(attained(present(state)))] },
];

export function idle({ window }) {
  return { length: window === "sinks" ? "the window keeps 1,024 of them" : "" };
}

/** How many rows meet a weight: those who do not fit are not served. */
const present = (state) => Math.max(step(state).served, 1);
/** Teraflops per second that one of the eight can attain at most. */
const attained = (flops) => Math.min(PEAK, flops * BANDWIDTH) / 8e12;
const whole = (value) => Math.round(value).toLocaleString("en");
const short = (value) => (value < 9.95 ? value.toFixed(1) : whole(value));

function size(bytes) {
  if (bytes >= 2 ** 30) return `${short(bytes / 2 ** 30)} GiB`;
  return bytes >= 2 ** 20 ? `${short(bytes / 2 ** 20)} MiB` : `${short(bytes / 2 ** 10)} KiB`;
}

/** The memory: weights, then the cache of one user after the other, as far as there is room. */
function memory(state) {
  const { served } = step(state);
  const each = BYTES(cache(state)) - BYTES(0);
  const start = BYTES(WEIGHTS);
  const all = start + state.batch * each;
  const full = served < state.batch;
  const end = Math.min(start + served * each, EDGE[1]);
  const gaps = each > 3 ? Array.from({ length: served - 1 }, (_, at) => start + (at + 1) * each) : [];
  const users = served === 1 ? "one user" : `${served ? whole(served) : "no"} users`;
  return [
    text(EDGE[0], 18, "weights", { fill: WEIGHT }),
    text(start + 4, 18, `${users}, ${size(cache(state))} each`, { fill: KEYS }),
    element("rect", { x: EDGE[0], y: BAR, width: start - EDGE[0], height: THICK, fill: WEIGHT }),
    element("rect", { x: start, y: BAR, width: end - start, height: THICK, fill: KEYS }),
    ...gaps.map((x) => line([[x, BAR], [x, BAR + THICK]], { stroke: "var(--paper)", "stroke-width": 1 })),
    full
      ? element("rect", {
          x: end + 1,
          y: BAR + 0.5,
          width: Math.min(all, WIDTH - 4) - end - 2,
          height: THICK - 1,
          fill: "none",
          stroke: OVER,
          "stroke-width": 1.6,
          "stroke-dasharray": "4 3",
        })
      : "",
    line([[EDGE[0], BAR + THICK], [EDGE[1], BAR + THICK], [EDGE[1], BAR - 6]], { stroke: QUIET }),
    text(EDGE[1], BAR + THICK + 18, "640 GB", { "text-anchor": "end", fill: QUIET }),
    full
      ? text(EDGE[0], BAR + THICK + 18, `no room for ${whole(state.batch - served)} of ${whole(state.batch)}`, { fill: OVER })
      : text(EDGE[0], BAR + THICK + 18, `${whole((WEIGHTS + served * cache(state)) / 1e9)} GB are read in each step`, { fill: QUIET }),
  ].join("");
}

/** What it comes to, in two lines. */
function sums(state) {
  const { served, seconds, waits } = step(state);
  const speed = served ? `${(1e3 * seconds).toFixed(1)} ms a step, ${whole(served / seconds)} tokens/s at most` : "not even one user fits";
  return [
    text(EDGE[0], 118, `${whole(numbers(state))} numbers a token and layer: ${size(perToken(state))}`),
    text(EDGE[0], 140, speed, { "font-weight": "700", fill: served ? "currentColor" : OVER }),
    served ? text(EDGE[0], 160, waits ? "it waits for memory" : "it waits for arithmetic", { fill: QUIET }) : "",
  ].join("");
}

/** A point on the roof with its name: `above` it or below. */
function point(flops, name, colour, above) {
  const [x, y] = [PER.flops(flops), PER.speed(attained(flops))];
  const shown = flops < 9.95 ? Number(flops.toFixed(1)) : whole(flops);
  const label = `${name}, ${shown}`;
  const flat = x > RIGHT - 90;
  const place = above
    ? { x: flat ? Math.min(x + 10, RIGHT) : x - 10, y: y - 12, "text-anchor": "end" }
    : { x: flat ? Math.min(x + 10, RIGHT) : x + 14, y: y + (flat ? 36 : 18), "text-anchor": flat ? "end" : "start" };
  const wide = above && x < 150;
  return [
    line([[x, y], [x, PER.speed.range[0]]], { stroke: colour, "stroke-dasharray": "2 3" }),
    dot(x, y, 5, { fill: colour }),
    text(wide ? 44 : place.x, wide ? Math.min(y, 340) - 28 : place.y, label, { "text-anchor": wide ? "start" : place["text-anchor"], fill: colour, class: "over" }),
  ].join("");
}

function roofline(state) {
  const { flops, speed } = PER;
  const roof = [0.8 / (BANDWIDTH / 8e12), RIDGE, flops.domain[1]].map((one) => Math.max(one, flops.domain[0]));
  return [
    line(roof.map((one) => [flops(one), speed(attained(one))]), { stroke: "currentColor", "stroke-width": 2 }),
    line([[flops(RIDGE), speed(attained(RIDGE))], [flops(RIDGE), speed.range[0]]], { stroke: QUIET, "stroke-width": 0.8 }),
    ...[1, 10, 100, 1000].flatMap((one) => [
      line([[36, speed(one)], [40, speed(one)]], { stroke: QUIET }),
      text(33, speed(one) + 4.5, one === 1000 ? "10³" : one, { "text-anchor": "end", fill: QUIET }),
    ]),
    line([[40, speed.range[0]], [40, speed.range[1]]], { stroke: QUIET }),
    text(12, speed.range[1] - 8, "Tflop/s attained at most", { fill: QUIET }),
    bottomAxis(flops, speed.range[0], "flops for each byte that is read", [1, 8, 64, 295]),
    point(present(state), "weights", WEIGHT, true),
    point(intensity(state), "cache", KEYS, false),
  ].join("");
}

export function draw(state) {
  return drawing(WIDTH, HEIGHT, memory(state), sums(state), roofline(state));
}

export function describe(state) {
  const { served, seconds, waits } = step(state);
  const fits = room(state);
  if (!served) return `The cache of one user would take ${size(cache(state))}, and the weights leave no room for it.`;
  const all = state.batch === 1 ? "The one user fits" : `All ${whole(state.batch)} users fit`;
  const first =
    served < state.batch
      ? `${whole(fits)} of ${whole(state.batch)} users fit`
      : `${all}, and there is room for ${whole(fits)}`;
  return (
    `${first}. A step takes at least ${(1e3 * seconds).toFixed(1)} ms, so that at most ${whole(served / seconds)} tokens a second are written, and it waits for ` +
    `${waits ? "memory" : "arithmetic"}. A byte of the cache serves ${short(intensity(state))} flops, one of the weights ${whole(served)}.`
  );
}
