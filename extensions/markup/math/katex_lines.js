// Divides what KaTeX has set into pieces that a line may end after, as a typesetter would: before a
// relation, then before an operator, then after a comma, and within brackets last of all.  A piece
// that fits into a line is not divided: each is a box of its own in the box of the next larger one.
"use strict";

const SIZES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
const QUAD = 1;
// In em of the formula.  A left side as short as this does not stand alone in its line.
const SHORT_SIDE = 3;
// What cannot be broken and is wider may be wider than the screen of a phone.
const WIDE = 12;
// What is no wider than the space around an operator is empty.
const SPACE = 0.3;
const DEEPEST_BRACKETS = 3;
const NO_WIDTH = ["rlap", "llap", "clap", "pstrut", "strut", "vlist-s", "katex-mathml"];

function has(node, ...names) {
  return names.some((name) => node.classes?.includes(name));
}

/** The first node with the class *name*, in the order in which they are written. */
function find(node, name) {
  if (has(node, name)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

function em(length) {
  return length ? Number.parseFloat(length) || 0 : 0;
}

function scaleOf(node) {
  const sizes = (node.classes ?? []).map((name) => /^(reset-)?size(\d+)$/.exec(name));
  const from = sizes.find((found) => found?.[1]);
  const to = sizes.find((found) => found && !found[1]);
  return from && to ? SIZES[to[2]] / SIZES[from[2]] : 1;
}

/** The width of a node as KaTeX's style sheet will lay it out, in em of its parent. */
function widthOf(node) {
  if (has(node, ...NO_WIDTH) || (has(node, "accent-body") && !has(node, "accent-full"))) return 0;
  const style = node.style ?? {};
  const around = em(style.marginLeft) + em(style.marginRight) + em(style.paddingLeft);
  if (has(node, "nulldelimiter")) return 0.12 + around;
  const parts = (node.children ?? []).map(widthOf);
  const inner = has(node, "vlist") ? Math.max(0, ...parts) : parts.reduce((a, b) => a + b, 0);
  // KaTeX joins letters of a kind, and keeps the width of the first.
  const own =
    node.text === undefined ? inner : (node.width ?? 0.5) * node.text.length + (node.italic ?? 0);
  return scaleOf(node) * (around + Math.max(own, em(style.width), em(style.minWidth)));
}

const totalWidth = (items) => items.reduce((sum, { width }) => sum + width, 0);

/** The nodes of a line, those between \left and \right among them, with width and depth in brackets. */
function flatten(nodes, depth = 0) {
  let at = depth;
  return nodes.flatMap((node) => {
    const inner = node.children ?? [];
    if (has(node, "minner") && has(inner[0] ?? {}, "mopen") && has(inner.at(-1), "mclose"))
      return flatten(inner, at);
    if (has(node, "mclose")) at = Math.max(depth, at - 1);
    const item = { node, depth: at, width: widthOf(node) };
    if (has(node, "mopen")) at += 1;
    return [item];
  });
}

const isSpace = (item) => item !== undefined && has(item.node, "mspace");

/** The item before the one at a place that is not space. */
function before(items, place) {
  return items.slice(0, place).findLast((item) => !isSpace(item));
}

const startsAt = (name) => (items, place) => {
  const last = before(items, place);
  return has(items[place].node, name) && last && !has(last.node, name, "mopen");
};

// After a comma the space goes with it, to the end of the line.
const startsAfter = (isEnd) => (items, place) => {
  let end = place;
  while (isSpace(items[end - 1])) end -= 1;
  return !isSpace(items[place]) && end > 0 && isEnd(items, end, place);
};

const isRelation = startsAt("mrel");
const isOperator = startsAt("mbin");
const isAfterQuad = startsAfter((items, end, place) =>
  items.slice(end, place).some((item) => em(item.node.style?.marginRight) >= QUAD),
);
const isAfterComma = startsAfter((items, end) => has(items[end - 1].node, "mpunct"));

const QUADS = { depth: 0, starts: [isAfterQuad] };

// What divides, from the first to be taken to the last, with the depth at which it does.
const LEVELS = [
  QUADS,
  { depth: 0, starts: [isRelation], keepsSide: true },
  { depth: 0, starts: [isOperator] },
  { depth: 0, starts: [isRelation] },
  { depth: 0, starts: [isAfterComma] },
  ...Array.from({ length: DEEPEST_BRACKETS }, (_, n) => [
    { depth: n + 1, starts: [isRelation, isOperator] },
    { depth: n + 1, starts: [isAfterComma] },
  ]).flat(),
];

function cut(items, { depth, starts, keepsSide }) {
  const pieces = [[]];
  items.forEach((item, place) => {
    const isStart = item.depth === depth && starts.some((test) => test(items, place));
    const least = keepsSide && pieces.length === 1 ? SHORT_SIDE : SPACE;
    if (isStart && totalWidth(items.slice(0, place)) > least) pieces.push([]);
    pieces.at(-1).push(item);
  });
  return pieces;
}

/** Boxes for *items*: one base, or groups of them. */
function boxes(items, Span, level = 0) {
  if (level === LEVELS.length) return [base(items.map((item) => item.node), Span)];
  const pieces = cut(items, LEVELS[level]);
  if (pieces.length === 1) return boxes(items, Span, level + 1);
  const isShort = level > 0 && totalWidth(pieces[0]) < SHORT_SIDE;
  return pieces.flatMap((piece, n) => {
    const inner = boxes(piece, Span, level + 1);
    // What follows a short side begins in its line, and is broken as that line is.
    return inner.length === 1 || (n === 1 && isShort) ? inner : new Span(["group"], inner);
  });
}

function base(nodes, Span) {
  const height = Math.max(...nodes.map((node) => node.height ?? 0));
  const depth = Math.max(...nodes.map((node) => node.depth ?? 0));
  const strut = new Span(["strut"]);
  strut.style.height = `${+(height + depth).toFixed(4)}em`;
  if (depth) strut.style.verticalAlign = `${-depth.toFixed(4)}em`;
  return new Span(["base"], [strut, ...nodes]);
}

function widestBase(node) {
  if (has(node, "base")) return widthOf(node);
  return Math.max(0, ...(node.children ?? []).map(widestBase));
}

/** Divide the formula of which *html* is the span "katex-html" anew: a line, and its number. */
function divide(html, Span) {
  const isBase = (node) => has(node, "base");
  const nodes = html.children.filter(isBase).flatMap((node) => node.children.slice(1));
  const isDivided = nodes.length === 0 || html.children.some((node) => has(node, "newline"));
  const items = flatten(nodes);
  const pieces = isDivided ? html.children.filter((n) => !has(n, "tag")) : boxes(items, Span);
  const isList = !isDivided && cut(items, QUADS).length > 1;
  const line = new Span(["line"], pieces);
  if (isList) line.classes.push("list");
  if (widestBase(line) > WIDE) line.classes.push("wide");
  html.children = [line, ...html.children.filter((n) => has(n, "tag"))];
}

module.exports = { SIZES, divide, em, find, has, scaleOf, widthOf };
