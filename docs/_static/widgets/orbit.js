// Points in space on a flat drawing: turned by two angles, and farther ones nearer to the middle.

const NEAR = 4;

/**
 * Return where `point` is after a turn by `yaw` about the upright axis and by `pitch` about the
 * level one, both in degrees.
 * @param {number[]} point
 * @param {number} yaw
 * @param {number} pitch
 */
export function turned([x, y, z], yaw, pitch) {
  const [a, b] = [yaw, pitch].map((angle) => (angle * Math.PI) / 180);
  const across = x * Math.cos(a) + y * Math.sin(a);
  const away = y * Math.cos(a) - x * Math.sin(a);
  return [across, away * Math.cos(b) - z * Math.sin(b), z * Math.cos(b) + away * Math.sin(b)];
}

/**
 * Return where a point that was turned stands in a drawing with its middle at `centre`, one unit
 * being `size`; the third number says how far away it is, to draw what is farther first.
 * @param {number[]} turnedPoint
 * @param {number[]} centre
 * @param {number} size
 */
export function projected([across, away, up], [x, y], size) {
  const factor = (size * NEAR) / (NEAR + away);
  return [x + across * factor, y - up * factor, away];
}
