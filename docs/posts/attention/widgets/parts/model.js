// The transformer of the piece: four parts that add to three rows of eight numbers.

const [TOPIC, CITY, ASKS, WHICH, VERB, ASKED, LAND, TONGUE] = [0, 1, 2, 3, 4, 5, 6, 7];
/** The names of the entries. */
export const ENTRIES = ["topic", "city", "asks", "which", "verb", "asked", "land", "tongue"];
export const PARTS = ["head1", "memory1", "head2", "memory2"];
export const ANSWERS = ["Italy", "Norway", "Italian", "Norwegian"];
const VOCABULARY = 9;

/** @type {Record<string, Record<number, number>>} */
const EMBEDDINGS = {
  country: { [TOPIC]: 2, [WHICH]: -2 },
  language: { [TOPIC]: 2, [WHICH]: 2 },
  Rome: { [CITY]: 2, [WHICH]: 2 },
  Oslo: { [CITY]: 2, [WHICH]: -2 },
  is: { [ASKS]: 2, [VERB]: 2 },
};

/** Return the row of a word. */
function embedding(/** @type {string} */ word) {
  return ENTRIES.map((_, i) => EMBEDDINGS[word][i] ?? 0);
}

/** Return a row divided by its root mean square. */
function norm(/** @type {number[]} */ row) {
  const size = Math.sqrt(row.reduce((sum, one) => sum + one * one, 0) / row.length);
  return row.map((one) => one / size);
}

/** Return the weights of `scores`. */
export function softmax(/** @type {number[]} */ scores) {
  const most = Math.max(...scores);
  const powers = scores.map((one) => Math.exp(one - most));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((one) => one / sum);
}

/**
 * Return what a head adds to each row: a row with the entry `asking` reads `value` of rows with the
 * entry `key`, and writes it, times `gain`, into `target`.
 * @param {number[][]} rows
 * @param {{ asking: number, sharp: number, key: number, value: number, target: number, gain: number }} head
 */
function read(rows, { asking, sharp, key, value, target, gain }) {
  const seen = rows.map(norm);
  return seen.map((row, i) => {
    const before = seen.slice(0, i + 1);
    const weights = softmax(before.map((one) => sharp * row[asking] * one[key]));
    const answer = weights.reduce((sum, weight, j) => sum + weight * before[j][value], 0);
    return ENTRIES.map((_, at) => (at === target ? gain * answer : 0));
  });
}

/**
 * Return what a memory adds to a row: unit 1 is active where `one` and `two` are positive, unit 2 where
 * `one` is and `two` is negative; their values are opposite.
 * @param {number[]} row
 * @param {{ one: number, two: number, value: Record<number, number> }} memory
 */
function recalled(row, { one, two, value }) {
  const seen = norm(row);
  const first = Math.max(seen[one] + seen[two] - 2, 0);
  const second = Math.max(seen[one] - seen[two] - 2, 0);
  return ENTRIES.map((_, i) => (first - second) * (value[i] ?? 0));
}

/**
 * Return the rows of a question after the embedding and after each part.
 * @param {WidgetState} state
 */
export function stream(state) {
  const sharp = Math.log((2 * state.focus) / (1 - state.focus)) / 4;
  /** @type {((rows: number[][]) => number[][])[]} */
  const parts = [
    (rows) => read(rows, { asking: ASKS, sharp, key: TOPIC, value: WHICH, target: ASKED, gain: 1 }),
    (rows) => rows.map((row) => recalled(row, { one: CITY, two: WHICH, value: { [LAND]: 1 } })),
    (rows) => read(rows, { asking: ASKS, sharp: 1.5, key: CITY, value: LAND, target: LAND, gain: 2 }),
    (rows) => rows.map((row) => recalled(row, { one: ASKED, two: LAND, value: { [TONGUE]: 4, [LAND]: -3 } })),
  ];
  const stages = [`${state.question} is`.split(" ").map(embedding)];
  parts.forEach((part, l) => {
    const rows = stages[l];
    const added = state[PARTS[l]] ? part(rows) : rows.map((row) => row.map(() => 0));
    stages.push(rows.map((row, i) => row.map((one, at) => one + added[i][at])));
  });
  return stages;
}

/** Return the probabilities of the four answers, if the model ended with `row`. */
export function answers(/** @type {number[]} */ row) {
  const seen = norm(row);
  const logits = [2 * seen[LAND], -2 * seen[LAND], 2 * seen[TONGUE], -2 * seen[TONGUE]];
  return softmax([...logits, ...Array(VOCABULARY - 4).fill(0)]).slice(0, 4);
}
