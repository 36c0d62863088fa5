// Where the operations of a program stand: inputs above, each operation below all that it needs.
// An edge that passes rows has a place in each of them, so that it goes around what stands there.

/** @import { Operation } from "./parse.js" */

const ROUNDS = 4;

/**
 * @typedef {object} Place
 * @property {number} row
 * @property {number} x from 0 to 1
 */

/**
 * @typedef {object} Layout
 * @property {Place[]} places one for each operation
 * @property {{ from: number, to: number, which: number, way: Place[] }[]} edges
 * @property {number} rows
 * @property {number} widest how many stand in the fullest row, places of edges counted
 */

/**
 * @param {Operation[]} operations
 * @returns {Layout}
 */
export function layout(operations) {
  /** @type {number[]} */
  const row = [];
  for (const { args } of operations) {
    const above = args.filter((one) => typeof one === "number").map((one) => row[/** @type {number} */ (one)]);
    row.push(above.length ? 1 + Math.max(...above) : 0);
  }
  /** @typedef {{ row: number, x: number, near: Spot[] }} Spot */
  const spots = row.map((one) => /** @type {Spot} */ ({ row: one, x: 0, near: [] }));
  const all = [...spots];
  const edges = operations.flatMap(({ args }, to) =>
    args.flatMap((from, which) => {
      if (typeof from !== "number") return [];
      const way = [spots[from]];
      for (let at = row[from] + 1; at < row[to]; at += 1) way.push({ row: at, x: 0, near: [] });
      all.push(...way.slice(1));
      way.push(spots[to]);
      for (let at = 1; at < way.length; at += 1) {
        way[at].near.push(way[at - 1]);
        way[at - 1].near.push(way[at]);
      }
      return [{ from, to, which, way }];
    }),
  );
  const rows = Array.from({ length: Math.max(...row) + 1 }, (_, at) => all.filter((spot) => spot.row === at));
  const spread = (/** @type {Spot[]} */ spotsOfRow) => {
    for (const [at, spot] of spotsOfRow.entries()) spot.x = (at + 0.5) / spotsOfRow.length;
  };
  rows.forEach(spread);
  for (let round = 0; round < ROUNDS; round += 1)
    // The inputs keep their order.
    for (const spotsOfRow of rows.slice(1)) {
      const middle = new Map(spotsOfRow.map((spot) => [spot, spot.near.reduce((sum, one) => sum + one.x, 0) / (spot.near.length || 1)]));
      spotsOfRow.sort((a, b) => Number(middle.get(a)) - Number(middle.get(b)));
      spread(spotsOfRow);
    }
  return { places: spots, edges, rows: rows.length, widest: Math.max(...rows.map((one) => one.length)) };
}
