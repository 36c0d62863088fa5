// Sets formulas with KaTeX: one JSON array of [tex, display] a line in, one JSON array of
// {html} or {message, piece, position} a line out, in the same order.  Ends with its input.
"use strict";

const [katexPath, macros] = process.argv.slice(2);
const katex = require(katexPath);
const PIECE_LENGTH = 24;
// The name of a function and the sign that applies it: KaTeX 0.16 leaves the two side by side
// in a script or a fraction (x_{\max}), which then has a child too many.
const NAMED = /(?<!<mrow>)<mi[^>]*>[^<]*<\/mi><mo>\u2061<\/mo>/g;
const settings = { throwOnError: true, strict: "error", trust: false, output: "htmlAndMathml" };

function set([tex, display]) {
  try {
    // A fresh copy each time: \gdef in one formula must not reach the next.
    const options = { ...settings, displayMode: display, macros: JSON.parse(macros) };
    return { html: katex.renderToString(tex, options).replace(NAMED, "<mrow>$&</mrow>") };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    const message = error.rawMessage ?? error.message;
    // Some errors have no position, but name the command.
    const [named] = /\\[a-zA-Z]+/.exec(message) ?? [""];
    const position = error.position ?? Math.max(tex.indexOf(named), 0);
    const piece = tex.slice(position, position + (error.length || PIECE_LENGTH));
    return { message, piece, position };
  }
}

require("node:readline")
  .createInterface({ input: process.stdin, crlfDelay: Infinity })
  .on("line", (line) => process.stdout.write(`${JSON.stringify(JSON.parse(line).map(set))}\n`));
