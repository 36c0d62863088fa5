// The words of what a reader types, as extensions/output/search/tokens.py takes those of a text, and
// which words mean the same.  Pure: knows no document.

const SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]";
const RUN = new RegExp(`(${SIGN}+)`, "u");
const NAME = /[\p{L}\p{N}]+(?:[-‐‑–/][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;
const HUMP = /(?<=[a-z0-9])(?=[A-Z])/;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}_])/gu;
const MOST_PARTS = 4;
const LONGEST = 40;
// Two forms of a word are the same but for an ending; what comes before is at least so long.
const STEM = 3;

// American and British spellings become one; then endings go, the first that fits of each line.
/** @type {[RegExp, string][][]} */
const ENDINGS = [
  [[/yz(e|es|ed|ing|er|ers)$/, "ys$1"], [/iz(e|es|ed|ing|er|ers|ation|ations|able)$/, "is$1"]],
  [[/(?<=..)our(s|ed|ing|al|able)?$/, "or$1"]],
  [[/(ss|x|ch|sh)es$/, "$1"], [/(?<=...)ies$/, "y"], [/(?<=....)is$/, ""], [/(?<=.)(?<![aius])s$/, ""], [/(?<=....)as$/, "a"]],
  [[/(?<=...)is(?:ation|er)$/, "is"], [/(?<=...)ation$/, "at"], [/(?<=...)ional$/, "ion"]],
  [[/(?<=...)ly$/, ""]],
  [[/(?<=[aeiouy].+)ing$/, ""], [/(?<=[aeiouy].+)ed$/, ""]],
  [[/(?<=..)([bdgklmnprt])\1$/, "$1"]],
  [[/(?<=..)(?:ic|ix|ex)$/, "ic"], [/(?<=..)ice$/, "ic"]],
  [[/(?<=..)e$/, ""]],
];

/**
 * Return `text` without accents, raised and lowered signs as plain ones.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

/**
 * Return the names in `text`, without accents: words, and words joined by a dash or a slash.
 * @param {string} text
 * @returns {string[]}
 */
export function namesIn(text) {
  return plain(text).replace(POSSESSIVE, "").match(NAME) ?? [];
}

/**
 * Return the words of `name`, one of `namesIn`, those that are parts of it before the whole.
 * @param {string} name
 * @returns {string[]}
 */
export function wordsOf(name) {
  const low = name.toLowerCase();
  if (RUN.test(name)) return ofSigns(low);
  const parts = low.match(PART) ?? [];
  const humps = (name.match(PART) ?? []).flatMap((part) => part.split(HUMP)).map((hump) => hump.toLowerCase());
  const found = humps.length > parts.length ? [...new Set([...humps, ...parts])] : [...parts];
  const whole = parts.join("");
  if (parts.length > 1 && parts.length <= MOST_PARTS && !/^\p{Nd}+$/u.test(whole)) found.push(whole);
  return found.filter((word) => word.length && [...word].length <= LONGEST);
}

/** @param {string} text */
function ofSigns(text) {
  return text.split(RUN).flatMap((run) => {
    if (!RUN.test(run)) return run.match(PART) ?? [];
    const signs = [...run];
    return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
  });
}

/** @param {string} text */
export function words(text) {
  return namesIn(text).flatMap(wordsOf);
}

/**
 * Return what the forms of `word` have in common in `language`: "kernels" and "kernel" the same.
 * @param {string} word
 * @param {string} language
 */
export function stem(word, language) {
  if (!language.startsWith("en") || word.length <= STEM || !/^[a-z]+$/.test(word)) return word;
  let left = word;
  for (const endings of ENDINGS) {
    const fits = endings.find(([ending]) => ending.test(left));
    if (fits) left = left.replace(...fits);
  }
  return left;
}

/** Whether the beginning of `word` says enough to guess the rest.  @param {string} word */
export function isLong(word) {
  return word.length >= 4 || RUN.test(word);
}
