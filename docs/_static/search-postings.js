// What the index has of a word, opened.  Pure: knows no document.
// extensions/output/search/postings.py says how it is written.

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** @type {Map<string, number>} */
const VALUES = new Map([...SIGNS].map((sign, value) => [sign, value]));
const STEPS = 12;
const POSTING = 4;

/** The parts of a page: itself, its sections, statements from here and equations from there. */
export const STATEMENTS = 2048;
export const EQUATIONS = 3072;

/** @param {string} sign */
const value = (sign) => VALUES.get(sign) ?? 0;

/**
 * Add what `written` says of a word to `places`, which has by page and part how much the word
 * weighs and where it stands; one that counts for less weighs `quality` of it.
 * @param {Places} places
 * @param {string} written
 * @param {number} quality
 */
export function addPostings(places, written, quality) {
  for (const ofPage of written.split(",")) {
    const colon = ofPage.indexOf(":");
    const page = parseInt(ofPage.slice(0, colon), 36);
    let parts = places.get(page);
    if (!parts) places.set(page, (parts = new Map()));
    for (let at = colon + 1; at < ofPage.length; at += POSTING) {
      const part = value(ofPage[at]) * SIGNS.length + value(ofPage[at + 1]);
      const weight = (value(ofPage[at + 2]) / STEPS) * quality;
      const sixths = value(ofPage[at + 3]);
      const known = parts.get(part);
      if (!known) parts.set(part, { weight, sixths });
      else {
        known.weight = Math.max(known.weight, weight);
        known.sixths |= sixths;
      }
    }
  }
}
