import assert from "node:assert/strict";
import test from "node:test";

import { asPlace, drift } from "../../docs/_static/place-path.js";

const PLACE = { id: "a", path: [1, 0], top: 120, height: 60 };

test("a block that begins in the window is to begin there again", () => {
  assert.equal(drift(PLACE, { top: 150, height: 90 }), 30);
});

test("a block that began above is as far through as it was, whatever its height", () => {
  assert.equal(drift({ ...PLACE, top: -30 }, { top: -45, height: 90 }), 0);
  assert.equal(drift({ ...PLACE, top: -30 }, { top: -30, height: 90 }), 15);
});

test("what is no place is none", () => {
  assert.deepEqual(asPlace(PLACE), PLACE);
  for (const other of [
    undefined,
    null,
    7,
    "a",
    {},
    { ...PLACE, id: 3 },
    { ...PLACE, path: "10" },
    { ...PLACE, path: [null] },
    { ...PLACE, top: "x" },
    { ...PLACE, height: undefined },
  ]) {
    assert.equal(asPlace(other), undefined);
  }
});
