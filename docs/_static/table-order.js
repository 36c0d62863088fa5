// The order of the table of all pieces, as it stands in the address.  Pure: knows no document.

/** @type {TableKey[]} */
export const KEYS = ["title", "level", "minutes", "date"];

/** As the build has written it: the newest first.  @type {Readonly<TableOrder>} */
export const FIRST = Object.freeze({ key: "date", descending: true });

/**
 * Return the order that `search` asks for, the part of an address from "?" on.
 * @param {string} search
 * @returns {TableOrder}
 */
export function parse(search) {
  const [, sign, word] = /^(-?)(\w+)$/.exec(new URLSearchParams(search).get("sort") ?? "") ?? [];
  const key = KEYS.find((one) => one === word);
  return key ? { key, descending: sign === "-" } : FIRST;
}

/**
 * Return `order` as the part of an address from "?" on; empty for the first.
 * @param {TableOrder} order
 */
export function format({ key, descending }) {
  const isFirst = key === FIRST.key && descending === FIRST.descending;
  return isFirst ? "" : `?sort=${descending ? "-" : ""}${key}`;
}

/**
 * Return the order that the head of the column `key` asks for: pressed again, the other way round.
 * @param {TableOrder} order
 * @param {TableKey} key
 * @returns {TableOrder}
 */
export function pressed(order, key) {
  if (order.key === key) return { key, descending: !order.descending };
  return { key, descending: key === FIRST.key };
}

/**
 * Return the places of `rows`, which are the newest first, in `order`; of equals the newer is first.
 * @param {TableRow[]} rows
 * @param {TableOrder} order
 */
export function sorted(rows, { key, descending }) {
  const { compare } = new Intl.Collator("en", { numeric: true });
  /** @type {Record<TableKey, (one: number, other: number) => number>} */
  const by = {
    title: (one, other) => compare(rows[one].title, rows[other].title),
    level: (one, other) => rows[one].level - rows[other].level,
    minutes: (one, other) => rows[one].minutes - rows[other].minutes,
    date: (one, other) => other - one,
  };
  const sign = descending ? -1 : 1;
  return [...rows.keys()].sort((one, other) => sign * by[key](one, other) || one - other);
}
