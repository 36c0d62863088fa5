// What a query asks for: which words, and which words of the index these may mean.  Pure: knows no
// document.
import { isLong, namesIn, stem, wordsOf } from "./search-words.js";

// Said of what is asked, not of the answer: left out behind a question word.
const ASKING = new Set(
  "how what why when where which who can could do does is are should explain define".split(" "),
);
const ASKED = new Set(
  ("big large small long many much often fast mean means meaning explain explained define definition tell" +
    " show give find need want get work works happen happens please one someone people").split(" "),
);
/** How well another form of a word is the word. */
export const SAME = 0.88;
const BEGUN = 0.5;
const GUESSED = 0.7;
const LONGER = 0.6;
const LEAST = 6;
// Words that begin alike stand in one chunk of the index.
const ALIKE = 4;

/**
 * Return what `query` asks for, in its order, without words that say nothing.
 * @param {string} query
 * @param {Set<string>} skipped
 * @returns {AskedWord[]}
 */
export function asked(query, skipped) {
  const names = namesIn(query);
  const all = names.flatMap((name, place) => {
    const found = wordsOf(name);
    const whole = found.length > 1 && found[found.length - 1] === name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const together = whole ? found.pop() : undefined;
    return found.map((text) => ({
      text,
      name,
      place,
      isLast: place === names.length - 1 && !/\s$/.test(query),
      together: together ? [together] : [],
    }));
  });
  const isQuestion = all.length > 0 && ASKING.has(all[0].text);
  const silent = all.filter(({ text }) => !skipped.has(text));
  const saying = isQuestion ? silent.filter(({ text }) => !ASKED.has(text)) : silent;
  const kept = saying.length ? saying : silent.length ? silent : all;
  for (const [at, one] of kept.entries()) {
    const next = kept[at + 1];
    if (!next || next.place !== one.place + 1) continue;
    one.together.push(one.text + next.text);
    next.together.push(one.text + next.text);
  }
  return kept;
}

/**
 * Return the beginnings by which the chunks with `text`, and what it may mean, are found.
 * @param {string} text
 * @param {string} language
 */
export function beginnings(text, language) {
  const found = [text.slice(0, ALIKE)];
  const common = stem(text, language);
  if (common.length < ALIKE) found.push(common);
  if (text.length === ALIKE - 1) found.push(`${text}s`);
  return found;
}

/**
 * Return which words of the index `one` may mean, and how well.
 * @param {AskedWord} one
 * @param {string[]} inIndex
 * @param {string} language
 * @returns {Map<string, number>}
 */
export function meanings({ text, isLast, together }, inIndex, language) {
  // Two words, and whole names, are none.
  const known = inIndex.filter((word) => !/[ =]/.test(word));
  const found = forms([text, ...together], known, language);
  if (!isLong(text)) return found;
  const quality = found.size ? BEGUN : GUESSED;
  if (isLast || !found.size) {
    for (const word of known) {
      if (word.startsWith(text) && !found.has(word)) found.set(word, quality);
    }
  }
  if (found.size || !isLast) return found;
  // "optimisatio" on its way to "optimisation", where "optimise" is known.
  const shorter = known.filter((word) => word.length > LEAST && text.startsWith(stem(word, language)));
  return new Map(shorter.map((word) => [word, LONGER]));
}

/**
 * Return which of `known` are one of `meant` or another form of it.
 * @param {string[]} meant
 * @param {string[]} known
 * @param {string} language
 */
function forms(meant, known, language) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const stems = new Set(meant.map((word) => stem(word, language)));
  const begins = new Set(meant.map((word) => word.slice(0, 2)));
  for (const word of known) {
    if (meant.includes(word)) found.set(word, 1);
    else if (begins.has(word.slice(0, 2)) && stems.has(stem(word, language))) found.set(word, SAME);
  }
  return found;
}
