// Lines and half-planes within a square.

/**
 * Return the corners of that part of the square from `-edge` to `edge` in which b + v1 x + v2 y > 0.
 * @param {number[]} w
 * @param {number} edge
 */
export function halfPlane([b, v1, v2], edge) {
  const corners = [[-edge, -edge], [edge, -edge], [edge, edge], [-edge, edge]];
  const scores = corners.map(([x, y]) => b + v1 * x + v2 * y);
  return corners.flatMap((corner, at) => {
    const next = (at + 1) % 4;
    const kept = scores[at] > 0 ? [corner] : [];
    if (scores[at] > 0 === scores[next] > 0) return kept;
    const share = scores[at] / (scores[at] - scores[next]);
    return [...kept, corner.map((one, n) => one + share * (corners[next][n] - one))];
  });
}

/**
 * Return the two ends of the line b + v1 x + v2 y = 0 within that square; nothing if it is outside.
 * @param {number[]} w
 * @param {number} edge
 */
export function ends([b, v1, v2], edge) {
  const length = v1 * v1 + v2 * v2;
  if (!length) return [];
  const foot = [(-b * v1) / length, (-b * v2) / length];
  const way = [-v2, v1];
  const limits = [-Infinity, Infinity];
  for (const n of [0, 1]) {
    if (!way[n]) {
      if (Math.abs(foot[n]) > edge) return [];
      continue;
    }
    const both = [-edge, edge].map((side) => (side - foot[n]) / way[n]);
    limits[0] = Math.max(limits[0], Math.min(...both));
    limits[1] = Math.min(limits[1], Math.max(...both));
  }
  if (limits[0] >= limits[1]) return [];
  return limits.map((t) => foot.map((one, n) => one + t * way[n]));
}
