// Which words are near to each other. Pure: knows no document.

/**
 * Return how many letters must be changed, put in, left out or swapped between two words.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[]} */
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
  return row[other.length];
}

// Shorter words are as near to many others; two slips are made in longer ones, seldom at the beginning.
const LEAST = 5;
const LONG = 8;
const BEGINNING = 2;

/**
 * Return the word of `vocabulary`, the commonest first, that `word` may be meant for, if any.
 * @param {string} word
 * @param {string[]} vocabulary
 * @returns {string | undefined}
 */
export function nearest(word, vocabulary) {
  if (word.length < LEAST) return undefined;
  let found;
  let least = word.length < LONG ? 2 : 3;
  for (const known of vocabulary) {
    if (Math.abs(known.length - word.length) >= least) continue;
    const far = distance(word, known);
    const isLikely = far < 2 || known.startsWith(word.slice(0, BEGINNING));
    if (far < least && isLikely) [found, least] = [known, far];
  }
  return found;
}
