// The rows of an environment that aligns them, as formulas of their own.
"use strict";

// The number of columns of alignat stands at the start of its body.
const COLUMNS = /^\{\d+\}/;
const ALIGNING =
  /^(?<before>(?:(?!\\begin|\\left).)*)\\begin\{(?<name>aligned|split|gathered|align\*?|gather\*?|alignat\*?|alignedat)\}(?<body>.*)\\end\{\k<name>\}(?<after>(?:(?!\\right).)*)$/s;
const TOKENS = /\\\\(?:\[[^\]]*\])?|\\begin\{|\\end\{|\\.|[{}&]/gs;
// The brace after \begin is closed by a token of its own.
const DEPTH = { "{": 1, "}": -1, "\\begin{": 2, "\\end{": 0 };
const SIGN = /^\s*[+-]/;
const NO_NUMBER = /\\(?:notag|nonumber)(?![A-Za-z])/g;

/** The cells of the rows of *body*: what is in braces or in an environment is not looked into. */
function cellsOf(body) {
  const rows = [[]];
  let depth = 0;
  let start = 0;
  const end = (place) => rows.at(-1).push(body.slice(start, place));
  for (const token of body.matchAll(TOKENS)) {
    depth += DEPTH[token[0]] ?? 0;
    const isRow = token[0].startsWith("\\\\");
    if (depth > 0 || !(isRow || token[0] === "&")) continue;
    end(token.index);
    if (isRow) rows.push([]);
    start = token.index + token[0].length;
  }
  end(body.length);
  return rows.filter((cells) => cells.some((cell) => cell.trim()));
}

/** One formula of *cells*, which alternate: what is right of a sign is on the left of the next. */
function join(cells) {
  const [first, ...others] = cells.map((cell) => cell.replace(NO_NUMBER, ""));
  // A sign at the start of a row is that of a sum.
  const left = first.trim() || !SIGN.test(others[0] ?? "") ? first : "{}";
  return others.reduce((row, cell, n) => row + (n % 2 ? "\\qquad " : "") + cell, left);
}

/** The rows of *tex* as {row, isIndented}; none if it is not a formula of aligned rows. */
function rowsOf(tex) {
  const found = ALIGNING.exec(tex)?.groups;
  if (!found) return [];
  const body = found.body.replace(COLUMNS, "");
  const rows = cellsOf(body);
  return rows.map((cells, n) => ({
    row: (n ? "" : found.before) + join(cells) + (n === rows.length - 1 ? found.after : ""),
    isIndented: n > 0 && cells.length > 1 && !cells[0].trim(),
  }));
}

module.exports = { rowsOf };
