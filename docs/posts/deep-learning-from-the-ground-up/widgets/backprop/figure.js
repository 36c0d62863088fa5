// The network with its numbers, one step of the two passes after the other, and what is kept.
import { drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { backward, forward, given, x } from "./model.js";

const QUIET = "var(--figure-muted)";
const AHEAD = "var(--figure-accent)";
const BACK = "var(--figure-second)";
const [INPUT, HIDDEN, OUTPUT] = [8, 142, 304];
const WIDE = 88;
const ROW = [80, 226];
const LAST = 10;

const SUB = ["", "₁", "₂"];
/** @param {string} name */
function nameOf(name) {
  const [kind, layer, row, column] = name;
  if (kind === "b") return `b${SUB[Number(layer)]}, unit ${row}`;
  return `W${SUB[Number(layer)]}, row ${row}, column ${column}`;
}

export const controls = [
  { name: "step", type: "number", label: "Step", min: 0, max: LAST, step: 1, default: 7, play: 0.7 },
  {
    name: "which",
    type: "choice",
    label: "Change a weight",
    choices: Object.keys(given).map((name) => [name, nameOf(name)]),
    default: "w121",
  },
  { name: "by", type: "number", label: "by", min: -2, max: 2, step: 0.01, default: 0 },
  { name: "truth", type: "choice", label: "True class", choices: [["1", "first"], ["2", "second"]], default: "2" },
];

/** What happens at each step, and what is then held for later steps. */
const STEPS = [
  ["the input", "x"],
  ["z₁ = W₁x + b₁", "x, z₁"],
  ["a₁ = tanh z₁", "x, a₁"],
  ["z₂ = W₂a₁ + b₂", "x, a₁, z₂"],
  ["p = softmax z₂", "x, a₁, p"],
  ["loss = −log p of the true class", "x, a₁, p"],
  ["δ₂ = p − y", "x, a₁, δ₂"],
  ["gradients of W₂ and b₂ = δ₂a₁ᵀ and δ₂", "x, a₁, δ₂"],
  ["back through W₂: W₂ᵀδ₂", "x, a₁, W₂ᵀδ₂"],
  ["through the slopes: δ₁ = W₂ᵀδ₂ ⊙ (1 − a₁²)", "x, δ₁"],
  ["gradients of W₁ and b₁ = δ₁xᵀ and δ₁", "nothing"],
];

/**
 * All numbers of the picture in `state`.
 * @param {WidgetState} state
 */
function numbers({ step, which, by, ...chosen }) {
  const first = /** @type {Record<string, number>} */ (given);
  /** @type {Record<string, number>} */
  const changed = { ...first, [which]: first[which] + by };
  const truth = Number(chosen.truth);
  const before = forward(first, truth);
  const { gradient, ...errors } = backward(changed, truth);
  return {
    step,
    which,
    by,
    truth,
    changed,
    expected: backward(first, truth).gradient[which] * by,
    actual: forward(changed, truth).loss - before.loss,
    ...forward(changed, truth),
    ...errors,
    gradient,
  };
}

/** @typedef {ReturnType<typeof numbers>} Numbers */

/**
 * @param {number} value
 * @param {number} digits
 */
function signed(value, digits = 4) {
  const written = value.toFixed(digits);
  return (Number(written) === 0 ? (0).toFixed(digits) : written).replace("-", "−");
}

/**
 * A unit: lines of a name, a number, a colour, the step from which they are there, and the last step
 * at which they are held.
 * @param {number} left
 * @param {number} middle
 * @param {[string, number | string, string, number, number][]} lines
 * @param {number} step
 */
function unit(left, middle, lines, step, width = WIDE) {
  const height = lines.length * 18 + 8;
  const top = middle - height / 2;
  const active = lines.some(([, , , from]) => from === step);
  return [
    element("rect", {
      x: left, y: top, width, height, rx: 5,
      fill: "var(--paper)",
      stroke: active ? "currentColor" : "var(--rule-strong)",
      "stroke-width": active ? 2 : 1,
    }),
    ...lines.map(([name, value, colour, from, until], at) => {
      if (step < from) return text(left + 7, top + 19 + at * 18, name, { fill: QUIET, "fill-opacity": 0.6 });
      const fill = step > until ? QUIET : colour;
      const number = typeof value === "number" ? signed(value) : value;
      return [
        step <= until ? element("rect", { x: left + 3, y: top + 5 + at * 18, width: width - 6, height: 17, rx: 3, fill: colour, "fill-opacity": 0.13 }) : "",
        text(left + 7, top + 19 + at * 18, name, { fill }),
        text(left + width - 6, top + 19 + at * 18, number, { fill, "text-anchor": "end" }),
      ].join("");
    }),
  ].join("");
}

/**
 * An edge with its weight, and below it the derivative, once it is there.
 * @param {Numbers} now
 * @param {number} layer
 * @param {number} row
 * @param {number} column
 */
function edge(now, layer, row, column) {
  const name = `w${layer}${row + 1}${column + 1}`;
  const [from, to] = layer === 1 ? [INPUT + 52, HIDDEN] : [HIDDEN + WIDE, OUTPUT];
  const [y, end] = [ROW[column], ROW[row]];
  // Where edges cross, the words stand before the crossing.
  const along = row === column ? 0.5 : 0.34;
  const place = [from + (to - from) * along, y + (end - y) * along];
  const chosen = now.which === name;
  const learnt = now.step >= (layer === 2 ? 7 : 10);
  const words = { class: "over", "text-anchor": "middle" };
  return {
    stroke: line([[from, y], [to, end]], { stroke: chosen ? "currentColor" : "var(--rule-strong)", "stroke-width": chosen ? 2.2 : 1 }),
    words:
      text(place[0], place[1] - 3, signed(now.changed[name], 2), { ...words, fill: chosen ? "currentColor" : QUIET, "font-weight": chosen ? "bold" : undefined }) +
      (learnt ? text(place[0], place[1] + 13, signed(now.gradient[name]), { ...words, fill: BACK }) : ""),
  };
}

/**
 * @param {Numbers} now
 * @param {number} layer
 * @param {number} row
 */
function bias(now, layer, row) {
  const left = layer === 1 ? HIDDEN : OUTPUT;
  const name = `b${layer}${row + 1}`;
  const chosen = now.which === name;
  return text(left + 2, ROW[row] + (row ? 50 : -40), `b ${signed(now.changed[name], 2)}`, {
    fill: chosen ? "currentColor" : QUIET,
    "font-weight": chosen ? "bold" : undefined,
  });
}

/** @param {Numbers} now */
function network(now) {
  const { step, truth } = now;
  const pairs = [0, 1].flatMap((row) => [0, 1].map((column) => [row, column]));
  const edges = [1, 2].flatMap((layer) => pairs.map(([row, column]) => edge(now, layer, row, column)));
  const units = [0, 1].flatMap((row) => [
    unit(INPUT, ROW[row], [["x", String(x[row]), AHEAD, 0, 9]], step, 52),
    unit(HIDDEN, ROW[row], [
      ["z", now.z1[row], AHEAD, 1, 1],
      ["a", now.a1[row], AHEAD, 2, 8],
      step === 8 ? ["Wᵀδ", signed(now.back[row], 3), BACK, 8, 8] : ["δ", now.d1[row], BACK, 9, 9],
    ], step),
    unit(OUTPUT, ROW[row], [
      ["z", now.z2[row], AHEAD, 3, 3],
      ["p", now.p[row], AHEAD, 4, 5],
      ["δ", now.d2[row], BACK, 6, 7],
    ], step),
    bias(now, 1, row),
    bias(now, 2, row),
    text(OUTPUT + WIDE, ROW[row] + (row ? 50 : -40), `y ${Number(row + 1 === truth)}`, { "text-anchor": "end" }),
  ]);
  return [...edges.map(({ stroke }) => stroke), ...units, ...edges.map(({ words }) => words)];
}

/** @param {Numbers} now */
function below(now) {
  const { step, by, loss, expected, actual, which, gradient } = now;
  const [what, held] = STEPS[step];
  const learnt = step >= (which[1] === "2" ? 7 : 10);
  const top = 310;
  return [
    text(8, 16, `${step}. ${what}`, { fill: step < 6 ? AHEAD : BACK, "font-weight": "bold" }),
    text(8, top, `kept: ${held}`),
    text(392, top, step >= 5 ? `loss ${loss.toFixed(4)}` : "", { "text-anchor": "end", "font-weight": "bold" }),
    text(8, top + 22, learnt ? `derivative of the chosen weight: ${signed(gradient[which])}` : "", { fill: BACK }),
    text(8, top + 44, step >= 5 && by ? `moved the loss by ${signed(actual)}; its slope said ${signed(expected)}` : "", { fill: QUIET }),
  ];
}

/** @param {WidgetState} state */
export function draw(state) {
  const now = numbers(state);
  return drawing(400, 362, ...network(now), ...below(now));
}

/** @param {WidgetState} state */
export function describe(state) {
  const now = numbers(state);
  const [what, held] = STEPS[state.step];
  const weight = `${nameOf(state.which)}, is ${signed(now.changed[state.which], 2)}`;
  const kept = held === "nothing" ? "nothing more has to be kept" : `${held} ${held.includes(",") ? "are" : "is"} kept`;
  const loss = `The loss ${state.step < 5 ? "will be" : "is"} ${now.loss.toFixed(4)}`;
  const ends = state.by
    ? `${loss}: the change moved it by ${signed(now.actual)}, and its slope at the start said ${signed(now.expected)}.`
    : `${loss}, as in the text: no weight is changed.`;
  return `Step ${state.step} of ${LAST}: ${what}; ${kept}. The chosen weight, ${weight}. ${ends}`;
}
