// Vectors that a reader writes or pastes: numbers parted by spaces or commas, vectors by semicolons
// or by brackets.

/** What cannot be read of a text; the message says what, and where. */
export class Unreadable extends Error {}

const NUMBER = /^[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/**
 * @param {string} word
 * @param {number} which
 * @param {number} place
 */
function numberIn(word, which, place) {
  const value = NUMBER.test(word) ? Number(word.replace("−", "-")) : NaN;
  if (!Number.isFinite(value)) throw new Unreadable(`“${word.slice(0, 12)}”, number ${place} of vector ${which}, is no number`);
  return value;
}

/**
 * @param {string} part
 * @param {number} which
 * @param {{ least: number, most: number }} sizes
 */
function vectorIn(part, which, { least, most }) {
  const vector = part.split(/[\s,]+/).filter(Boolean).map((word, at) => numberIn(word, which, at + 1));
  const size = vector.length;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  if (size < least || size > most) throw new Unreadable(`vector ${which} has ${size} ${size === 1 ? "number" : "numbers"}: write ${wanted}`);
  if (!vector.some(Boolean)) throw new Unreadable(`vector ${which} is zero and has no direction`);
  return vector;
}

/**
 * Return the vectors in `text`, each of `least` to `most` numbers, and at most `count` of them.
 * @param {string} text
 * @param {{ least: number, most: number, count: number }} wanted
 */
export function vectorsIn(text, { least, most, count }) {
  const parts = text.split(/[;[\]()]/).filter((part) => /[^\s,]/.test(part));
  if (parts.length > count) throw new Unreadable(`${parts.length} vectors are more than ${count}: leave some out`);
  return parts.map((part, at) => vectorIn(part, at + 1, { least, most }));
}
