// Formulas that a reader types, as the index has them.  Pure: knows no document.
//
// They become words as in extensions/output/search/terms.py, letter for letter;
// tests/fixtures/formulas.json holds the two together.

/** @type {(text: string) => string[]} */
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
/** @type {(sign: string, place: number) => [string, string]} */
const pairedWithName = (sign, place) => [sign, SPELLED[place]];
const SIGNS = new Map(
  [..."√∑∏∫∂∇∞⊤αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ"].map(pairedWithName),
);
const ALIASES = new Map([
  ["ell", "l"],
  ["intercal", "top"],
  ["varepsilon", "epsilon"],
  ["varphi", "phi"],
  ["vartheta", "theta"],
]);

const BELOW = /[\u2080-\u209c\u1d62-\u1d6a\u2c7c]+/g;
const ABOVE = /[\u00b2\u00b3\u00b9\u2070-\u207f\u1d2c-\u1d61\u1d78-\u1dbf]+/g;
const NOT_SAID = /\\(?:tag|label|begin|end)\{[^}]*\}|\\[,;:!> ]|[\u0300-\u036f\u20d7]/g;
const TOKEN = /\\[A-Za-z]+|[A-Za-z]+|\d+|[_^]|[{(]|[})]/g;

const NAMED = new Map([["ell", "ℓ"]]);
// Of two signs of one name the first is meant.
for (const [sign, name] of [...SIGNS].reverse()) NAMED.set(name, sign);
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/**
 * Return `query`, typed as a formula, as a text has it: ℓ² for \ell^2.
 * @param {string} query
 * @returns {string}
 */
export function readable(query) {
  return query
    .replace(/\\([A-Za-z]+) ?/g, (whole, name) => NAMED.get(name) ?? whole)
    .replace(/([\^_])(?:\{(\d+)\}|(\d))/g, (_, where, several, one) =>
      [...(several ?? one)].map((digit) => (where === "^" ? RAISED : LOWERED)[digit]).join(""),
    );
}

/**
 * Return the words of `formula`, TeX or as typed, each once, in their order.
 * @param {string} formula
 */
export function terms(formula) {
  /** @type {string[]} */
  const tokens = spelled(formula).match(TOKEN) ?? [];
  /** @type {string[]} */
  const found = [];
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if (token !== "_" && token !== "^") {
      found.push(...words(token));
      continue;
    }
    const script = takeScript(tokens);
    if (token === "^") {
      found.push(...(script.length === 1 && script[0] === "t" ? ["top"] : script));
    } else if (found.length && !WITH_LIMITS.has(found[found.length - 1])) {
      found.push(found.pop() + script.join(""));
    } else {
      found.push(...script);
    }
  }
  return [...new Set(found)];
}

/** @param {string} formula */
function spelled(formula) {
  const text = formula
    .replace(BELOW, "_{$&}")
    .replace(ABOVE, "^{$&}")
    .normalize("NFKD")
    .replace(NOT_SAID, " ");
  return [...text].map((sign) => (SIGNS.has(sign) ? `\\${SIGNS.get(sign)} ` : sign)).join("");
}

/** @param {string} token */
function words(token) {
  const name = token.replace(/^\\/, "");
  if (!/^[A-Za-z0-9]+$/.test(name)) return [];
  if (SILENT.has(name) && (name !== token || name.length > 3)) return [];
  const low = ALIASES.get(name) ?? name.toLowerCase();
  return name !== token || isName(low) ? [low] : [...low];
}

/** @param {string} letters */
function isName(letters) {
  return /^\d+$/.test(letters) || letters.length > 3 || NAMES.has(letters);
}

/** @param {string[]} tokens */
function takeScript(tokens) {
  const first = tokens.shift();
  if (first === undefined) return [];
  if (/^[A-Za-z]+$/.test(first) && !isName(first.toLowerCase())) {
    if (first.length > 1) tokens.unshift(first.slice(1));
    return words(first[0]);
  }
  if (first !== "{" && first !== "(") return words(first);
  const script = [];
  let depth = 1;
  while (depth) {
    const token = tokens.shift();
    if (token === undefined) break;
    depth += Number("{(".includes(token)) - Number("})".includes(token));
    script.push(...words(token));
  }
  return script;
}

/**
 * Whether `text` is typed as a formula: `sqrt(d_k)`, `x^2`, `√dₖ`, `\log p`.
 * @param {string} text
 */
export function isFormula(text) {
  return /[\\^_{}=√∑∏∫∂∇⊤]|\w\(/.test(text) || text.search(BELOW) >= 0 || text.search(ABOVE) >= 0;
}
