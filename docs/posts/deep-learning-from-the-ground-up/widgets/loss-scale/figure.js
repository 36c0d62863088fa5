// Where the cotangents of a backward pass lie on the line of all numbers, and what a scale of the loss
// does to them.
import { bottomAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { FORMATS, TOTAL, fate, hill } from "./model.js";

const QUIET = "var(--figure-muted)";
const KEPT = "var(--figure-accent)";
const LOST = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 300];
const X = linear([-62, 30], [8, 392]);
const Y = linear([0, 0.125], [250, 110]);
const PEAK = -25.5;

export const controls = [
  { name: "k", type: "number", label: "Loss times 2ᵏ, k", min: -8, max: 40, step: 1, default: 0 },
  { name: "format", type: "choice", label: "Format", choices: ["float16", "bfloat16"], default: "float16" },
];

export const handles = [
  {
    label: "Loss times 2 to the power k",
    x: "k",
    scaleX: linear([-8, 40], [X(PEAK - 8), X(PEAK + 40)]),
    at: ({ k }) => [X(PEAK + k), Y(0.06)],
  },
];

/** Where a bar lies, on its own side of the borders of the format. */
function side({ normal, least, most }, exponent) {
  if (exponent < least) return { fill: LOST, "fill-opacity": 0.35, stroke: LOST };
  if (exponent >= most) return { fill: LOST, "fill-opacity": 0.9, stroke: LOST };
  return exponent < normal
    ? { fill: KEPT, "fill-opacity": 0.35, stroke: KEPT }
    : { fill: KEPT, "fill-opacity": 0.9, stroke: KEPT };
}

/** The borders of float16, and what lies between them. */
function borders(format) {
  const { least, normal, most, bits } = FORMATS[format];
  if (format === "bfloat16")
    return [
      text(200, 84, `${bits} bits, from 2⁻¹²⁶ on the far left to 2¹²⁸ on the far right`, { "text-anchor": "middle", fill: QUIET }),
    ].join("");
  const words = [
    [-62, least, "zero", LOST],
    [least, normal, "fewer", KEPT],
    [least, normal, "bits", KEPT, 17],
    [normal, most, `all ${bits} bits`, KEPT],
    [most, 30, "infinite", LOST],
  ];
  return [
    ...[least, normal, most].map((at) => line([[X(at), 72], [X(at), Y(0)]], { stroke: QUIET, "stroke-dasharray": "4 3" })),
    ...words.map(([from, to, word, fill, lower = 0]) => text((X(from) + X(to)) / 2, 84 + lower, word, { "text-anchor": "middle", fill })),
  ].join("");
}

const percent = (value) => (value === 0 || value >= 9.95 ? `${Math.round(value)} %` : `${Number(value.toPrecision(1))} %`);

/** What was lost, and what that does. */
function sums({ format, k }) {
  const { zero, infinite, error } = fate(format, k);
  const lost = infinite ? `${infinite.toLocaleString("en")} of ${TOTAL.toLocaleString("en")} not finite` : `${zero ? percent(zero) : "none"} of them ${zero ? "become" : "becomes"} zero`;
  return [
    text(8, 20, lost, { fill: infinite || zero >= 9.95 ? LOST : KEPT, "font-weight": "700" }),
    text(8, 42, error === null ? "the gradient is not a number: skip the step" : `error of the gradient: ${error} %`, {
      fill: error === null ? LOST : "currentColor",
    }),
  ].join("");
}

export function draw(state, { id }) {
  const { format, k } = state;
  const wide = X(1) - X(0);
  const bars = hill(k)
    .filter(({ share, exponent }) => share > 2e-4 && exponent < 30)
    .map(({ share, exponent }) =>
      element("rect", {
        x: X(exponent) + 0.3,
        y: Y(share),
        width: wide - 0.6,
        height: Y(0) - Y(share),
        ...side(FORMATS[format], exponent),
        "stroke-width": 0.6,
      }),
    );
  return drawing(
    WIDTH,
    HEIGHT,
    sums(state),
    element("g", { id: `${id}-hill` }, ...bars),
    borders(format),
    bottomAxis(X, Y(0), "log₂ of the size of a cotangent", [-50, -25, -14, 0, 16]),
  );
}

export function describe({ format, k }) {
  const { zero, infinite, error } = fate(format, k);
  const first = `With the loss times 2 to the power ${String(k).replace("-", "−")}, ${format} `;
  if (infinite) return `${first}makes ${infinite.toLocaleString("en")} cotangents infinite or worse, since one spoils all that is computed from it: the step must be skipped.`;
  return `${first}makes ${zero ? percent(zero) : "none"} of the cotangents zero, and the gradient is off by ${error} %.`;
}
