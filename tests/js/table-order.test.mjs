import assert from "node:assert/strict";
import test from "node:test";

import { FIRST, format, parse, pressed, sorted } from "../../docs/_static/table-order.js";

const ROWS = [
  { title: "Étude 10", level: 0, minutes: 2 },
  { title: "Beta", level: 3, minutes: 40 },
  { title: "Étude 9", level: 1, minutes: 9 },
  { title: "alpha", level: 3, minutes: 9 },
];

test("an order survives its way through the address", () => {
  for (const key of ["title", "level", "minutes", "date"]) {
    for (const descending of [true, false]) {
      assert.deepEqual(parse(format({ key, descending })), { key, descending });
    }
  }
  assert.equal(format(FIRST), "");
  for (const search of ["", "?sort=", "?sort=size", "?sort=--date", "?q=title"]) {
    assert.deepEqual(parse(search), FIRST);
  }
});

test("a column pressed again is sorted the other way round", () => {
  const once = pressed(FIRST, "minutes");
  assert.deepEqual(once, { key: "minutes", descending: false });
  assert.deepEqual(pressed(once, "minutes"), { key: "minutes", descending: true });
  assert.deepEqual(pressed(once, "date"), FIRST);
  assert.deepEqual(pressed(FIRST, "date"), { key: "date", descending: false });
});

test("rows are sorted by what a reader sees; of equals the newer comes first", () => {
  assert.deepEqual(sorted(ROWS, FIRST), [0, 1, 2, 3]);
  assert.deepEqual(sorted(ROWS, { key: "date", descending: false }), [3, 2, 1, 0]);
  assert.deepEqual(sorted(ROWS, { key: "title", descending: false }), [3, 1, 2, 0]);
  assert.deepEqual(sorted(ROWS, { key: "minutes", descending: false }), [0, 2, 3, 1]);
  assert.deepEqual(sorted(ROWS, { key: "minutes", descending: true }), [1, 2, 3, 0]);
  assert.deepEqual(sorted(ROWS, { key: "level", descending: true }), [1, 3, 2, 0]);
});
