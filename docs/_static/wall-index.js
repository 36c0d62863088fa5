// What is known of all shorts: which of them fit a question. Pure: knows no document.
//
// A short is its place in the list of all, the newest first.
import { FACETS } from "./wall-address.js";

const WORD = /[\p{L}\p{N}]+(?:\++|#)?/gu;

/** Return the words of `text`: no case, no accents. The build takes them in the same way. */
export function words(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().match(WORD) ?? [];
}

/** Return the index that the file of facts holds; it cannot look for words. */
export function open({ facets, shorts, initials }) {
  return {
    initials,
    terms: Object.fromEntries(FACETS.map((facet) => [facet, new Map(facets[facet])])),
    shorts: shorts.map(([slug, title, ...chosen]) => {
      const key = (facet, at) => facets[facet][at][0];
      const of = (facet, number) => [facet, chosen[number].map((at) => key(facet, at))];
      // As it is looked through at every key.
      const inTitle = ` ${words(title).join(" ")}`;
      return { slug, title, inTitle, ...Object.fromEntries(FACETS.map(of)) };
    }),
  };
}

function initialOf(word) {
  return /^[0-9a-z]/.test(word) ? word[0] : "_";
}

/** Return the signs under which the words of `q` are filed, of those for which there is a file. */
export function initialsOf(index, q) {
  const found = new Set(words(q).map(initialOf));
  return [...found].filter((sign) => index.initials.includes(sign));
}

/** Return what a file of words holds. */
export function openWords(file) {
  return { words: file.words.split(" "), places: file.places.split(" ") };
}

// Where the first word stands that is not before `word`.
function placeOf(list, word) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle] < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

// Call `each` with the places that are packed in `text`: steps in base 36, points between.
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

// Mark with `round` the shorts with a word that begins with `start`, if they have `round - 1`.
function mark({ words: list, places }, start, marks, round) {
  const note = (place) => {
    if (marks[place] === round - 1) marks[place] = round;
  };
  for (let at = placeOf(list, start); at < list.length && list[at].startsWith(start); at += 1) {
    unpack(places[at], note);
  }
}

/** Return for each short whether words that begin like those of `q` are all in it.
 *  `filed` has by its sign what each file of words that `q` needs holds. */
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

// The facets in which a short is not what `question` asks.
function failing(short, question) {
  return FACETS.filter((facet) => question[facet] && !short[facet].includes(question[facet]));
}

/** Return the shorts that fit `question`, in the order that it asks; `found` are its matches. */
export function find(index, question, found) {
  const all = [...index.shorts.keys()];
  const fits = all.filter((at) => found[at] && !failing(index.shorts[at], question).length);
  if (question.sort === "oldest") return fits.reverse();
  if (question.sort === "title") return fits.sort(byTitle(index));
  return question.sort === "" && question.q.trim() ? bestFirst(index, question.q, fits) : fits;
}

function byTitle({ shorts }) {
  const { compare } = new Intl.Collator("en");
  return (one, other) => compare(shorts[one].title, shorts[other].title) || one - other;
}

// Those first whose title has the words; among both kinds the order stays.
function bestFirst(index, q, places) {
  const starts = words(q).map((word) => ` ${word}`);
  const isBest = (at) => starts.every((start) => index.shorts[at].inTitle.includes(start));
  const best = new Set(places.filter(isBest));
  return [...best, ...places.filter((at) => !best.has(at))];
}

/** Return by facet a map from key to how many shorts there would be with it chosen instead. */
export function counts(index, question, found) {
  const counted = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
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
