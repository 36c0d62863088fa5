// What fine-tuning costs, counted as the piece derives it, and what the reader has written.

/** The sizes of the model: layers, width, tokens of the vocabulary, places of the context. */
export const SIZES = { layers: 4, width: 80, vocabulary: 512, context: 96 };
/** The weights in the matrices of all layers: 12 d² in each. */
export const IN_LAYERS = 12 * SIZES.width ** 2 * SIZES.layers;
/** All weights: with the embedding, the places, and the gains of the norms. */
export const WEIGHTS =
  IN_LAYERS + (SIZES.vocabulary + SIZES.context) * SIZES.width + (2 * SIZES.layers + 1) * SIZES.width;

/**
 * Return how many numbers are trained.
 * @param {string} what
 * @param {number} rank
 */
export function trained(what, rank) {
  const { layers, width: d, vocabulary } = SIZES;
  if (what === "head") return (vocabulary + 1) * d;
  // Rows and columns of the four matrices: d and 3d, d and d, d and 4d, 4d and d.
  if (what === "low rank") return rank * 16 * d * layers;
  return WEIGHTS;
}

/**
 * Return the bytes of weights, and of the gradient and the two moments of each number that is trained.
 * @param {string} what
 * @param {number} rank
 */
export function memory(what, rank) {
  const count = trained(what, rank);
  return 4 * (WEIGHTS + (what === "all" ? 0 : count)) + 12 * count;
}

/**
 * Return the floating-point operations of a step: two a weight and token forward, twice that back.
 * @param {string} what
 * @param {number} tokens that are read
 * @param {number} counted of them, that have a share in the loss
 */
export function operations(what, tokens, counted) {
  const { width, vocabulary } = SIZES;
  const head = 2 * width * vocabulary * counted;
  const forward = 2 * IN_LAYERS * tokens + head;
  return forward + 2 * head + (what === "head" ? 0 : 4 * IN_LAYERS * tokens);
}

/**
 * Return the pairs in `lines`, of which each is a question up to its last question mark, and an answer.
 * @param {string} lines
 * @returns {string[][]}
 */
export function pairsIn(lines) {
  return lines.split("\n").flatMap((line) => {
    const at = line.lastIndexOf("?");
    const [question, answer] = [line.slice(0, at + 1).trim(), line.slice(at + 1).trim()];
    return question && answer ? [[question.toLowerCase(), answer.toLowerCase()]] : [];
  });
}

/**
 * Whether `text`, which has `ended` or was cut, is an answer as the pairs give them: a word, a full stop.
 * @param {{ text: string, ended: boolean }} answer
 */
export function isInForm({ text, ended }) {
  return ended && /^ [a-z]+\.$/.test(text);
}

/**
 * Return how many of `answers` are in form, and how many are right.
 * @param {{ text: string, ended: boolean }[]} answers
 * @param {string[][]} asked questions and their answers
 */
export function score(answers, asked) {
  const good = answers.map((one) => isInForm(one));
  const right = answers.filter((one, at) => good[at] && one.text.trim() === asked[at][1]);
  return { form: good.filter(Boolean).length, right: right.length };
}
