// Finds the declared symbols in the tree that KaTeX makes of a formula, by its structure.
//
// An index belongs to a symbol (d_k is no d), and so do primes, stars and what is in brackets above
// (W^{(h)}); all else that stands above is an operation on it (A^\top, x^2).  A letter that a
// pattern has "for any" stands for every index.  A sum binds its index: there it is not the symbol
// of the same letter, unless that is declared as an index.
"use strict";

const { ACCENTS, core, isLetter, isNameable, nameOf, partsOf, script, texOf } = require("./katex_names.js");

// Of these the bound letter is a number that counts.
const COUNTING = /^\\(?:sum|prod|coprod|big(?:cup|cap|oplus|otimes|wedge|vee|sqcup|uplus))$/;
const INTEGRAL = /^\\(?:i+nt|oi*nt|idotsint)$/;
// What ends the part of what an operator binds that is bound.
const BINDING = new Set(["=", "\\in", "\\to", "\\rightarrow", "\\sim", "\\le", "\\leq", "<", "\\ge", ">", "\\ne", "\\neq", "\\notin", "\\subset", "\\subseteq"]);
const OPERATORS = new Set(["op", "operatorname"]);
const QUANTIFIERS = new Set(["\\forall", "\\exists"]);
// What is done to a symbol, and no index of it.
const OPERATIONS = new Set(["\\top", "\\prime", "-", "\\dagger"]);
const STARS = new Set(["*", "\\ast", "\\star"]);
const OPENING = new Set(["(", "["]);
const CLOSING = new Set([")", "]"]);
// What every reader of mathematics knows.
const KNOWN = /^(?:\\pi|mathbb\([A-Z1]\)|word\(.*\)|mathcal\(O\))$/;
const SKIPPED = new Set(["text", "phantom", "htmlmathml", "internal", "raw", "verb", "url", "size"]);

const isRelation = (node) => node.type === "atom" && node.family === "rel";

/** What a declaration looks for: {base, sub, sup, any}, or null if it is no single symbol. */
function patternOf(tree, any) {
  const parts = tree.flatMap(partsOf);
  if (parts.length !== 1) return null;
  const [at] = parts;
  const base = at.type === "supsub" ? at.base && core(at.base) : at;
  if (!base || !(isNameable(base) || base.type === "op")) return null;
  const list = (node) =>
    node ? partsOf(node).map((one) => ({ name: nameOf(one), isAny: any.includes(nameOf(one)) })) : [];
  return { base: nameOf(base), sub: alone(list(at.sub)), sup: alone(list(at.sup)) };
}

/** Of two letters side by side that stand for anything, each is one letter or digit. */
function alone(items) {
  return items.map((one, n) => ({ ...one, isOne: Boolean(items[n - 1]?.isAny || items[n + 1]?.isAny) }));
}

/** What makes two declarations those of one symbol. */
function keyOf(pattern) {
  const list = (items) => items.map((one) => (one.isAny ? "any" : one.name)).join(" ");
  return `${pattern.base}_{${list(pattern.sub)}}^{${list(pattern.sup)}}`;
}

/** Whether the item at `place` is of one index with what stands before: two letters are two. */
function continues(items, place) {
  const [before, name] = [items[place - 1]?.name ?? "", items[place].name];
  return name !== "," && !(isLetter(before) && isLetter(name));
}

/** The nodes that stand where `pattern` has any, or null if `items`, above or below, do not fit it. */
function fit(pattern, items, isAbove) {
  if (pattern.length === 0) return items.length ? null : [];
  const [first, ...rest] = pattern;
  if (!first.isAny) return items[0]?.name === first.name ? fit(rest, items.slice(1), isAbove) : null;
  return isAbove && OPERATIONS.has(items[0]?.name) ? null : fitAny(first, rest, items, isAbove);
}

/** The nodes for `first`, which may be any, and for the `rest` of a pattern. */
function fitAny(first, rest, items, isAbove) {
  const most = first.isOne ? Math.min(1, items.length) : items.length;
  for (let n = 1; n <= most && continues(items, n - 1); n += 1) {
    const found = fit(rest, items.slice(n), isAbove);
    if (found) return [...items.slice(0, n).map((one) => one.node), ...found];
  }
  return null;
}

/** How many of the first of `items`, which stand above a symbol, belong to its name. */
function ownOf(items) {
  let end = 0;
  for (;;) {
    const name = items[end]?.name;
    if (name === "\\prime" || STARS.has(name)) end += 1;
    else if (OPENING.has(name)) {
      const close = items.findIndex((one, n) => n > end && CLOSING.has(one.name));
      const after = items[close + 1]?.name;
      // Of (n-1)/2 and the like no part is a name.
      if (close < 0 || !(after === undefined || OPERATIONS.has(after))) return end;
      end = close + 1;
    } else return end;
  }
}

class Finder {
  /** `symbols` are patterns, each with its number and whether it `isIndex`. */
  constructor(symbols) {
    this.symbols = symbols;
    const letters = symbols.flatMap(({ sub, sup }) => [...sub, ...sup].filter((one) => one.isAny));
    this.indices = new Set(letters.map((one) => one.name));
    this.used = new Set();
    this.faults = [];
  }

  /** Mark the symbols in the nodes of `list`, which stand in `scope`. */
  list(list, scope) {
    const own = { ...scope, bound: { ...scope.bound, ...boundByAll(list) } };
    let at = own;
    let depth = 0;
    list.forEach((node) => {
      const part = core(node);
      if (part.type === "atom") depth += part.family === "open" ? 1 : part.family === "close" ? -1 : 0;
      if (depth <= 0 && (isRelation(part) || part.family === "punct")) at = own;
      at = this.node(node, at);
    });
  }

  parts(node, scope) {
    if (node) this.list(partsOf(node), scope);
  }

  /** Mark what is in `node`; return the scope of what follows it. */
  node(node, scope) {
    const at = core(node);
    if (at.type === "supsub") return this.scripts(at, scope);
    if (isNameable(at) || at.type === "op") this.name(at, scope);
    else if (at.type === "font") this.parts(at.body, { ...scope, font: at.font });
    else if (at.type === "array") at.body.flat().forEach((cell) => this.parts(cell, scope));
    else if (!SKIPPED.has(at.type)) {
      for (const key of ["base", "body", "numer", "denom", "index"]) {
        if (Array.isArray(at[key])) this.list(at[key], scope);
        else if (at[key]?.type) this.parts(at[key], scope);
      }
    }
    return scope;
  }

  name(at, scope) {
    const name = nameOf(at, scope.font);
    const [found] = this.find(name, [], []);
    if (found && this.isFree(name, found, at, scope)) this.mark(at, found);
    else if (!found) this.unknown(name, at, scope, () => texIn(at, scope));
  }

  scripts(at, scope) {
    const base = at.base && core(at.base);
    if (base && (OPERATORS.has(base.type) || isBinder(base, scope))) return this.operator(at, base, scope);
    if (base && isNameable(base)) this.named(at, base, scope);
    else this.unnamed(at, base, scope);
    return scope;
  }

  /** What is no name, brackets say, with scripts: they belong to no symbol. */
  unnamed(at, base, scope) {
    if (base) this.node(base, scope);
    this.parts(at.sub, { ...scope, isOptional: true });
    const above = itemsOf(at.sup, scope.font);
    this.list(above.slice(ownOf(above)).map((one) => one.node), scope);
  }

  named(at, base, scope) {
    const name = nameOf(base, scope.font);
    const sub = itemsOf(at.sub, scope.font);
    const sup = itemsOf(at.sup, scope.font);
    const own = ownOf(sup);
    const whole = this.find(name, sub, sup);
    const rest = whole[0] ? [] : sup.slice(own).map((one) => one.node);
    const [found, any] = whole[0] ? whole : this.find(name, sub, sup.slice(0, own));
    // With an index it is none that an operator binds.
    const bare = sub.length || own ? "" : name;
    if (!found && name === "e" && !sub.length) {
      this.parts(at.sup, scope);
      return;
    }
    if (!found) {
      const tex = () => texIn(base, scope) + scriptsOf(at, own);
      this.unknown(bare, base, scope, tex, name);
      this.parts(at.sub, { ...scope, isOptional: true });
    } else if (this.isFree(bare, found, at, scope)) {
      this.markScripts(at, base, found, rest.length > 0 && !own);
      this.list(any, { ...scope, isOptional: true });
    }
    this.list(rest, scope);
  }

  /** An operator binds what stands below it. */
  operator(at, base, scope) {
    const name = nameOf(base, scope.font);
    const bound = { ...scope.bound };
    const below = at.sub ? partsOf(at.sub) : [];
    for (const letter of boundIn(below, scope.font)) bound[letter] = name;
    const inner = { ...scope, bound };
    const [found] = this.find(name, itemsOf(at.sub, scope.font), itemsOf(at.sup, scope.font));
    if (found) this.mark(at, found);
    else {
      const [alone] = this.find(name, [], []);
      if (alone && base.type !== "op") this.mark(at, alone);
      this.list(below, inner);
      this.parts(at.sup, inner);
    }
    return inner;
  }

  /** The symbol that fits, and the nodes in the places of its indices: one without any if it can. */
  find(name, sub, sup) {
    const fits = this.symbols
      .filter((symbol) => symbol.base === name)
      .map((symbol) => [symbol, fit(symbol.sub, sub, false), fit(symbol.sup, sup, true)])
      .filter(([, below, above]) => below && above)
      .map(([symbol, below, above]) => [symbol, [...below, ...above]])
      .sort((one, other) => one[1].length - other[1].length);
    return fits[0] ?? [null, []];
  }

  isFree(name, symbol, at, scope) {
    const operator = scope.bound[name];
    if (!operator || !COUNTING.test(operator) || symbol.isIndex) return true;
    this.faults.push({ kind: "bound", symbol: symbol.number, tex: operator, position: positionOf(at) });
    return false;
  }

  mark(node, symbol) {
    node.declared = symbol.number;
    this.used.add(symbol.number);
  }

  /** Mark all of `at`, or, where an operation stands above it, what that is done to. */
  markScripts(at, base, symbol, isOperation) {
    if (!isOperation || ACCENTS.has(base.type)) {
      this.mark(at, symbol);
      return;
    }
    this.mark(base, symbol);
    if (at.sub) this.mark(at.sub, symbol);
  }

  /** Note that nothing says what `at` means; `letter` is its base, `name` is empty with an index. */
  unknown(name, at, scope, tex, letter = name) {
    const isKnown =
      scope.isOptional || KNOWN.test(letter) || !isLetterName(at) || (name && (scope.bound[name] || this.indices.has(name)));
    if (!isKnown) this.faults.push({ kind: "unknown", symbol: -1, tex: tex(), position: positionOf(at) });
  }
}

const isLetterName = (at) => isNameable(at) && !nameOf(at).startsWith("word(");

function itemsOf(node, font) {
  return node ? partsOf(node).map((one) => ({ node: one, name: nameOf(one, font) })) : [];
}

function texIn(node, scope) {
  return scope.font ? `\\${scope.font}{${texOf(node)}}` : texOf(node);
}

/** The scripts of `at` that belong to a name, of those above the first `own`. */
function scriptsOf(at, own) {
  const above = at.sup ? partsOf(at.sup).slice(0, own) : [];
  const sup = above.length ? script("^", { type: "ordgroup", body: above }) : "";
  return (at.sub ? script("_", at.sub) : "") + sup;
}

/** Expectations and the like bind what stands below them, as operators do. */
function isBinder(node, scope) {
  return /^(?:mathbb\([EPV]\)|word\((?:E|P|Var|Cov)\))$/.test(nameOf(node, scope.font));
}

/** The letters that stand below an operator as what it goes over. */
function boundIn(below, font) {
  const end = below.findIndex((one) => BINDING.has(one.text));
  return below
    .slice(0, end < 0 ? below.length : end)
    .filter(isNameable)
    .map((one) => nameOf(one, font));
}

/** What quantifiers and integrals in `list` bind in all of it. */
function boundByAll(list) {
  const parts = list.map(core);
  const isIntegral = parts.some((one) => INTEGRAL.test(one.name ?? one.base?.name ?? ""));
  const found = {};
  parts.forEach((one, n) => {
    const follows = parts.slice(n + 1).find((other) => other.type !== "kern" && other.type !== "spacing");
    const next = follows?.type === "supsub" && follows.base ? core(follows.base) : follows;
    const binds = QUANTIFIERS.has(one.text) || (isIntegral && nameOf(one) === "word(d)");
    if (binds && next && isNameable(next)) found[nameOf(next)] = one.text ?? "\\int";
  });
  return found;
}

function positionOf(node) {
  const at = core(node);
  return at.loc?.start ?? (at.base ? positionOf(at.base) : at.body?.type ? positionOf(at.body) : 0);
}

/** Mark the symbols in `tree`: each node of one has its number as `declared`. */
function find(tree, symbols) {
  const finder = new Finder(symbols);
  finder.list(tree, { font: "", bound: {}, isOptional: false });
  return { used: [...finder.used], faults: finder.faults };
}

module.exports = { find, keyOf, patternOf };
