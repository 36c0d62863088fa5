// Two memories of one column, for keys in the plane: states are points.

/** @typedef {[number, number]} Point */
/** @typedef {[string, number]} Line a name and its value */

/** @type {Record<string, Line[]>} */
export const LOGS = {
  rewritten: [["x", 3], ["y", 5], ["x", 7], ["y", 5], ["x", 7], ["y", 5]],
  three: [["x", 3], ["y", 5], ["z", 4], ["x", 3], ["y", 5], ["z", 4]],
};
// The third key keeps its place.
const THIRD = 120;

/**
 * Return the key of a name, a point of length 1, when that of y is `angle` degrees from that of x.
 * @param {string} name
 * @param {number} angle
 * @returns {Point}
 */
export function keyOf(name, angle) {
  const turn = ({ x: 0, y: angle, z: THIRD }[/** @type {"x"} */ (name)] * Math.PI) / 180;
  return [Math.cos(turn), Math.sin(turn)];
}

/**
 * Return what `point` answers to a name.
 * @param {Point} point
 * @param {string} name
 * @param {number} angle
 */
export function answer(point, name, angle) {
  const key = keyOf(name, angle);
  return key[0] * point[0] + key[1] * point[1];
}

/**
 * Return the states of the sum, from the empty one on.
 * @param {WidgetState} state
 */
export function sums(state) {
  return path(state, (_, value) => value);
}

/**
 * Return the states of the delta rule, from the empty one on.
 * @param {WidgetState} state
 */
export function deltas(state) {
  return path(state, (read, value) => state.rate * (value - read));
}

/**
 * Return the states of a memory that adds `write(what it answers, value)` along each key.
 * @param {WidgetState} state
 * @param {(read: number, value: number) => number} write
 */
function path({ log, lines, angle }, write) {
  /** @type {Point[]} */
  const states = [[0, 0]];
  for (const [name, value] of LOGS[log].slice(0, lines)) {
    const last = states[states.length - 1];
    const key = keyOf(name, angle);
    const added = write(answer(last, name, angle), value);
    states.push([last[0] + added * key[0], last[1] + added * key[1]]);
  }
  return states;
}

/**
 * Return the value that was written last for each name, in the order of the names' first lines.
 * @param {WidgetState} state
 * @returns {Line[]}
 */
export function latest({ log, lines }) {
  return [...new Map(LOGS[log].slice(0, lines))];
}
