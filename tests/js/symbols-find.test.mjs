import assert from "node:assert/strict";
import test from "node:test";

import { numbersOf } from "../../docs/_static/symbols-find.js";

test("a line without a class has the number after that of the line before", () => {
  assert.deepEqual(numbersOf([undefined, undefined, "s4", undefined, "s12"]), [0, 1, 4, 5, 12]);
  assert.deepEqual(numbersOf(["s3", undefined]), [3, 4]);
});
