import assert from "node:assert/strict";
import { test } from "node:test";

import { addressAt, changed, lineIn } from "../../docs/_static/derivation-state.js";

const PAGE = "https://a.example/p.html";

test("the line is in the address, beside what else is there", () => {
  assert.equal(addressAt(`${PAGE}?w.x=1#here`, "der-a", 3), `${PAGE}?w.x=1&der-a=3#here`);
  assert.equal(addressAt(`${PAGE}?der-a=3`, "der-a", 0), PAGE);
  assert.equal(lineIn(`${PAGE}?der-a=3&der-b=2`, "der-b", 5), 2);
});

test("a line that is none is put right", () => {
  assert.equal(lineIn(PAGE, "der-a", 5), 0);
  for (const [given, line] of [["9", 5], ["-2", 0], ["x", 0], ["1.5", 0], ["", 0]]) {
    assert.equal(lineIn(`${PAGE}?der-a=${given}`, "der-a", 5), line);
  }
});

test("what a line has and the one before has not is new", () => {
  const isNew = (before, now) =>
    [...now].filter((_, place) => changed([...before], [...now])[place]).join("");
  assert.equal(isNew("=a+b", "=a+c"), "c");
  assert.equal(isNew("=(a+b)c", "=ac+bc"), "c");
  assert.equal(isNew("=a", "=a"), "");
  assert.equal(isNew("", "=a"), "=a");
  assert.equal(isNew("=a", ""), "");
});
