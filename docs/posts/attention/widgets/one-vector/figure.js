// A sentence goes letter by letter into one vector: what can still be read from it.
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, round, text } from "../../../../_static/widgets/svg.js";
import { ALPHABET, lettersOf, recall } from "./model.js";

const QUIET = "var(--figure-muted)";
const RIGHT = "var(--figure-accent)";
const WRONG = "var(--figure-second)";
const MOST = 48;
const IN_ROW = 24;
const [LEFT, CELL] = [6, 13.8];
const END = LEFT + IN_ROW * CELL;
const STRIP = { middle: 40, height: 22, shown: 166 };
const [ROWS, ROW, PLOT] = [78, 148, 84];
const SENTENCE = "one vector for a whole sentence";

export const controls = [
  { name: "width", type: "number", label: "Width of the state d", min: 16, max: 1024, step: 16, default: 256 },
  { name: "sentence", type: "text", label: "Sentence", most: MOST, default: SENTENCE },
  { name: "heard", type: "number", label: "Letters heard, at most", min: 1, max: MOST, step: 1, default: MOST, play: 5 },
  { name: "machine", type: "number", label: "Machine no.", min: 1, max: 20, step: 1, default: 1 },
];

export function idle({ sentence }) {
  return { heard: lettersOf(sentence).length ? "" : "nothing was said" };
}

// A state is drawn and described: it is computed once.
const known = new WeakMap();

/** What the state asks for, and what the machine makes of it. */
function heard(state) {
  if (!known.has(state)) known.set(state, computed(state));
  return known.get(state);
}

function computed(state) {
  const letters = lettersOf(state.sentence.slice(0, MOST));
  const count = Math.min(state.heard, letters.length);
  const machine = recall(letters.slice(0, count), state.width, state.machine);
  const right = machine.read.filter(({ said }, t) => said === letters[t]).length;
  return { letters, count, right, width: state.width, ...machine };
}

/** The numbers of the state, as bars up and down. */
function strip({ state, letters }) {
  const shown = Math.min(state.length, STRIP.shown);
  const most = Math.max(1, 3 * Math.sqrt(letters.length), ...state.map(Math.abs));
  const step = (END - LEFT) / STRIP.shown;
  const bars = Array.from({ length: shown }, (_, i) => {
    const x = (LEFT + (i + 0.5) * step).toFixed(1);
    return `M${x} ${STRIP.middle}v${((-STRIP.height * state[i]) / most).toFixed(1)}`;
  });
  const name = shown < state.length ? `the state: ${state.length} numbers, of which ${shown} are shown` : `the state: ${shown} numbers`;
  return [
    text(LEFT, 13, name, { fill: QUIET }),
    bars.length ? element("path", { d: bars.join(""), stroke: "currentColor", "stroke-width": 1.2, fill: "none" }) : "",
  ].join("");
}

/** How high scores stand in a row whose plot begins at `top`: as high with each letter that is heard. */
function scaleAt(top, { letters, width }) {
  const noise = Math.sqrt(letters.length / width);
  const domain = [Math.min(0, 1 - 3 * noise), Math.max(1.6, 1 + 3 * noise)];
  const inner = linear(domain, [top + PLOT, top]);
  return (value) => inner(Math.min(Math.max(value, domain[0]), domain[1]));
}

const sign = (letter) => (ALPHABET[letter] === " " ? "␣" : ALPHABET[letter]);

/** The signs of `some` letters, each over its place: one text, with a place for each of its signs. */
function signs(some, y, attributes) {
  if (!some.length) return "";
  const x = some.map(({ x }) => round(x)).join(" ");
  return text(x, y, some.map(({ letter }) => sign(letter)).join(""), { "text-anchor": "middle", "font-size": 13, ...attributes });
}

/** Lines as one path. */
const lines = (parts, attributes) => (parts.length ? element("path", { d: parts.join(""), fill: "none", ...attributes }) : "");

/** The letters of a row: what was said, the two scores, what is read. */
function columns(letters, top, scale) {
  const [heard, unheard] = [letters.filter(({ told }) => told), letters.filter(({ told }) => !told)];
  const [right, wrong] = [heard.filter(({ told, letter }) => told.said === letter), heard.filter(({ told, letter }) => told.said !== letter)];
  const stems = (some, stroke) =>
    lines(
      some.map(({ x, told }) => `M${round(x)} ${round(scale(told.own))}V${round(scale(told.rival))}`),
      { stroke, "stroke-width": 1, "stroke-opacity": 0.5 },
    );
  const read = (some, attributes) => signs(some.map(({ x, told }) => ({ x, letter: told.said })), top + PLOT + 36, attributes);
  return [
    signs(heard, top + 11, {}),
    signs(unheard, top + 11, { fill: QUIET, opacity: 0.5 }),
    stems(right, RIGHT),
    stems(wrong, WRONG),
    lines(heard.map(({ x, told }) => `M${round(x - 4.5)} ${round(scale(told.rival))}h9`), { stroke: QUIET, "stroke-width": 2 }),
    ...right.map(({ x, told }) => dot(x, scale(told.own), 3.6, { fill: RIGHT })),
    ...wrong.map(({ x, told }) => dot(x, scale(told.own), 3.6, { fill: WRONG })),
    read(right, { fill: RIGHT }),
    read(wrong, { fill: WRONG, "font-weight": "700" }),
  ].join("");
}

/** The names of the two scores, beside the last letter of the first row. */
function names(read, scale) {
  const last = read[Math.min(read.length, IN_ROW) - 1];
  if (!last) return "";
  const x = LEFT + Math.min(read.length, IN_ROW) * CELL + 3;
  const apart = Math.max(0, 17 - Math.abs(scale(last.own) - scale(last.rival))) / 2;
  const isAbove = last.own >= last.rival;
  const [own, rival] = [scale(last.own) + (isAbove ? -apart : apart), scale(last.rival) + (isAbove ? apart : -apart)];
  return [
    text(x, own + 4, "itself", { fill: last.own > last.rival ? RIGHT : WRONG, class: "over" }),
    text(x, rival + 4, "best other", { fill: QUIET, class: "over", "text-anchor": x > 330 ? "end" : "start", dx: x > 330 ? 56 : 0 }),
  ].join("");
}

function row(first, top, { letters, read, width }) {
  const inRow = letters.slice(first, first + IN_ROW);
  const scale = scaleAt(top + 18, { letters, width });
  return [
    line([[LEFT, scale(0)], [LEFT + inRow.length * CELL, scale(0)]], { stroke: QUIET, "stroke-width": 0.6 }),
    line([[LEFT, scale(1)], [LEFT + inRow.length * CELL, scale(1)]], { stroke: RIGHT, "stroke-width": 0.6, "stroke-dasharray": "2 3" }),
    columns(inRow.map((letter, at) => ({ letter, x: LEFT + (at + 0.5) * CELL, told: read[first + at] })), top, scale),
    first ? "" : names(read, scale),
  ].join("");
}

export function draw(state) {
  const all = heard(state);
  const rows = Math.ceil(all.letters.length / IN_ROW);
  return drawing(
    400,
    ROWS + 2 * ROW,
    strip(all),
    rows ? "" : text(LEFT, ROWS + 30, "nothing was said"),
    ...Array.from({ length: rows }, (_, at) => row(at * IN_ROW, ROWS + at * ROW, all)),
  );
}

export function describe(state) {
  const { letters, count, right } = heard(state);
  if (!letters.length) return "Nothing was said, and nothing can be read: write a sentence.";
  if (count === 1) return `The one letter heard is read back from ${state.width} numbers: no other makes noise.`;
  const noise = Math.sqrt((count - 1) / state.width);
  return (
    `Of the ${count} letters heard, ${right === count ? "all" : right} are read back right from ${state.width} numbers. ` +
    `A letter scores about 1 itself, and the noise of all others has a deviation of ${noise.toFixed(2)}, √((n − 1)/d).`
  );
}
