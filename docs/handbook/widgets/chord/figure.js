// A chord of a parabola, which becomes its tangent as h shrinks.
import { bottomAxis, leftAxis } from "../../../_static/widgets/axes.js";
import { linear } from "../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../_static/widgets/svg.js";
import { height, slope } from "./model.js";

const X = linear([-2, 4], [30, 390]);
const Y = linear([0, 10], [230, 30]);
const FRAME = { x: 30, y: 20, width: 360, height: 210 };
const CURVE = Array.from({ length: 61 }, (_, at) => -2 + at / 10);

// Nothing is never "−0.00".
const signed = (value, digits) =>
  (Number(value.toFixed(digits)) || 0).toFixed(digits).replace("-", "−");

// The one that matters comes first.
export const controls = [
  { name: "h", type: "number", label: "Distance h", min: 0.01, max: 2, step: 0.01, default: 1.5 },
  { name: "x", type: "number", label: "Point x", min: -1, max: 1, step: 0.1, default: 1 },
];

export const handles = [
  { label: "Point x", x: "x", scaleX: X, at: ({ x }) => [X(x), Y(height(x))] },
];

export function draw({ h, x }, { id }) {
  const [from, to] = [x, x + h];
  const along = (at) => height(x) + slope(x, h) * (at - x);
  const ends = [-2, 4].map((at) => [X(at), Y(along(at))]);
  return drawing(
    400,
    272,
    bottomAxis(X, 230, "x"),
    leftAxis(Y, 30, "x²"),
    line(CURVE.filter((at) => height(at) <= 10).map((at) => [X(at), Y(height(at))]), {
      stroke: "var(--figure-accent)",
      "stroke-width": 2,
    }),
    element("clipPath", { id: `${id}-frame` }, element("rect", FRAME)),
    line(ends, {
      stroke: "var(--figure-second)",
      "clip-path": `url(#${id}-frame)`,
    }),
    ...[from, to].map((at) => dot(X(at), Y(height(at)), 4, { fill: "var(--figure-second)" })),
    text(X(1.8), 250 - 40, `slope ${signed(slope(x, h), 2)}`, {
      fill: "var(--figure-second)",
      class: "over",
    }),
  );
}

export function describe({ h, x }) {
  return (
    `From ${signed(x, 1)} to ${signed(x + h, 2)} the chord rises by ${signed(slope(x, h), 2)} for each ` +
    `step of 1; the slope at ${signed(x, 1)} is ${signed(2 * x, 2)}.`
  );
}
