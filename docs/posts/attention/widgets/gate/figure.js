// Sixteen tokens go through a gate; which of them is in the state, and how a scan gets there.
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { gates, marks, scan, states, TOKENS, VALUES, weights } from "./model.js";

const QUIET = "var(--figure-muted)";
const RULE = "var(--rule-strong)";
const MARK = "var(--figure-accent)";
const NOISE = "var(--figure-second)";
const STATE = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 462];
const COLUMN = linear([0, TOKENS - 1], [44, 380]);
const BAR = 11;
const VALUE = linear([-1, 1], [84, 24]);
const GATE = linear([0, 1], [152, 116]);
const MEMORY = linear([-1, 1], [244, 184]);
const ROW = linear([0, 1], [420, 296]);
const TREE = { top: 298, step: 19.5, width: 17, height: 11 };

export const controls = [
  { name: "marked", type: "number", label: "Step Δ of marked tokens", min: 0, max: 5, step: 0.005, digits: 3, default: 4 },
  { name: "same", type: "flag", label: "The same step for all tokens", default: false },
  { name: "others", type: "number", label: "Step Δ of all others", min: 0, max: 5, step: 0.005, digits: 3, default: 0.005 },
  { name: "marks", type: "text", label: "Marked tokens, an x each", most: TOKENS, default: "..x...x" },
  { name: "read", type: "number", label: "Read after token", min: 1, max: TOKENS, step: 1, default: TOKENS, play: 3 },
  {
    name: "view",
    type: "choice",
    label: "Below",
    choices: [
      ["row", "the weight of each token"],
      ["tree", "the tree of the scan"],
    ],
    default: "row",
  },
];

export function idle({ same }) {
  return { others: same ? "all have the step of marked tokens" : "" };
}

/** What the state of the controls asks for, and what comes of it. */
function asked(state) {
  const marked = marks(state.marks);
  const shares = gates(marked, state.marked, state.same ? state.marked : state.others);
  const last = state.read - 1;
  const row = weights(shares, last);
  const mark = marked.lastIndexOf(true, last);
  const ofNoise = row.reduce((sum, weight, s) => sum + (marked[s] ? 0 : weight), 0);
  return { marked, shares, last, row, mark, ofNoise, memory: states(VALUES, shares) };
}

const signed = (/** @type {number} */ value) => {
  const shown = value.toFixed(2);
  return (Number(shown) === 0 ? "0.00" : shown).replace("-", "−");
};
const cent = (/** @type {number} */ share) => (share * 100).toFixed(share < 0.0995 ? 1 : 0);
const colourOf = (/** @type {boolean} */ isMarked) => (isMarked ? MARK : NOISE);

/** A bar at token `t`, from one place to another. */
function bar(t, from, to, fill, opacity = 1) {
  const [y, height] = [Math.min(from, to), Math.abs(to - from)];
  return element("rect", { x: COLUMN(t) - BAR / 2, y, width: BAR, height, fill, "fill-opacity": opacity });
}

/** A rule across the panel at `y`, with `words` to its left. */
function rule(y, words) {
  return [
    line([[COLUMN(0) - 10, y], [COLUMN(TOKENS - 1) + 10, y]], { stroke: RULE, "stroke-width": 0.8 }),
    text(COLUMN(0) - 16, y + 4.5, words, { "text-anchor": "end", fill: QUIET }),
  ].join("");
}

function tokens({ marked, last }) {
  return [
    rule(VALUE(0), "0"),
    ...VALUES.map((value, t) => bar(t, VALUE(0), VALUE(value), colourOf(marked[t]), t > last ? 0.3 : 1)),
    ...VALUES.flatMap((value, t) => (marked[t] ? [dot(COLUMN(t), VALUE(value), 5.5, { fill: MARK })] : [])),
  ].join("");
}

function openings({ marked, shares }) {
  return [rule(GATE(0), "0"), rule(GATE(1), "1"), ...shares.map((share, t) => bar(t, GATE(0), GATE(share), colourOf(marked[t])))].join("");
}

function memories({ marked, memory, last }) {
  const path = memory.slice(0, last + 1).flatMap((value, t) => [
    [COLUMN(t) - 11.2, MEMORY(value)],
    [COLUMN(t) + 11.2, MEMORY(value)],
  ]);
  const wanted = VALUES.flatMap((_, t) => {
    const mark = marked.lastIndexOf(true, t);
    return mark < 0 ? [] : [element("circle", { cx: COLUMN(t), cy: MEMORY(VALUES[mark]), r: 4, fill: "none", stroke: MARK, "stroke-width": 1.4 })];
  });
  return [rule(MEMORY(0), "0"), ...wanted, line(path, { stroke: STATE, "stroke-width": 2.4 }), dot(COLUMN(last), MEMORY(memory[last]), 4.5, { fill: STATE })].join("");
}

function rowOfWeights({ marked, row, last, mark }) {
  const shown = mark < 0 ? [] : [text(COLUMN(mark), ROW(row[mark]) - 6, `${cent(row[mark])} %`, { "text-anchor": "middle", fill: MARK, class: "over" })];
  return [
    rule(ROW(0), "0"),
    rule(ROW(1), "1"),
    ...row.map((weight, s) => bar(s, ROW(0), ROW(weight), colourOf(marked[s]))),
    ...shown,
    ...[0, 3, 7, 11, 15].map((t) => text(COLUMN(t), ROW(0) + 18, t + 1, { "text-anchor": "middle", fill: t === last ? "currentColor" : QUIET })),
    text(COLUMN(TOKENS - 1) + 10, ROW(0) + 35, "token", { "text-anchor": "end" }),
  ].join("");
}

/** All combinations that `map` is made of, itself included. */
function within(map) {
  return [map, ...map.parts.flatMap(within)];
}

const placeOf = (map) => ({ x: COLUMN(map.last), y: TREE.top + map.round * TREE.step });

function node(map, isNeeded) {
  const { x, y } = placeOf(map);
  const box = { x: x - TREE.width / 2, y, width: TREE.width, height: TREE.height };
  return [
    element("rect", { ...box, fill: "var(--paper)" }),
    element("rect", { ...box, fill: STATE, "fill-opacity": map.factor * 0.8, stroke: isNeeded ? MARK : RULE, "stroke-width": isNeeded ? 2 : 0.8 }),
  ].join("");
}

function edges(map, isNeeded) {
  const end = placeOf(map);
  return map.parts.map((part) => {
    const start = placeOf(part);
    return line([[start.x, start.y + TREE.height], [end.x, end.y]], { stroke: isNeeded ? MARK : RULE, "stroke-width": isNeeded ? 1.6 : 0.8 });
  });
}

function tree({ shares, last }) {
  const { leaves, made, prefixes } = scan(VALUES, shares);
  const needed = new Set(within(prefixes[last]));
  const all = [...leaves, ...made].sort((one, other) => Number(needed.has(one)) - Number(needed.has(other)));
  return [
    ...all.flatMap((map) => edges(map, needed.has(map))),
    ...all.map((map) => node(map, needed.has(map))),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((round) => text(6, TREE.top + round * TREE.step + 10, round, { fill: QUIET })),
  ].join("");
}

/** What stands above the lowest panel. */
function title(state) {
  return state.view === "tree" ? "rounds of the scan; fuller: more of the past passes" : `weight in the state after token ${state.read}`;
}

export function draw(state) {
  const found = asked(state);
  return drawing(
    WIDTH,
    HEIGHT,
    text(6, 14, "the tokens,"),
    text(82, 14, "marked", { fill: MARK, "font-weight": "700" }),
    text(142, 14, "and not", { fill: NOISE, "font-weight": "700" }),
    tokens(found),
    text(6, 106, "how far the gate is open"),
    openings(found),
    text(6, 174, `the state: ${signed(found.memory[found.last])}`, { fill: STATE, "font-weight": "700" }),
    text(130, 174, "and the wanted value", { fill: MARK }),
    memories(found),
    text(6, 278, title(state)),
    state.view === "tree" ? tree(found) : rowOfWeights(found),
  );
}

/** What the scan has to do for the state that is read. */
function treeSaid({ shares, last }) {
  const { made, prefixes, round } = scan(VALUES, shares);
  const needed = within(prefixes[last]).filter(({ parts }) => parts.length > 0).length;
  return `All ${TOKENS} states take ${round} rounds and ${made.length} combinations; this one needs ${needed} of them. `;
}

export function describe(state) {
  const found = asked(state);
  const { row, mark, ofNoise, memory, last } = found;
  const clock = state.same || state.marked === state.others ? "One clock for all. " : "";
  const noise = `unmarked tokens have ${cent(ofNoise)} per cent together`;
  const tale =
    mark < 0
      ? `No token up to ${last + 1} is marked; ${noise}.`
      : `In the state after token ${last + 1}, ${signed(memory[last])}, the last marked token, ${mark + 1}, has ${cent(row[mark])} per cent of the weight, and ${noise}. Wanted is ${signed(VALUES[mark])}.`;
  return (state.view === "tree" ? treeSaid(found) : "") + clock + tale;
}
