// A search: what is believed after some evaluations, the score by which the next is chosen, the regret.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { GRID, LAST, MAXIMUM, Phi, STARTS, TRUTH, logH, run } from "./model.js";

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 458];
const [LEFT, RIGHT] = [36, 392];
const X = linear([-5, 0], [LEFT, RIGHT]);
const Y = linear([75, 97], [196, 10]);
const SCORE = [276, 222];
const T = linear([STARTS, LAST], [LEFT, RIGHT - 72]);
const LEAST = 0.02;
const REGRET = logarithmic([LEAST, 10], [416, 342]);
/** @type {["EI", "UCB", "PI", "Thompson"]} */
const RULES = ["EI", "UCB", "PI", "Thompson"];
const NAMES = { EI: "log EI", UCB: "mean + 2 s", PI: "probability of improvement", Thompson: "a draw" };

export const controls = [
  {
    name: "rule",
    type: "choice",
    label: "Rule",
    default: "EI",
    choices: [["EI", "Expected improvement"], ["UCB", "Upper confidence bound"], ["PI", "Probability of improvement"], ["Thompson", "Thompson sampling"]],
  },
  { name: "t", type: "number", label: "Evaluations", min: STARTS, max: LAST, step: 1, default: 8, play: 2 },
  { name: "ell", type: "number", label: "Length-scale ℓ", min: 0.1, max: 3, step: 0.1, default: 0.6 },
  {
    name: "luck",
    type: "choice",
    label: "Starts and noise",
    default: "17",
    choices: [["17", "The run of the text"], ["10", "Another run"], ["18", "A third run"], ["3", "A fourth run"]],
  },
];

export const handles = [
  {
    label: "Evaluations on their axis",
    x: "t",
    scaleX: T,
    at: (/** @type {WidgetState} */ state) => [T(state.t), REGRET.range[0]],
  },
];

/** @type {Map<string, ReturnType<typeof run>>} */
const known = new Map();

/** The run of `rule`; the last ones are kept, since a step changes none of them. */
function runOf(/** @type {typeof RULES[number]} */ rule, /** @type {WidgetState} */ { luck, ell }) {
  const key = `${rule} ${luck} ${ell}`;
  const found = known.get(key) ?? run(rule, luck, ell);
  known.delete(key);
  known.set(key, found);
  if (known.size > 16) known.delete([...known.keys()][0]);
  return found;
}

/** Truth, belief and what was tried. */
function upperPanel(/** @type {WidgetState} */ state, /** @type {string} */ clip) {
  const { steps, tried, values } = runOf(state.rule, state);
  const { mu, s, next, score } = steps[state.t];
  const at = (/** @type {number[]} */ points) => points.map((value, n) => [X(GRID[n]), Y(value)]);
  const edge = [...at(mu.map((m, n) => m + 2 * s[n])), ...at(mu.map((m, n) => m - 2 * s[n])).reverse()];
  return [
    element(
      "g",
      { "clip-path": `url(#${clip})` },
      line(edge, { fill: BLUE, "fill-opacity": 0.16, stroke: "none" }),
      line(at(TRUTH), { stroke: QUIET, "stroke-dasharray": "4 3" }),
      state.rule === "Thompson" ? line(at(score), { stroke: RED, "stroke-width": 0.9 }) : "",
      line(at(mu), { stroke: BLUE, "stroke-width": 2.2 }),
    ),
    line([[X(GRID[next]), Y.range[1]], [X(GRID[next]), SCORE[0] + 8]], { stroke: RED, "stroke-dasharray": "2 3" }),
    ...tried.slice(0, state.t).map((one, n) => dot(X(GRID[one]), Y(values[n]), n === state.t - 1 ? 5 : 3.2)),
    leftAxis(Y, LEFT, "", [75, 80, 85, 90, 95]),
    text(LEFT + 6, 190, "accuracy, mean ± 2 s", { fill: BLUE, class: "over" }),
    text(RIGHT - 2, 190, "dashed: the truth", { fill: QUIET, class: "over", "text-anchor": "end" }),
  ];
}

/** What the rule expects of the next try, in words. */
function expected(/** @type {WidgetState} */ state) {
  const { mu, s, score, next, best } = runOf(state.rule, state).steps[state.t];
  const z = (mu[next] - mu[best]) / s[next];
  if (state.rule === "EI") return `improves by ${(s[next] * Math.exp(logH(z))).toPrecision(2)} in the mean`;
  if (state.rule === "PI") return `improves with a chance of ${(100 * Phi(z)).toFixed(0)} %`;
  return `${state.rule === "UCB" ? "may reach" : "draw there"} ${score[next].toFixed(1)}`;
}

/** The score over the settings, and the next try. */
function scorePanel(/** @type {WidgetState} */ state) {
  const { score, next } = runOf(state.rule, state).steps[state.t];
  const shown = score.map((one) => (state.rule === "PI" ? Phi(one) : one));
  const top = Math.max(...shown);
  const low = Math.max(Math.min(...shown), state.rule === "EI" ? top - 12 : -Infinity);
  const y = linear([low, Math.max(top, low + 1e-6)], SCORE);
  const curve = shown.map((one, n) => [X(GRID[n]), y(Math.max(one, low))]);
  const x = X(GRID[next]);
  const isLeft = GRID[next] > -2.5;
  return [
    line(curve, { stroke: RED, "stroke-width": 1.6 }),
    element("path", { d: `M${x.toFixed(2)} ${SCORE[1] - 3}l-5 -8h10z`, fill: RED }),
    text(isLeft ? LEFT + 6 : RIGHT - 2, SCORE[1] - 5, NAMES[/** @type {"EI"} */ (state.rule)], {
      fill: RED,
      class: "over",
      "text-anchor": isLeft ? "start" : "end",
    }),
    bottomAxis(X, SCORE[0] + 8, "log₁₀ of the learning rate", [-5, -4, -3, -2, -1, 0]),
  ];
}

/** The regret of each rule so far, with its name at the end. */
function regretPanel(/** @type {WidgetState} */ state) {
  const y = (/** @type {number} */ value) => REGRET(Math.max(value, LEAST));
  const ends = RULES.map((rule) => {
    const { steps } = runOf(rule, state);
    return { rule, regrets: steps.map(({ regret }) => regret), y: y(steps[LAST].regret) };
  });
  // Names beside the ends of their lines, each lifted as far as the one below it asks for, but none
  // out of the panel.
  const places = new Map();
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  let free = REGRET.range[0];
  for (const { rule, y: end } of [...sorted].reverse()) {
    places.set(rule, Math.min(end, free));
    free = places.get(rule) - 15;
  }
  free = REGRET.range[1];
  for (const { rule } of sorted) {
    places.set(rule, Math.max(places.get(rule), free));
    free = places.get(rule) + 15;
  }
  return [
    ...ends.map(({ rule, regrets }) => {
      const isChosen = rule === state.rule;
      const path = regrets.map((value, t) => [T(t), y(value)]).slice(STARTS, isChosen ? state.t + 1 : undefined);
      const look = isChosen ? { stroke: RED, "stroke-width": 2.2 } : { stroke: QUIET, "stroke-width": 0.9 };
      return line(path, look);
    }),
    dot(T(state.t), y(runOf(state.rule, state).steps[state.t].regret), 4, { fill: RED }),
    ...ends.map(({ rule }) =>
      text(RIGHT - 66, places.get(rule) + 4, rule, { fill: rule === state.rule ? RED : QUIET }),
    ),
    leftAxis(REGRET, LEFT, "", [0.1, 1, 10]),
    text(LEFT + 6, REGRET.range[1] - 8, "regret of the best guess so far"),
    bottomAxis(T, REGRET.range[0], "evaluations", [4, 8, 12, 16, 20, 24]),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state, { id }) {
  const clip = `${id}-frame`;
  return drawing(
    WIDTH,
    HEIGHT,
    element("clipPath", { id: clip }, element("rect", { x: LEFT, y: 2, width: RIGHT - LEFT, height: Y.range[0] - 2 })),
    ...upperPanel(state, clip),
    ...scorePanel(state),
    ...regretPanel(state),
  );
}

const PLACE = 2;

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { steps, tried } = runOf(state.rule, state);
  const { next, best, regret } = steps[state.t];
  const at = (/** @type {number} */ one) => GRID[one].toFixed(PLACE).replace("-", "−");
  const hill = GRID[best] > -2.4 && TRUTH[best] > 84 ? "on the higher hill" : "not on the higher hill";
  const again = tried.slice(0, state.t).includes(next) ? ", which was tried before" : "";
  const hope = `it ${expected(state)}`.replace("it draw there", "the draw is");
  return (
    `After ${state.t} evaluations the best guess is ${at(best)}, ${hill}: ${regret.toFixed(2)} short of the maximum of ${MAXIMUM.toFixed(2)}. ` +
    `The rule tries ${at(next)} next${again}, where ${hope}.`
  );
}
