// A row on its way through the model: what each part adds, and what the model would say there.
import { drawing, element, text } from "../../../../_static/widgets/svg.js";
import { ANSWERS, ENTRIES, PARTS, answers, stream } from "./model.js";

const QUIET = "var(--figure-muted)";
const PLUS = "var(--figure-accent)";
const MINUS = "var(--figure-second)";
const NAMES = ["embedding", "head 1", "memory 1", "head 2", "memory 2"];
const WHERE = { topic: 0, city: 1, is: 2 };
const [LEFT, CELL, HIGH, ROW, TOP] = [4, 49, 24, 58, 52];
// An entry of this size has the full colour.
const FULL = 3;
const UNDECIDED = 1 / 9;

export const controls = [
  {
    name: "question",
    type: "choice",
    label: "The text, before “is”",
    choices: ["language Rome", "language Oslo", "country Rome", "country Oslo"],
    default: "language Rome",
  },
  { name: "head1", type: "flag", label: "Head 1: what is asked?", default: true },
  { name: "memory1", type: "flag", label: "Memory 1: where does the city lie?", default: true },
  { name: "head2", type: "flag", label: "Head 2: fetch the land", default: true },
  { name: "memory2", type: "flag", label: "Memory 2: what is spoken there?", default: true },
  {
    name: "row",
    type: "choice",
    label: "Row shown",
    choices: [
      ["is", "“is”"],
      ["city", "the city"],
      ["topic", "the first word"],
    ],
    default: "is",
  },
  { name: "focus", type: "number", label: "Weight of the first word in head 1", min: 0.34, max: 0.98, step: 0.02, digits: 2, default: 0.8 },
];

export function idle({ head1, row }) {
  const why = head1 ? (row === "is" ? "" : "changes the row of “is” only") : "head 1 is off";
  return { focus: why };
}

const signed = (/** @type {number} */ value) => (Math.abs(value) < 0.005 ? "0" : value.toFixed(2).replace(/\.?0+$/, "").replace("-", "−"));

/** What the model would say after `row`, with its probability; nothing if no answer is ahead. */
function said(row) {
  const p = answers(row);
  const most = Math.max(...p);
  return most > UNDECIDED * 1.01 ? { word: ANSWERS[p.indexOf(most)], share: `${Math.round(100 * most)} %` } : { word: "nothing", share: "" };
}

function wordOf({ question, row }) {
  return `${question} is`.split(" ")[WHERE[row]];
}

/** One stage: its name, eight entries, and the answer. */
function stage(row, before, at, state) {
  const y = TOP + at * ROW;
  const isOff = at > 0 && !state[PARTS[at - 1]];
  const { word, share } = said(row);
  return [
    text(LEFT, y + 13, at ? `+ ${NAMES[at]}${isOff ? " (off)" : ""}` : `embedding of “${wordOf(state)}”`, isOff ? { fill: QUIET } : { "font-weight": "700" }),
    text(LEFT + 8 * CELL, y + 13, word === "nothing" ? "says nothing" : `says ${word}, ${share}`, {
      "text-anchor": "end",
      fill: word === "nothing" ? QUIET : "currentColor",
    }),
    ...row.map((value, i) => {
      const x = LEFT + i * CELL;
      const isNew = Math.abs(value - before[i]) > 1e-9;
      return [
        element("rect", { x, y: y + 20, width: CELL, height: HIGH, fill: "var(--paper)" }),
        element("rect", {
          x,
          y: y + 20,
          width: CELL,
          height: HIGH,
          fill: value > 0 ? PLUS : MINUS,
          "fill-opacity": Math.min(Math.abs(value) / FULL, 1) * 0.45,
          stroke: "var(--rule-strong)",
          "stroke-width": 0.8,
        }),
        isNew ? element("rect", { x: x + 1, y: y + 21, width: CELL - 2, height: HIGH - 2, fill: "none", stroke: "currentColor", "stroke-width": 2 }) : "",
        text(x + CELL / 2, y + 20 + HIGH / 2 + 4.6, signed(value), { "text-anchor": "middle", fill: signed(value) === "0" ? QUIET : "currentColor" }),
      ].join("");
    }),
  ].join("");
}

export function draw(state) {
  const rows = stream(state).map((one) => one[WHERE[state.row]]);
  return drawing(
    400,
    TOP + NAMES.length * ROW + 4,
    text(LEFT, 14, `${state.question} is …`),
    ...ENTRIES.map((name, i) => text(LEFT + (i + 0.5) * CELL, 40, name, { "text-anchor": "middle", fill: QUIET })),
    ...rows.map((row, at) => stage(row, rows[Math.max(at - 1, 0)], at, state)),
  );
}

export function describe(state) {
  const [, , last] = stream(state).slice(-1)[0];
  const { word, share } = said(last);
  const off = PARTS.filter((name) => !state[name]).map((name) => NAMES[PARTS.indexOf(name) + 1]);
  const without = off.length ? ` without ${off.join(", ")}` : "";
  const answer = word === "nothing" ? "has no answer" : `answers ${word} with ${share}`;
  return `To “${state.question} is” the model${without} ${answer}. The row of “is” ends with land ${signed(last[6])} and tongue ${signed(last[7])}.`;
}
