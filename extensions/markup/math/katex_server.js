// Sets formulas with KaTeX, for extensions/lib/node_server.js: {formulas, symbols} in, the first an
// array of [tex, display], the other of [tex, letters for any index, whether it is an index, its
// number], or null where none are to be found.  Out
// comes {formulas, keys}: an array of {html, used, faults} or {message, piece, position} in the same
// order, and for each symbol what it is the same as others by, or null if it is no symbol.
"use strict";

// Of `make`: the settings of the site are those of the process.
let katex;
let macros = "{}";
let Span;
const { markup } = require("./katex_compact.js");
const { divide, find, widthOf } = require("./katex_lines.js");
const { render, take } = require("./katex_marks.js");
const { rowsOf } = require("./katex_rows.js");
const { find: findSymbols, keyOf, patternOf } = require("./katex_symbols.js");
const PIECE_LENGTH = 24;
// The name of a function and the sign that applies it: KaTeX 0.16 leaves the two side by side
// in a script or a fraction (x_{\max}), which then has a child too many.
const NAMED = /(?<!<mrow>)<mi[^>]*>[^<]*<\/mi><mo>\u2061<\/mo>/g;
// What KaTeX does not trust it sets in this colour, in silence: in none that an author takes.
const REFUSED = "#c0ffe1";
const UNTRUSTED = /\\(?:href|url|includegraphics)(?![a-zA-Z])/;
// HTML nested deeper is cut by browsers (Chromium: 512) and parsers of XML (libxml2: 256).
const DEEPEST = 200;
const settings = {
  throwOnError: true,
  strict: "error",
  trust: false,
  output: "htmlAndMathml",
  errorColor: REFUSED,
};

const TOO_DEEP = "its parts are nested too deep: divide it into several formulas";

function fault(tex, message, position, length) {
  return { message, piece: tex.slice(position, position + (length || PIECE_LENGTH)), position };
}

function isDeep(html) {
  let depth = 0;
  return (html.match(/<\/?[a-z]|\/>/g) ?? []).some((tag) => {
    depth += tag.startsWith("</") || tag === "/>" ? -1 : 1;
    return depth > DEEPEST;
  });
}

// KaTeX 0.16 leaves the tags of rows out of its MathML, and puts an empty cell before those rows,
// which moves their cells out of the columns.
const TAG_CELL = /<mtd class ?="mml-eqn-num"><\/mtd>/g;
const EMPTY_CELL = /<mtd class ?="mtr-glue"><\/mtd>/g;

// The tags of tex in their order, each as \text{} of what it prints.
function tagsOf(tex) {
  return [...tex.matchAll(/\\tag(\*?)\s*\{/g)].map((found) => {
    const start = found.index + found[0].length;
    let depth = 1;
    let end = start;
    while (depth > 0 && end < tex.length) {
      if (tex[end] === "\\") end += 1;
      else depth += tex[end] === "{" ? 1 : tex[end] === "}" ? -1 : 0;
      end += 1;
    }
    const tag = tex.slice(start, end - 1);
    return found[1] ? `\\text{${tag}}` : `\\text{(${tag})}`;
  });
}

function withTags(html, tex, options) {
  const tags = tagsOf(tex);
  if ((html.match(TAG_CELL) ?? []).length !== tags.length) return html;
  const cells = tags.map((tag) => {
    const math = katex.renderToString(tag, { ...options, displayMode: false, output: "mathml" });
    return /<semantics>(.*)<annotation/s.exec(math)[1];
  });
  return html
    .replace(EMPTY_CELL, "")
    .replace(TAG_CELL, () => `<mtd class="eqn-tag">${cells.shift()}</mtd>`);
}

// In em: an inline formula that is no wider than 12 stands in one line; the widths of joined letters
// are taken for up to a tenth more than they are.
const SHORT = 13.2;
// The size of a formula by that of the text, and a little for what is not measured.
const SCALE = 1.06 * 1.05;
// The steps of math-widths.css, in em of the text.
const STEP = 2;
const NARROWEST = 12;
const WIDEST = 48;

// The rows of a formula by themselves, for a column in which they do not fit side by side.
function narrowForm(tex, options, mark) {
  const rows = rowsOf(tex).map(({ row, isIndented }) => {
    const own = { ...options, macros: JSON.parse(macros), output: "html" };
    const html = find(render(row, own, mark), "katex-html");
    divide(html, Span);
    return new Span(isIndented ? ["row", "indented"] : ["row"], html.children);
  });
  const form = new Span(["katex-html", "rows"], rows);
  form.setAttribute("aria-hidden", "true");
  return form;
}

function narrowForms(html, tex, options, mark) {
  if (rowsOf(tex).length === 0) return [];
  const tag = find(html, "tag");
  const width = (widthOf(html) + (tag ? widthOf(tag) + 2 : 0)) * SCALE;
  const step = Math.min(WIDEST, Math.ceil(width / STEP) * STEP);
  if (step < NARROWEST) return [];
  try {
    const form = narrowForm(tex, options, mark);
    for (const each of [html, form]) each.classes.push(`for-${step}`);
    return [form];
  } catch (error) {
    // The rows have no meaning by themselves: what one defines, another may use.
    if (error instanceof katex.ParseError) return [];
    throw error;
  }
}

function setInLines(tex, options, symbols) {
  const found = { used: [], faults: [] };
  const first = symbols && ((parsed) => Object.assign(found, findSymbols(parsed, symbols)));
  // The rows by themselves have nothing new to tell.
  const again = symbols && ((parsed) => findSymbols(parsed, symbols));
  const tree = render(tex, options, first);
  const html = find(tree, "katex-html");
  if (!options.displayMode) {
    if (widthOf(html) <= SHORT) tree.classes.push("whole");
  } else {
    divide(html, Span);
    find(tree, "katex").children.push(...narrowForms(html, tex, options, again));
  }
  return { html: markup(tree), ...found };
}

function set([tex, display], symbols) {
  try {
    // A fresh copy each time: \gdef in one formula must not reach the next.
    const options = { ...settings, displayMode: display, macros: JSON.parse(macros) };
    const { html, ...found } = setInLines(tex, options, symbols);
    if (html.includes(REFUSED)) {
      const [command] = UNTRUSTED.exec(tex) ?? ["a command"];
      return fault(tex, `Untrusted: ${command}`, Math.max(tex.indexOf(command), 0));
    }
    if (isDeep(html)) return fault(tex, TOO_DEEP, 0);
    const whole = html.includes("mml-eqn-num") ? withTags(html, tex, options) : html;
    return { html: whole.replace(NAMED, "<mrow>$&</mrow>"), ...found };
  } catch (error) {
    // The stack of JavaScript is full.
    if (error instanceof RangeError) return fault(tex, TOO_DEEP, 0);
    if (!(error instanceof katex.ParseError)) throw error;
    const message = error.rawMessage ?? error.message;
    // Some errors have no position, but name the command.
    const [named] = /\\[a-zA-Z]+/.exec(message) ?? [""];
    const position = error.position ?? Math.max(tex.indexOf(named), 0);
    return fault(tex, message, position, error.length);
  }
}

function declared([tex, any, isIndex, number]) {
  try {
    const pattern = patternOf(katex.__parse(tex, { macros: JSON.parse(macros) }), any);
    return pattern && { ...pattern, isIndex, number };
  } catch (error) {
    if (error instanceof katex.ParseError) return null;
    throw error;
  }
}

function make(settings) {
  katex = require(settings.katex);
  macros = JSON.stringify(settings.macros);
  ({ Span } = katex.__domTree);
  take(katex);
  return ({ formulas, symbols }) => {
    const patterns = symbols?.map(declared) ?? [];
    const known = patterns.filter(Boolean);
    return {
      formulas: formulas.map((formula) => set(formula, symbols && known)),
      keys: patterns.map((one) => one && keyOf(one)),
    };
  };
}

module.exports = { make };
