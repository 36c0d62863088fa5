// The memory of a server, its queue, and the requests, which a reader adds and drags.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { MOST, SLOTS, freePages, longestRun, serve } from "./model.js";

/** @import { Step } from "./model.js" */

const QUIET = "var(--figure-muted)";
const ALERT = "var(--figure-second)";
const COLOURS = ["var(--figure-accent)", "var(--figure-second)", "var(--figure-third)", "currentColor"];
const [WIDTH, HEIGHT] = [400, 440];
const [LEFT, CELL, HIGH, ROW] = [8, 24, 24, 30];
const ACROSS = 16;
const TOP = 50;
const LONGEST = 16;
const X = linear([0, LONGEST], [40, 384]);
const Y = linear([0, LONGEST], [398, 292]);
const LAST = 90;
const SEVEN = [[2, 6], [8, 4], [4, 16], [11, 16], [14, 1], [1, 13], [5, 8]];

export const controls = [
  {
    name: "way",
    type: "choice",
    label: "Memory for a request",
    choices: [["most", "the maximum, in one piece"], ["asked", "what it will need, in one piece"], ["pages", "pages, as it grows"]],
    default: "asked",
  },
  { name: "step", type: "number", label: "Step", min: 1, max: LAST, step: 1, default: 8, play: 3 },
  { name: "page", type: "choice", label: "Tokens in a page", choices: ["1", "2", "4", "8", "16"], default: "4" },
  { name: "requests", type: "points", label: "Requests", min: 1, max: LONGEST, step: 1, default: SEVEN, most: 12 },
];

export const handles = [{ label: "Request", points: "requests", scaleX: X, scaleY: Y }];

/** @type {NonNullable<WidgetFigure["idle"]>} */
export function idle({ way }) {
  return { page: way === "pages" ? "" : "there are no pages" };
}

const served = remembered((/** @type {number[][]} */ requests, /** @type {string} */ way, /** @type {number} */ page) => serve(requests, way, page));

/** @param {number} i */
const nameOf = (i) => String.fromCharCode(65 + i);
/** @param {number} i */
const colourOf = (i) => COLOURS[i % COLOURS.length];
/** @param {number[]} all */
const names = (all) => all.map(nameOf).join(", ");
/** @type {(count: number, one: string) => string} */
const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** @type {Step} */
const NOBODY = { owner: Array(SLOTS).fill(-1), tokens: [], waiting: [], evicted: [], table: [] };

/**
 * What the state shows: the step, how many there are, and what its memory holds.
 * @param {WidgetState} state
 */
function shownBy({ requests, way, step, page }) {
  const size = Number(page);
  const all = served(requests, way, size);
  const now = all[step - 1] ?? NOBODY;
  const isOver = step > all.length;
  const running = now.table.map(([i]) => i);
  const used = running.reduce((sum, i) => sum + now.tokens[i], 0);
  const free = now.owner.filter((one) => one < 0).length;
  const done = requests.map((/** @type {number[]} */ _, /** @type {number} */ i) => i).filter((/** @type {number} */ i) => !running.includes(i) && !now.waiting.includes(i));
  return { all, now, size, isOver, running, used, free, held: SLOTS - free - used, done };
}

/** @typedef {ReturnType<typeof shownBy>} Shown */

/** @param {number} slot */
const placeOf = (slot) => [LEFT + (slot % ACROSS) * CELL, TOP + Math.floor(slot / ACROSS) * ROW];

/** @param {Shown} shown */
function slots({ now }) {
  const filled = new Map(now.table.flatMap(([i, ...own]) => own.slice(0, now.tokens[i]).map((slot) => [slot, i])));
  const order = now.owner.map((_, slot) => slot).sort((p, q) => now.owner[p] - now.owner[q] || p - q);
  return order
    .map((slot) => {
      const i = now.owner[slot];
      const [x, y] = placeOf(slot);
      const box = { x, y, width: CELL, height: HIGH };
      if (i < 0) return element("rect", { ...box, fill: "none", stroke: "var(--rule-strong)", "stroke-width": 0.8 });
      const isFilled = filled.has(slot);
      const cell = element("rect", { ...box, fill: colourOf(i), "fill-opacity": isFilled ? 0.3 : 0.08, stroke: colourOf(i), "stroke-width": 1 });
      return cell + (isFilled ? text(x + CELL / 2, y + 16.5, nameOf(i), { "text-anchor": "middle", fill: colourOf(i) }) : "");
    })
    .join("");
}

/** Where pages begin. */
function borders(/** @type {number} */ size) {
  const d = Array.from({ length: SLOTS / size }, (_, at) => placeOf(at * size)).map(([x, y]) => `M${x} ${y - 2}V${y + HIGH + 2}`).join("");
  return element("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.8 });
}

/**
 * Why the first in the queue waits.
 * @param {WidgetState} state
 * @param {Shown} shown
 */
function reason({ requests, way }, { now, size }) {
  const [first] = now.waiting;
  if (first === undefined) return "";
  if (now.evicted.length) return `No page was left: ${names(now.evicted)} had to go.`;
  if (way === "pages") {
    const need = Math.ceil(now.tokens[first] / size);
    const free = freePages(now.owner, size).length;
    return `${nameOf(first)} needs ${counted(need, "page")}, and ${free} ${free === 1 ? "is" : "are"} free.`;
  }
  const need = way === "most" ? MOST : requests[first][0] + requests[first][1];
  return `${nameOf(first)} needs ${need} slots in a row; the longest free run has ${longestRun(now.owner)}.`;
}

/** The requests as points: tokens of the prompt across, of the answer up. */
function queue(/** @type {WidgetState} */ { requests }, /** @type {Shown} */ { running, done }) {
  const lookOf = (/** @type {number} */ i) => (done.includes(i) ? QUIET : colourOf(i));
  const marks = requests.map((/** @type {number[]} */ [prompt, answer], /** @type {number} */ i) =>
    dot(X(prompt), Y(answer), 5, { fill: running.includes(i) ? lookOf(i) : "var(--paper)", stroke: lookOf(i), "stroke-width": 1.6 }),
  );
  // Requests that are alike stand in one place, with one label.
  /** @type {Map<string, number[]>} */
  const alike = new Map();
  requests.forEach((/** @type {number[]} */ one, /** @type {number} */ i) => alike.set(String(one), [...(alike.get(String(one)) ?? []), i]));
  const labels = [...alike.values()].map((all) => {
    const [prompt, answer] = requests[all[0]];
    const isLast = prompt > LONGEST - 2;
    return text(X(prompt) + (isLast ? -9 : 9), Y(answer) + (answer > LONGEST - 2 ? 15 : -5), all.map(nameOf).join(" "), { class: "over", "text-anchor": isLast ? "end" : "start", fill: all.length > 1 ? "currentColor" : lookOf(all[0]) });
  });
  return [text(LEFT, 258, "the requests, in tokens", { "font-weight": "bold" }), bottomAxis(X, Y(0), "prompt"), leftAxis(Y, X(0), "answer"), ...marks, ...labels].join("");
}

/** What is said when nobody is left. */
function over(/** @type {WidgetState} */ { requests }, /** @type {number} */ steps) {
  if (!requests.length) return "There is no request: add one.";
  const who = requests.length > 1 ? `All ${requests.length} requests are` : "The one request is";
  return `${who} done after ${counted(steps, "step")}.`;
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const shown = shownBy(state);
  const { all, now, isOver, used, held, free } = shown;
  const [, bottom] = placeOf(SLOTS - 1);
  const head = isOver ? over(state, all.length) : `step ${state.step} of ${all.length}`;
  return drawing(
    WIDTH,
    HEIGHT,
    text(LEFT, 16, head, { "font-weight": "bold" }),
    text(LEFT, 36, `${used} hold tokens · ${held} reserved, empty · ${free} free`),
    slots(shown),
    state.way === "pages" ? borders(shown.size) : "",
    text(LEFT, bottom + HIGH + 21, now.waiting.length ? `waiting: ${names(now.waiting)}` : "nobody waits", { fill: now.waiting.length ? "currentColor" : QUIET }),
    text(LEFT, bottom + HIGH + 41, reason(state, shown), { fill: ALERT }),
    line([[LEFT, 236], [WIDTH - LEFT, 236]], { stroke: "var(--rule-strong)" }),
    queue(state, shown),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const shown = shownBy(state);
  const { all, now, isOver, used, held, free } = shown;
  if (isOver) return over(state, all.length);
  const wait = now.waiting.length ? ` ${counted(now.waiting.length, "request")} wait${now.waiting.length === 1 ? "s" : ""}: ${reason(state, shown)}` : " Nobody waits.";
  return `At step ${state.step} of ${all.length}, ${used} of ${SLOTS} slots hold tokens, ${held} are reserved and empty, ${free} are free.${wait}`;
}
