// Writes what KaTeX has set as HTML with fewer elements, and the same to see (compact.css).
//
// Elements that no rule of KaTeX's style sheet is for are left out; spaces become margins of what
// stands beside them; what is set above and below each other is one box ("v") of lines, of which
// each says how far it is raised.  What is of another form stays as KaTeX has made it.
"use strict";

const { SIZES, em, has, scaleOf } = require("./katex_lines.js");
const { write } = require("./katex_write.js");

// Classes for which KaTeX's style sheet has no rule of its own.
const PLAIN = new Set(
  "mord mbin mrel mopen mclose mpunct minner mop mtight text accentunder delimsizinginner".split(" "),
);
// Before these a space is theirs.
const BEFORE = new Set(["mrel", "mbin"]);
const SPACES = new Set(["mspace", "nobreak", "allowbreak"]);
// What holds lines, and says no more of them than how they are aligned.
const HOLDERS =
  /^(?:mfrac|accent|op-limits|mover|munder|x-arrow|col-align-[clr]|overline|underline|sqrt|delimsizing|mult|msupsub)$/;
// Classes of letters, which a line can have itself.
const LETTERS = /^(?:math|text|ams|bold|main|delim-size|op-symbol|small-op|large-op|sizing|(?:reset-)?size\d)/;
// These have margins of their own.
const WITH_MARGINS = ["cancel-lap", "angl", "root", "strut"];
const UNUSUAL = /^(?:cd-|sout)/;
const OF_LETTERS = ["marginLeft", "marginRight", "color"];
const NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"';
// The class of a symbol that is declared.
const MARK = /^s\d+$/;
// A line of a base is 1.2 em, and reaches this far above and below the letters of the main face.
const [ABOVE, BELOW] = [0.87, 0.25];
const HIGHEST_STRUT = 5;
const RULE = 0.04;
// Scripts are smaller than the text by this, and scripts of scripts than scripts.
const [SCRIPT, SCRIPT_OF_SCRIPT] = [SIZES[3], SIZES[1] / SIZES[3]];
const SIZING = /^(?:sizing|(?:reset-)?size\d+)$/;

const isText = (one) => typeof one === "string";
const isBare = ({ classes, style, attributes }) =>
  !classes.length && !Object.keys(style).length && !Object.keys(attributes).length;
const unmarked = (one) => ({ ...one, classes: one.classes.filter((name) => !MARK.test(name)) });
const hasOnly = (style, ...names) => Object.keys(style).every((name) => names.includes(name));

function element(classes, style, children, attributes = {}) {
  const own = classes.filter((name) => name && !PLAIN.has(name));
  const kind = classes.find((name) => BEFORE.has(name) || name === "mpunct");
  return { tag: "span", kind, classes: own, style: { ...style }, attributes, children };
}

function without(classes, ...names) {
  return classes.filter((name) => !names.includes(name));
}

/** What `node` of KaTeX's is written as: texts and elements. */
function compact(node) {
  if (node.text !== undefined) return letter(node);
  if (!node.classes || !node.children || node.attributes?.href) return [{ raw: node.toMarkup(), classes: [] }];
  if (!node.attributes) return node.children.flatMap(compact);
  if (has(node, "vlist-t")) return [linesOf(node)];
  const inner = node.children.flatMap(compact);
  const made = element(node.classes, node.style, [], node.attributes);
  // KaTeX's style sheet has rules for the children of these.
  const isKept = has(node, "inner", "vlist", "vlist-r", "katex-html", "line", "group", "row");
  made.children = isKept ? inner : joined(inner, has(node, "base"));
  return settled(made);
}

function letter(node) {
  const style = { ...node.style };
  if (node.italic > 0) style.marginRight = `${node.italic}em`;
  const made = element(node.classes, style, [node.text]);
  if (!made.classes.includes("mathnormal")) return [made];
  return [{ ...made, tag: "i", classes: without(made.classes, "mathnormal") }];
}

/** `made` itself, or what it is with its only child. */
function settled(made) {
  const one = placed(made);
  const [only] = one.children;
  const isAround = one.children.length === 1 && !isText(only) && !only.raw && hasOnly(one.style);
  return [isAround ? around(one, only) : one];
}

/** `made` without what does not move it. */
function placed(made) {
  if (made.classes.includes("nulldelimiter")) {
    const width = `${0.12 * scaleOf(made)}em`;
    return element(["mspace"], { marginRight: width }, []);
  }
  if (made.classes.includes("delimcenter") && em(made.style.top) === 0) {
    made.classes = without(made.classes, "delimcenter");
    delete made.style.top;
  }
  if (made.classes.includes("base")) made.children = made.children.filter((one) => !isIdleStrut(one));
  return made;
}

/** What `made`, in which `only` stands, is with it. */
function around(made, only) {
  const marks = made.classes.filter((name) => MARK.test(name));
  const others = without(made.classes, ...marks);
  if (only.isBox && others.every((name) => HOLDERS.test(name))) {
    const box = held(others, only);
    // A box has no height that could be lit.
    return marks.length ? { ...made, classes: marks, children: [box] } : box;
  }
  if (marks.length && !others.length && hasOnly(only.style)) {
    return { ...only, classes: [...only.classes, ...marks] };
  }
  return made;
}

function isIdleStrut(one) {
  if (isText(one) || !one.classes.includes("strut")) return false;
  const below = -em(one.style.verticalAlign);
  return below <= BELOW && em(one.style.height) - below <= ABOVE;
}

/** The box of lines that an element with these `classes` holds. */
function held(classes, box) {
  if (!classes.includes("msupsub")) return { ...box, classes: [...box.classes, ...classes] };
  const lines = box.children.map(scriptOf);
  const [only] = lines;
  const isAlone = lines.length === 1 && only.isScript && !isTall(only);
  return isAlone ? { ...only, isLine: false } : { ...box, classes: [...box.classes, "vs"], children: lines };
}

function scriptOf(line) {
  const tag = line.raise < 0 ? "sub" : "sup";
  return line.tag === "small" ? { ...line, tag, isScript: true } : line;
}

/** Whether a part of `one` takes room in its line that is not that of letters. */
function isTall(one) {
  if (isText(one)) return false;
  if (one.raw || one.style.height || one.classes.some((name) => /^(?:strut|rule|[vhf]box|thinbox|[rlc]lap)$/.test(name))) return true;
  return one.children.some(isTall);
}

/** The box of the lines of `table`, a list of KaTeX's; as it is, if it is of another form. */
function linesOf(table) {
  const lines = table.children[0].children[0].children;
  const isKnown = lines.every((line) => {
    const [strut, ...rest] = line.children ?? [];
    return strut && has(strut, "pstrut") && em(strut.style.height) <= HIGHEST_STRUT && rest.length === 1;
  });
  if (!isKnown) return asItIs(table);
  return { ...element(["v"], {}, lines.map(lineOf)), isBox: true };
}

function asItIs(node) {
  if (node.text !== undefined || !node.attributes || !node.classes) return { raw: node.toMarkup(), classes: [] };
  const children = has(node, "vlist") ? node.children.map(keptLine) : node.children.map(asItIs);
  return { ...element([], node.style, children, node.attributes), classes: node.classes };
}

function keptLine(line) {
  return element(line.classes, line.style, joined(line.children.flatMap(compact), true));
}

function lineOf(line) {
  const [strut, inner] = line.children;
  const raise = -em(line.style.top) - em(strut.style.height);
  const parts = joined(compact(inner), false);
  const margins = { left: em(line.style.marginLeft), right: em(line.style.marginRight) };
  const made = { ...element(line.classes, {}, parts), isLine: true };
  const scale = merge(made);
  addMargin(made, "marginLeft", margins.left / scale);
  addMargin(made, "marginRight", margins.right / scale);
  return { ...made, raise, scale };
}

/** Make `line` and its only part one, if they can be; return by how much that is smaller. */
function merge(line) {
  const [part] = line.children;
  if (line.children.length !== 1 || isText(part)) return 1;
  if (isUsualRule(part)) {
    Object.assign(line, { children: [], classes: [...line.classes, "fl"] });
    return 1;
  }
  const isOfLetters = !part.raw && !part.isBox && part.classes.every((name) => LETTERS.test(name));
  if (!isOfLetters || !hasOnly(part.style, ...OF_LETTERS)) {
    if (isSetApart(part)) line.classes.push("x");
    return 1;
  }
  return mergeLetters(line, part);
}

const isUsualRule = (part) =>
  part.classes.includes("frac-line") && Math.abs(em(part.style.borderBottomWidth) - RULE) < 1e-4;

function mergeLetters(line, part) {
  const scale = scaleOf(part);
  const isSmall = scale === SCRIPT || scale === SCRIPT_OF_SCRIPT;
  if (scale !== 1 && !(isSmall && part.tag === "span")) {
    line.classes.push("x");
    return 1;
  }
  const classes = part.classes.filter((name) => !isSmall || !SIZING.test(name));
  Object.assign(line, {
    tag: isSmall ? "small" : part.tag,
    classes: [...line.classes, ...classes, ...(scale === SCRIPT_OF_SCRIPT ? ["ss"] : [])],
    style: part.style,
    children: part.children,
  });
  return scale;
}

/** Whether `part` has a size or a frame of its own, as a box in its line. */
function isSetApart(part) {
  const isOther = (name) => !LETTERS.test(name) && !MARK.test(name);
  return !part.isBox && (part.raw || part.classes.some(isOther) || !hasOnly(part.style, ...OF_LETTERS));
}

function addMargin(one, name, width) {
  const sum = em(one.style[name]) + width;
  if (Math.abs(sum) < 5e-5) delete one.style[name];
  else one.style[name] = `${sum}em`;
}

/** `parts` with spaces as margins, without elements that say nothing, texts side by side as one. */
function joined(parts, isBase) {
  const bare = withMargins(parts).flatMap((one) => (isText(one) || one.raw ? [one] : opened(one, isBase)));
  return bare.reduce((all, one) => {
    if (isText(one) && isText(all.at(-1))) all.push(all.pop() + one);
    else all.push(one);
    return all;
  }, []);
}

/** The parts of `one` in its place, if it says nothing.  In a base each sign keeps its element. */
function opened(one, isBase) {
  if (one.tag !== "span" || !isBare(one) || one.isLine) return [one];
  const [first, ...others] = one.children;
  const isSign = others.every((other) => other.isScript || other.classes?.includes("vs"));
  if (!isBase) return one.children;
  return isSign && !(isText(first) && first.length > 1 && !/^[\d.]+$/.test(first)) ? one.children : [one];
}

function isSpace(one) {
  return (
    !isText(one) &&
    !one.raw &&
    one.classes.includes("mspace") &&
    one.classes.every((name) => SPACES.has(name)) &&
    one.children.length === 0 &&
    hasOnly(one.style, "marginRight")
  );
}

/** Whether a margin of `one` is a space beside it. */
const takesMargin = (one) =>
  Boolean(one?.tag) && !isSpace(one) && !one.isScript && scaleOf(one) === 1 && !has(one, ...WITH_MARGINS);

/** What of `last` and `next` takes the space between them, with the name of its margin. */
function takerOf(last, next) {
  const sides = [
    [next, "marginLeft", BEFORE.has(next?.kind)],
    [last, "marginRight", Boolean(last?.kind)],
    [next, "marginLeft", Boolean(next?.tag) && !isBare(unmarked(next))],
    [last, "marginRight", true],
    [next, "marginLeft", true],
  ];
  return sides.find(([one, , isFit]) => isFit && takesMargin(one)) ?? [];
}

function withMargins(parts) {
  const left = [];
  let space = 0;
  const settle = (next) => {
    if (!space) return;
    const [taker, name] = takerOf(left.at(-1), next);
    if (taker) addMargin(taker, name, space);
    else left.push(element(["mspace"], { marginRight: `${space}em` }, []));
    space = 0;
  };
  for (const one of parts) {
    if (isSpace(one)) space += em(one.style.marginRight);
    else {
      settle(one);
      left.push(one);
    }
  }
  settle();
  return left;
}

/** Whether a part of `node` is placed by what is left out else. */
function isUnusual(node) {
  return Boolean(node.classes?.some((name) => UNUSUAL.test(name)) || node.children?.some(isUnusual));
}

/** The HTML of `tree`, what KaTeX has made of a formula. */
function markup(tree) {
  if (has(tree, "katex-html")) return isUnusual(tree) ? tree.toMarkup() : compact(tree).map(write).join("");
  // HTML knows whose elements these are.
  if (!tree.classes || has(tree, "katex-mathml")) return tree.toMarkup().replace(NAMESPACE, "");
  const inside = tree.children.map(markup).join("");
  return `<span class="${tree.classes.filter(Boolean).join(" ")}">${inside}</span>`;
}

module.exports = { markup };
