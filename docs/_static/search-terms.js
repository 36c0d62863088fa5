// What a reader types, as the index has it.  Pure: knows no document and no Pagefind.
//
// Formulas become words as in extensions/search/terms.py, letter for letter;
// tests/fixtures/formulas.json holds the two together.

const list = (text) => text.split(" ");
const SILENT = new Set(
  list(
    "left right big bigl bigr bigg biggl biggr middle displaystyle textstyle limits nolimits" +
      " quad qquad mathrm mathbf mathit mathsf mathbb mathcal mathfrak boldsymbol bm text textrm" +
      " operatorname frac dfrac tfrac cdot times cdots ldots dots vdots mid vert langle rangle" +
      " lvert rvert lVert rVert approx equiv propto sim leq geq neq le ge ne lt gt ll gg in notin" +
      " to mapsto colon prime star ast circ underbrace overbrace notag nonumber mathop",
  ),
);
const NAMES = new Set(list("log exp max min sin cos tan det arg dim ker lim inf sup var cov sum top"));
const WITH_LIMITS = new Set(list("sum prod int max min argmax argmin lim sup inf"));
const SPELLED = list(
  "sqrt sum prod int partial nabla infty top" +
    " alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma" +
    " tau upsilon phi chi psi omega gamma delta theta lambda xi pi sigma phi psi omega" +
    " epsilon phi",
);
const SIGNS = new Map(
  [..."√∑∏∫∂∇∞⊤αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ"].map((sign, place) => [sign, SPELLED[place]]),
);
const ALIASES = new Map([
  ["intercal", "top"],
  ["varepsilon", "epsilon"],
  ["varphi", "phi"],
  ["vartheta", "theta"],
]);

const BELOW = /[\u2080-\u209c\u1d62-\u1d6a\u2c7c]+/g;
const ABOVE = /[\u00b2\u00b3\u00b9\u2070-\u207f\u1d2c-\u1d61\u1d78-\u1dbf]+/g;
const NOT_SAID = /\\(?:tag|label|begin|end)\{[^}]*\}|\\[,;:!> ]|[\u0300-\u036f\u20d7]/g;
const TOKEN = /\\[A-Za-z]+|[A-Za-z]+|\d+|[_^]|[{(]|[})]/g;

/** Return the words of `formula`, TeX or as typed, each once, in their order. */
export function terms(formula) {
  const tokens = spelled(formula).match(TOKEN) ?? [];
  const found = [];
  while (tokens.length) {
    const token = tokens.shift();
    if (token !== "_" && token !== "^") {
      found.push(...words(token));
      continue;
    }
    const script = takeScript(tokens);
    if (token === "^") {
      found.push(...(script.length === 1 && script[0] === "t" ? ["top"] : script));
    } else if (found.length && !WITH_LIMITS.has(found.at(-1))) {
      found.push(found.pop() + script.join(""));
    } else {
      found.push(...script);
    }
  }
  return [...new Set(found)];
}

function spelled(formula) {
  const text = formula
    .replace(BELOW, "_{$&}")
    .replace(ABOVE, "^{$&}")
    .normalize("NFKD")
    .replace(NOT_SAID, " ");
  return [...text].map((sign) => (SIGNS.has(sign) ? `\\${SIGNS.get(sign)} ` : sign)).join("");
}

function words(token) {
  const name = token.replace(/^\\/, "");
  if (!/^[A-Za-z0-9]+$/.test(name)) return [];
  if (SILENT.has(name) && (name !== token || name.length > 3)) return [];
  const low = ALIASES.get(name) ?? name.toLowerCase();
  return name !== token || isName(low) ? [low] : [...low];
}

function isName(letters) {
  return /^\d+$/.test(letters) || letters.length > 3 || NAMES.has(letters);
}

function takeScript(tokens) {
  if (!tokens.length) return [];
  const first = tokens.shift();
  if (/^[A-Za-z]+$/.test(first) && !isName(first.toLowerCase())) {
    if (first.length > 1) tokens.unshift(first.slice(1));
    return words(first[0]);
  }
  if (first !== "{" && first !== "(") return words(first);
  const script = [];
  for (let depth = 1; tokens.length && depth; ) {
    const token = tokens.shift();
    depth += "{(".includes(token) - "})".includes(token);
    script.push(...words(token));
  }
  return script;
}

/** Return `term` as a word of the index that no other word begins with. */
export function wordOf(term) {
  return `zt${term}qz`;
}

/** Whether `text` is typed as a formula: `sqrt(d_k)`, `x^2`, `√dₖ`, `\log p`. */
export function isFormula(text) {
  return /[\\^_{}=√∑∏∫∂∇⊤]|\w\(/.test(text) || text.search(BELOW) >= 0 || text.search(ABOVE) >= 0;
}

/** Return `text` in lower case, without accents. */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return the words of `text` that are long enough to be misspelt. */
export function longWords(text) {
  return plain(text).match(/\p{L}{4,}/gu) ?? [];
}

/** Return the words of `query` of which no word among `seen` has the first letters. */
export function unmatched(query, seen) {
  const starts = new Set(seen.flatMap(longWords).map((word) => word.slice(0, 4)));
  return longWords(query).filter((word) => !starts.has(word.slice(0, 4)));
}

/** Whether `title` has all words of `query`, which has more than one. */
export function isNamed(title, query) {
  const has = plain(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  const asked = plain(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  return asked.length > 1 && asked.every((word) => has.some((one) => one.startsWith(word)));
}

/** Return how many letters must be changed, put in, left out or swapped between two words. */
export function distance(one, other) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row.at(-1);
}

/** Return the word of `vocabulary`, the commonest first, that `word` may be meant for. */
export function nearest(word, vocabulary) {
  const limit = word.length < 6 ? 1 : 2;
  const near = vocabulary
    .filter((known) => Math.abs(known.length - word.length) <= limit)
    .map((known) => [distance(word, known), known])
    .filter(([far]) => far <= limit);
  return near.sort(([one], [other]) => one - other)[0]?.[1];
}

/** Return `query` with each of `wrong`, its words in plain letters, put right where that can be. */
export function corrected(query, wrong, vocabulary) {
  const right = new Map(wrong.map((word) => [word, nearest(word, vocabulary)]));
  return query.replace(/\p{L}+/gu, (word) => right.get(plain(word)) ?? word);
}

/** Return Pagefind's `excerpt`, HTML, as pairs of plain text and whether it was found. */
export function marked(excerpt) {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .filter(Boolean)
    .map((part) => [
      part.replace(/<\/?mark>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
      part.startsWith("<mark>"),
    ]);
}

/** Return `pieces`, pairs as of `marked`, without the `title` that they may begin with. */
export function withoutTitle(pieces, title) {
  if (!pieces.map(([text]) => text).join("").startsWith(title)) return pieces;
  let left = title.length;
  return pieces
    .map(([text, found]) => {
      const rest = text.slice(left);
      left = Math.max(left - text.length, 0);
      return [rest, found];
    })
    .filter(([text]) => text)
    .map(([text, found], place) => [place ? text : text.replace(/^[.\s]+/, ""), found]);
}

/** Return the groups of `found`, [kind, its results], in the order of their best. */
export function grouped(found) {
  const groups = new Map();
  for (const one of found) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return [...groups];
}
