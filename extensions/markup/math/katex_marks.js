// Marks the symbols in the HTML of a formula with a class, and changes nothing else in it.
//
// KaTeX 0.16.22 offers no way between its parser and its HTML.  What makes HTML of a node stands in
// a table by types, of which a function that one defines is a method: from there each maker is
// wrapped.  The nodes that KaTeX has parsed are changed for those of a second parsing, in which the
// symbols are found.  A test fails if a new KaTeX has no such table.
"use strict";

const NAME = "\\groundwork@makers";
// Letters side by side become one text: a letter takes its number with it, as a sign behind it.
const FIRST_SIGN = 0xf100;
const PIECES = /([^\uf100-\uf8ff]*)([\uf100-\uf8ff]?)/g;

let katex;
let makers;
// The nodes of the outermost level that are still to come; none where no symbols are marked.
let coming = null;
// The nodes that are being made, the outermost first.
const around = [];

function take(given) {
  katex = given;
  if (makers) return;
  const { Span } = katex.__domTree;
  katex.__defineFunction({
    type: "groundwork",
    names: [NAME],
    props: { numArgs: 0 },
    handler({ parser }) {
      if (makers) throw new katex.ParseError(`Undefined control sequence: ${NAME}`);
      return { type: "groundwork", mode: parser.mode };
    },
    htmlBuilder() {
      makers = this;
      return new Span(["mord"], []);
    },
  });
  katex.__renderToHTMLTree(NAME, {});
  for (const [type, make] of Object.entries(makers)) makers[type] = wrapped(make);
}

function wrapped(make) {
  return (group, options) => {
    if (!coming) return make.call(makers, group, options);
    const node = around.length ? group : coming.shift();
    // Of an accent with scripts KaTeX makes the whole within itself.
    const isWithin = around.includes(node);
    around.push(node);
    try {
      const html = make.call(makers, node, options);
      if (node.declared !== undefined && !isWithin) mark(html, node.declared);
      return html;
    } finally {
      around.pop();
    }
  };
}

function mark(html, number) {
  const { Span, SymbolNode } = katex.__domTree;
  if (html instanceof SymbolNode) html.text += String.fromCharCode(FIRST_SIGN + number);
  else if (html instanceof Span) html.classes.push(`s${number}`);
  else for (const child of html.children ?? []) mark(child, number);
}

/** The nodes for the letters of `symbol`, each with the class of its sign. */
function divided(symbol) {
  const pieces = [...symbol.text.matchAll(PIECES)].filter(([whole]) => whole);
  return pieces.map(([, text, sign], n) => {
    const classes = sign ? [...symbol.classes, `s${sign.charCodeAt(0) - FIRST_SIGN}`] : symbol.classes;
    // As in the text of all of them, the slant of the last one alone takes room.
    const italic = n === pieces.length - 1 ? symbol.italic : 0;
    return Object.assign(Object.create(Object.getPrototypeOf(symbol)), symbol, { text, classes, italic });
  });
}

function settle(node) {
  if (!node.children) return;
  const { SymbolNode } = katex.__domTree;
  node.children = node.children.flatMap((child) => {
    settle(child);
    return child instanceof SymbolNode && /[\uf100-\uf8ff]/.test(child.text) ? divided(child) : [child];
  });
}

/** The HTML of `tex`, a tree, in which what `find` marks in the parsed formula is marked. */
function render(tex, options, find) {
  if (!find) return katex.__renderToDomTree(tex, options);
  // A fresh copy each time: what one parsing defines, the next must not find.
  const parsed = katex.__parse(tex, { ...options, macros: { ...options.macros } });
  find(parsed);
  const isTagged = parsed.length === 1 && parsed[0].type === "tag";
  coming = isTagged ? [...parsed[0].body, ...parsed[0].tag] : [...parsed];
  try {
    const tree = katex.__renderToDomTree(tex, options);
    settle(tree);
    return tree;
  } finally {
    coming = null;
  }
}

module.exports = { render, take };
