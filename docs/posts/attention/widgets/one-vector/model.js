// The machine of the opening: 32 letters with random vectors of signs, and one vector as memory.
import { remembered } from "../../../../_static/widgets/remembered.js";

export const ALPHABET = "abcdefghijklmnopqrstuvwxyz .,'?-";
const N = ALPHABET.length;
const WIDEST = 1024;

/** The signs of all letters, a row of 1,024 for each, by the generator mulberry32. */
const codes = remembered((/** @type {number} */ machine) => {
  const signs = new Int8Array(N * WIDEST);
  let state = machine * 0x9e3779b9;
  for (let at = 0; at < signs.length; at += 1) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    signs[at] = (mixed ^ (mixed >>> 14)) < 0 ? -1 : 1;
  }
  return signs;
});

/** Return the letters of `words` by their places in the alphabet; others count as a dash. */
export function lettersOf(/** @type {string} */ words) {
  return [...words.toLowerCase()].map((sign) => {
    const at = ALPHABET.indexOf(sign);
    return at < 0 ? N - 1 : at;
  });
}

/**
 * Return the state of `width` numbers after `letters`: rotated by one place and added to, each time.
 * @param {number[]} letters
 * @param {number} width
 * @param {Int8Array} signs
 */
function listen(letters, width, signs) {
  let state = new Int16Array(width);
  for (const letter of letters) {
    const next = new Int16Array(width);
    for (let i = 0; i < width; i += 1) next[i] = state[i ? i - 1 : width - 1] + signs[letter * WIDEST + i];
    state = next;
  }
  return state;
}

/**
 * @param {Int8Array} signs
 * @param {number} letter
 * @param {Int16Array} round
 * @param {number} back
 * @param {number} width
 */
function score(signs, letter, round, back, width) {
  const from = letter * WIDEST;
  let sum = 0;
  for (let i = 0; i < width; i += 1) sum = (sum + signs[from + i] * round[back + i]) | 0;
  return sum / width;
}

/**
 * Return what a machine hears and says: for each of `letters` what is read in its place, its own
 * score and that of the best other letter, both divided by the width; and the state it is read from.
 * @param {number[]} letters
 * @param {number} width
 * @param {number} machine
 */
export function recall(letters, width, machine) {
  const signs = codes(machine);
  const state = listen(letters, width, signs);
  // Twice, so that a rotated state is a part of it.
  const round = Int16Array.from([...state, ...state]);
  const read = letters.map((right, t) => {
    const back = (letters.length - 1 - t) % width;
    const scores = Array.from({ length: N }, (_, letter) => score(signs, letter, round, back, width));
    const said = scores.indexOf(Math.max(...scores));
    const rival = Math.max(...scores.filter((_, letter) => letter !== right));
    return { said, own: scores[right], rival };
  });
  return { read, state };
}
