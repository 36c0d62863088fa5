// A valley: the path of gradient descent on it, and where its step lies before the edge.
import { bottomAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { L, best, edge, least, mu, path, rate, rateAlong, typicalError } from "./model.js";

const QUIET = "var(--figure-muted)";
const PATH = "var(--figure-accent)";
const OVER = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 384];
// Both axes of the valley have the same unit, so that its angle is right.
const X = linear([-200, 730], [14, 386]);
const Y = linear([-345, 450], [318, 0]);
const STEP = linear([0, 2.5], [14, 386]);
const BAR = 348;
const FAR = 1e4;
const LEVELS = [40, 90, 160, 250, 360];
const LONG = [0.02, 2.5];

export const controls = [
  { name: "step", type: "number", label: "Step η", min: LONG[0], max: LONG[1], step: 0.01, default: 1.02 },
  { name: "momentum", type: "number", label: "Momentum β", min: 0, max: 0.95, step: 0.01, default: 0 },
  { name: "k", type: "number", label: "Steps taken k", min: 0, max: 60, step: 1, default: 24, play: 8 },
  { name: "area", type: "number", label: "Start, area", min: -200, max: 730, step: 5, default: 0, unit: "€", hidden: true },
  { name: "rooms", type: "number", label: "Start, rooms", min: -345, max: 450, step: 5, default: 0, unit: "€", hidden: true },
];

export const handles = [
  { label: "Start", x: "area", y: "rooms", scaleX: X, scaleY: Y },
  { label: "Step η on its line", x: "step", scaleX: STEP, at: (state) => [STEP(state.step), BAR] },
];

/** The ellipse of all weights that are worse than the best by `euros`, in the mean square. */
function level(euros) {
  const [a, b] = [euros / Math.sqrt(mu), euros / Math.sqrt(L)].map((one) => one * (X(1) - X(0)));
  const at = `rotate(45 ${X(best[0]).toFixed(2)} ${Y(best[1]).toFixed(2)})`;
  return element("ellipse", {
    cx: X(best[0]),
    cy: Y(best[1]),
    rx: a,
    ry: b,
    transform: at,
    fill: "none",
    stroke: "var(--rule-strong)",
    "stroke-width": 0.8,
  });
}

/** What the state does: the word for it, and whether it gets there. */
function fate({ step, momentum }) {
  const [along, across] = [mu, L].map((lambda) => rateAlong(lambda, step, momentum));
  if (Math.max(along, across) >= 1) return "explodes";
  if (Math.abs(along - across) < 0.003) return momentum > 0 ? "swings" : "does both";
  return across > along ? "zigzags" : "crawls";
}

function places({ step, momentum, k, area, rooms }) {
  const all = path(step, momentum, [area, rooms], k);
  const end = all.findIndex((point) => Math.hypot(...point) > FAR);
  return end < 0 ? all : all.slice(0, end + 1);
}

/** The line of all steps: the best one without momentum, the edge, and what lies beyond. */
function stepLine(state) {
  const limit = edge(state.momentum);
  const right = Math.min(STEP(limit), STEP.range[1]);
  const name = state.momentum ? "edge 2(1 + β)/L" : "edge 2/L";
  const isLeft = right > 240;
  return [
    line([[STEP(0), BAR], [right, BAR]], { stroke: PATH, "stroke-width": 4 }),
    line([[right, BAR], [STEP.range[1], BAR]], { stroke: OVER, "stroke-width": 4, "stroke-dasharray": "3 3" }),
    limit <= LONG[1] ? line([[right, BAR - 12], [right, BAR + 6]], { stroke: OVER, "stroke-width": 2 }) : "",
    limit <= LONG[1]
      ? text(right + (isLeft ? -5 : 5), BAR - 9, `${name} = ${limit.toFixed(3)}`, {
          "text-anchor": isLeft ? "end" : "start",
          fill: OVER,
        })
      : "",
    bottomAxis(STEP, BAR + 6, "", [0, 0.5, 1, 1.5, 2, 2.5]),
  ].join("");
}

export function draw(state, { id }) {
  const points = places(state);
  const colour = fate(state) === "explodes" ? OVER : PATH;
  const drawn = points.map(([x, y]) => [X(x), Y(y)]);
  const last = points[points.length - 1];
  const clip = `${id}-frame`;
  return drawing(
    WIDTH,
    HEIGHT,
    element("clipPath", { id: clip }, element("rect", { x: 1, y: 1, width: WIDTH - 2, height: 317 })),
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      ...LEVELS.map(level),
      line(drawn, { stroke: colour, "stroke-width": 1.6, "stroke-linejoin": "round" }),
      ...drawn.slice(1).map(([x, y]) => dot(x, y, 2.6, { fill: colour })),
    ),
    dot(X(best[0]), Y(best[1]), 4),
    text(X(best[0]) + 9, Y(best[1]) - 9, `minimum, ${least.toFixed(1)} €`, { class: "over" }),
    text(8, 16, `after ${points.length - 1} steps: ${euros(typicalError(last))} off`, { class: "over", fill: colour }),
    text(392, 310, "weight of area →", { "text-anchor": "end", fill: QUIET, class: "over" }),
    text(392, 16, "weight of rooms ↑", { "text-anchor": "end", fill: QUIET, class: "over" }),
    stepLine(state),
  );
}

function euros(value) {
  if (value < 1000) return `${value.toFixed(1)} €`;
  return `${Math.round(value).toLocaleString("en")} €`;
}

const ENDS = {
  explodes: "it explodes: every step is longer than the one before",
  zigzags: "it zigzags across the valley, which is what is slowest to fade",
  crawls: "it crawls along the floor of the valley, which is what is slowest to fade",
  "does both": "it is as slow across the valley as along it, and no other step is faster in the long run",
  swings: "it swings about the minimum, along the valley as fast as across it",
};

export function describe(state) {
  const { step, momentum } = state;
  const points = places(state);
  const left = rate(step, momentum);
  const with_ = momentum ? ` and momentum ${momentum.toFixed(2)}` : "";
  return (
    `With a step of ${step.toFixed(2)}${with_} ${ENDS[fate(state)]}. After ${points.length - 1} steps the rents are ` +
    `${euros(typicalError(points[points.length - 1]))} off, at best ${least.toFixed(1)} €; in the long run a step ` +
    `multiplies the error by ${left.toFixed(3)}. The edge is at ${edge(momentum).toFixed(3)}.`
  );
}
