// Fine-tuning as it goes on: the losses, the tokens that count, answers before and after, what it costs.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { FINISHED } from "./finished.js";
import { isInForm, memory, operations, pairsIn, trained, WEIGHTS } from "./model.js";
import { CONTROLS } from "./settings.js";
import { sequenceOf, tokenizer } from "./tokens.js";
import { headerOf, isWhole as wasSent } from "./weights.js";

const [WIDTH, HEIGHT] = [400, 670];
const QUIET = "var(--figure-muted)";
const PAIRS = "var(--figure-accent)";
const PLAIN = "var(--figure-second)";
const LOSS = logarithmic([0.001, 10], [172, 26]);
const [LEFT, RIGHT] = [44, 384];
const TOKENS = 236;
const ANSWERS = 352;
const [ROW, ROWS] = [23, 8];
const COLUMNS = [8, 176, 290];
const COSTS = 606;
/** Why the processor computes where a GPU was asked for. */
const REASONS = {
  none: "No GPU is offered here: the processor computes. ",
  shader: "The GPU does not take the shaders: the processor computes. ",
  differs: "The GPU's first step was not that of the processor, which computes. ",
  lost: "The GPU has failed: the processor has gone on. ",
};

export const controls = CONTROLS;
export const isWhole = wasSent;

/** What was read of the data, which stay the same while a page is open. */
const opened = new WeakMap();

function partsOf(/** @type {ArrayBuffer} */ data) {
  const header = headerOf(data);
  return { header, tokens: tokenizer(header.merges) };
}

/** @returns {ReturnType<typeof partsOf>} */
function read(/** @type {ArrayBuffer} */ data) {
  if (!opened.has(data)) opened.set(data, partsOf(data));
  return opened.get(data);
}

/** What is shown: the reader's run, or that which the page begins with. */
function shownOf(/** @type {any} */ result) {
  const run = result?.run ?? FINISHED.run;
  const isMine = Boolean(result?.run);
  // What the finished run says is not what the reader's says.
  const own = result?.own ?? (isMine ? { ...FINISHED.own, after: undefined } : FINISHED.own);
  return { run, own, isMine, isStale: Boolean(result?.isStale) };
}

const cut = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
const whole = (value) => value.toLocaleString("en");
const brief = (loss) => (loss < 0.01 ? loss.toFixed(4) : loss.toFixed(2));

/** The losses against the steps. */
function losses({ run }) {
  const most = Math.max(run.step, 25);
  const steps = linear([0, most], [LEFT, RIGHT]);
  const inside = (loss) => LOSS(Math.min(Math.max(loss, 0.001), 10));
  const pairs = run.losses.map((loss, at) => [steps(at + 1), inside(loss)]);
  const plain = run.plain.map(([step, loss]) => [steps(step), inside(loss)]);
  const [, last] = run.plain.at(-1);
  const end = run.losses.at(-1);
  return [
    leftAxis(LOSS, LEFT, "loss, nats a token", [0.001, 0.01, 0.1, 1, 10]),
    bottomAxis(steps, 172, "steps"),
    pairs.length > 1 ? line(pairs, { stroke: PAIRS, "stroke-width": 1.5 }) : "",
    plain.length > 1 ? line(plain, { stroke: PLAIN, "stroke-width": 1.5 }) : "",
    ...plain.map(([x, y]) => dot(x, y, 2.5, { fill: PLAIN })),
    text(RIGHT, inside(last) - 10, `plain text ${brief(last)}`, { "text-anchor": "end", fill: PLAIN, class: "over" }),
    end === undefined
      ? ""
      : text(RIGHT, Math.min(Math.max(inside(end) - 26, inside(last) + 16), 150), `pairs ${brief(end)}`, {
          "text-anchor": "end",
          fill: PAIRS,
          class: "over",
        }),
  ].join("");
}

/** The pair that the reader looks at, as tokens: those that count are filled. */
function chosen({ pairs, pair, masked }, { tokens }) {
  const all = pairsIn(pairs);
  if (!all.length) return undefined;
  const number = Math.min(pair, all.length);
  const { targets, shares } = sequenceOf(tokens, all[number - 1], masked, 96);
  const words = targets.map((token) => (token === 0 ? "end" : tokens.decode([token]).replace(" ", "␣")));
  return { number, count: all.length, words, shares };
}

function tokens(state, parts) {
  const found = chosen(state, parts);
  if (!found) return text(8, TOKENS, "No line is a pair: a question, its mark, an answer.");
  let [x, y] = [8, TOKENS + 12];
  const boxes = found.words.flatMap((word, at) => {
    const width = 10 + 7.6 * word.length;
    if (x + width > WIDTH - 8) [x, y] = [8, y + 26];
    if (y > TOKENS + 70) return [];
    const counts = found.shares[at] > 0;
    const box = element("rect", { x, y, width, height: 21, rx: 3, fill: counts ? PAIRS : "none", stroke: counts ? PAIRS : QUIET });
    const label = text(x + width / 2, y + 15, word, {
      "text-anchor": "middle",
      fill: counts ? "var(--paper)" : "currentColor",
    });
    x += width + 4;
    return [box, label];
  });
  return [text(8, TOKENS, `Pair ${found.number} of ${found.count}: filled is what counts in the loss`), ...boxes].join("");
}

const short = (question) => cut(question.replace(/^what (?:is the )?/, ""), 21);

/** Questions with the answers of both. */
function answers(state, { run, own }, { header }) {
  const rows = [{ question: own.question, before: own.before, after: own.after }];
  for (let at = state.from - 1; at < state.from + ROWS - 1 && at < header.asked.length; at += 1) {
    const [question, right] = header.asked[at];
    const answer = run.answers[at];
    rows.push({ question, before: FINISHED.before[at].text, after: answer?.text, isRight: answer && isInForm(answer) && answer.text.trim() === right });
  }
  const head = ["what is the …", "before", run.answered ? `after ${run.answered} steps` : "after"];
  return [
    ...head.map((words, at) => text(COLUMNS[at], ANSWERS, words, { fill: QUIET })),
    ...rows.flatMap(({ question, before, after, isRight }, at) => {
      const y = ANSWERS + 22 + at * ROW + (at ? 6 : 0);
      const mark = isRight === undefined ? "" : isRight ? " ✓" : " ✗";
      return [
        text(COLUMNS[0], y, short(question)),
        text(COLUMNS[1], y, cut(before.trim() || "(ends)", 13), { fill: QUIET }),
        text(COLUMNS[2], y, after === undefined ? "not yet" : cut(after.trim() || "(ends)", 11) + mark, {
          fill: isRight ? PAIRS : "currentColor",
        }),
      ];
    }),
    line([[8, ANSWERS + 30], [WIDTH - 8, ANSWERS + 30]], { stroke: QUIET }),
  ].join("");
}

/** How many tokens eight pairs have on average, and how many of them count. */
function batch({ pairs, masked }, { tokens: encoder }) {
  const all = pairsIn(pairs);
  const parts = all.map((pair) => sequenceOf(encoder, pair, masked, 96).shares);
  const mean = (values) => (8 * values.reduce((a, b) => a + b, 0)) / Math.max(values.length, 1);
  return {
    read: Math.round(mean(parts.map((one) => one.length))),
    counted: Math.round(mean(parts.map((one) => one.filter(Boolean).length))),
  };
}

function costs(state, { run }, parts) {
  const { what, rank } = state;
  const { read, counted } = batch(state, parts);
  const work = operations(what, read, counted) / 1e6;
  return [
    text(8, COSTS, `${whole(trained(what, rank))} of ${whole(WEIGHTS)} weights' worth is trained`),
    text(8, COSTS + 18, `${(memory(what, rank) / 1e6).toFixed(1)} MB for weights, gradient and moments`),
    text(8, COSTS + 36, `${work.toFixed(0)} million operations a step, ${read} tokens`),
    text(8, COSTS + 54, speed(run)),
  ].join("");
}

function speed({ step, milliseconds, kind }) {
  if (!kind) return "no step was taken here yet";
  const on = kind === "GPU" ? "on the GPU" : `on the processor, by ${kind}`;
  return step ? `${milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms for the last step, ${on}` : on;
}

export function draw(state, { result, data }) {
  const parts = read(data);
  const shown = shownOf(result);
  return drawing(WIDTH, HEIGHT, losses(shown), tokens(state, parts), answers(state, shown, parts), costs(state, shown, parts));
}

export function describe(state, { result }) {
  const { run, own, isMine, isStale } = shownOf(result);
  const [, before] = run.plain[0];
  const [measured, plain] = run.plain.at(-1);
  const where = run.kind === "GPU" ? "Computed on the GPU. " : (REASONS[run.reason] ?? (isMine ? "Computed on the processor. " : ""));
  const whose = isMine ? "After" : "The run that the page begins with, at rate 3 · 10⁻⁴ on all weights: after";
  const settings = isStale ? " What you have changed since needs a run of its own: press Run." : "";
  const held =
    run.answered === 0
      ? "the held-out questions have not been asked yet"
      : `of 50 held-out questions ${run.form} are answered in form and ${run.right} right, where the base answers none`;
  const asked =
    own.after === undefined
      ? ` To “${own.question}” the base says “${own.before.trim()}”.`
      : ` To “${own.question}” the base said “${cut(own.before.trim(), 40)}”, and now it says “${own.after.trim()}”.`;
  const end = run.losses.at(-1);
  const pairs = end === undefined ? "" : ` is ${brief(end)}`;
  return `${where}${whose} ${run.step} step${run.step === 1 ? "" : "s"} the loss on the pairs${pairs}, on plain text it went from ${brief(before)} to ${brief(plain)}${measured === run.step ? "" : ` (step ${measured})`}, and ${held}.${asked}${settings}`;
}
