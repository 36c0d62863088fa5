// What becomes of a vector of the plane: its direction is turned, rounded, and turned back.
import { leastError, lloydMax, nearest } from "../../../../_static/widgets/lloyd.js";

/**
 * Return `vector` turned by `degrees`, anticlockwise.
 * @param {number[]} vector
 * @param {number} degrees
 */
export function turned([x, y], degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/**
 * Return the levels of `bits` bits, and the mean error over all angles.
 * @param {number} bits
 */
export function levelsOf(bits) {
  return lloydMax(bits, 2);
}

/**
 * Return the bound for any code of `bits` bits a coordinate.
 * @param {number} bits
 */
export function least(bits) {
  return leastError(bits, 2);
}

/**
 * Return each step of the way of `vector`, and the squared error at its end.
 * @param {number[]} vector
 * @param {number} degrees
 * @param {number[]} levels
 */
export function way(vector, degrees, levels) {
  const length = Math.hypot(...vector);
  const unit = vector.map((one) => one / length);
  const turn = turned(unit, degrees);
  const rounded = turn.map((one) => nearest(one, levels));
  const back = turned(rounded, -degrees);
  const error = (unit[0] - back[0]) ** 2 + (unit[1] - back[1]) ** 2;
  return { unit, turned: turn, rounded, back, error };
}
