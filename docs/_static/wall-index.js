// What is known of all shorts: which of them fit a question. Pure: knows no document.
//
// A short is its place in the list of all, the newest first.
import { FACETS } from "./wall-address.js";

const WORD = /[\p{L}\p{N}]+(?:\++|#)?/gu;

/**
 * Return the words of `text`: no case, no accents. The build takes them in the same way.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().match(WORD) ?? [];
}

/**
 * Return the index that the file of facts holds; it cannot look for words.
 * @param {WallFile} file
 * @returns {WallIndex}
 */
export function open({ facets, shorts, initials }) {
  return {
    initials,
    terms: eachFacet((facet) => new Map(facets[facet])),
    shorts: shorts.map(([slug, title, ...chosen]) => {
      // As it is looked through at every key.
      const inTitle = ` ${words(title).join(" ")}`;
      const keys = eachFacet((facet, number) => chosen[number].map((at) => facets[facet][at][0]));
      return { slug, title, inTitle, ...keys };
    }),
  };
}

/**
 * Return what `make` gives for each facet, and its number among them.
 * @template Value
 * @param {(facet: Facet, number: number) => Value} make
 */
function eachFacet(make) {
  const made = FACETS.map((facet, number) => [facet, make(facet, number)]);
  return /** @type {Record<Facet, Value>} */ (Object.fromEntries(made));
}

/** @param {string} word */
function initialOf(word) {
  return /^[0-9a-z]/.test(word) ? word[0] : "_";
}

/**
 * Return the signs under which the words of `q` are filed, of those for which there is a file.
 * @param {WallIndex} index
 * @param {string} q
 */
export function initialsOf(index, q) {
  const found = new Set(words(q).map(initialOf));
  return [...found].filter((sign) => index.initials.includes(sign));
}

/**
 * Return what a file of words holds.
 * @param {{words: string, places: string}} file
 * @returns {WallWords}
 */
export function openWords(file) {
  return { words: file.words.split(" "), places: file.places.split(" ") };
}

/**
 * Where the first word stands that is not before `word`.
 * @param {string[]} list
 * @param {string} word
 */
function placeOf(list, word) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle] < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Call `each` with the places that are packed in `text`: steps in base 36, points between.
 * @param {string} text
 * @param {(place: number) => void} each
 */
function unpack(text, each) {
  let [place, step] = [0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48) step = step * 36 + code - (code < 58 ? 48 : 87);
    else {
      place += step;
      step = 0;
      each(place);
    }
  }
}

/**
 * Mark with `round` the shorts with a word that begins with `start`, if they have `round - 1`.
 * @param {WallWords} file
 * @param {string} start
 * @param {Uint8Array} marks
 * @param {number} round
 */
function mark({ words: list, places }, start, marks, round) {
  /** @param {number} place */
  const note = (place) => {
    if (marks[place] === round - 1) marks[place] = round;
  };
  for (let at = placeOf(list, start); at < list.length && list[at].startsWith(start); at += 1) {
    unpack(places[at], note);
  }
}

/**
 * Return for each short whether words that begin like those of `q` are all in it.
 * `filed` has by its sign what each file of words that `q` needs holds.
 * @param {WallIndex} index
 * @param {string} q
 * @param {Record<string, WallWords>} filed
 */
export function matches(index, q, filed = {}) {
  if (!q.trim()) return index.shorts.map(() => true);
  const asked = words(q);
  const marks = new Uint8Array(index.shorts.length);
  asked.forEach((start, at) => {
    const file = filed[initialOf(start)];
    if (file) mark(file, start, marks, at + 1);
  });
  return Array.from(marks, (round) => asked.length > 0 && round === asked.length);
}

/**
 * The facets in which a short is not what `question` asks.
 * @param {WallShort} short
 * @param {Question} question
 */
function failing(short, question) {
  return FACETS.filter((facet) => question[facet] && !short[facet].includes(question[facet]));
}

/**
 * Return the shorts that fit `question`, in the order that it asks; `found` are its matches.
 * @param {WallIndex} index
 * @param {Question} question
 * @param {boolean[]} found
 */
export function find(index, question, found) {
  const all = [...index.shorts.keys()];
  const fits = all.filter((at) => found[at] && !failing(index.shorts[at], question).length);
  if (question.sort === "oldest") return fits.reverse();
  if (question.sort === "title") return fits.sort(byTitle(index));
  return question.sort === "" && question.q.trim() ? bestFirst(index, question.q, fits) : fits;
}

/**
 * @param {WallIndex} index
 * @returns {(one: number, other: number) => number}
 */
function byTitle({ shorts }) {
  const { compare } = new Intl.Collator("en");
  return (one, other) => compare(shorts[one].title, shorts[other].title) || one - other;
}

/**
 * Those first whose title has the words; among both kinds the order stays.
 * @param {WallIndex} index
 * @param {string} q
 * @param {number[]} places
 */
function bestFirst(index, q, places) {
  const starts = words(q).map((word) => ` ${word}`);
  /** @type {(at: number) => boolean} */
  const isBest = (at) => starts.every((start) => index.shorts[at].inTitle.includes(start));
  const best = new Set(places.filter(isBest));
  return [...best, ...places.filter((at) => !best.has(at))];
}

/**
 * Return by facet a map from key to how many shorts there would be with it chosen instead.
 * @param {WallIndex} index
 * @param {Question} question
 * @param {boolean[]} found
 * @returns {Counts}
 */
export function counts(index, question, found) {
  /** @type {Counts} */
  const counted = eachFacet(() => new Map());
  index.shorts.forEach((short, at) => {
    if (!found[at]) return;
    const against = failing(short, question);
    for (const facet of FACETS) {
      if (against.some((other) => other !== facet)) continue;
      for (const key of short[facet]) {
        counted[facet].set(key, (counted[facet].get(key) ?? 0) + 1);
      }
    }
  });
  return counted;
}
