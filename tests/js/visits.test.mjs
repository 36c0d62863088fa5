import assert from "node:assert/strict";
import test from "node:test";

import { fresh, parseVisit, visited } from "../../docs/_static/visits.js";

const HOUR = 60 * 60 * 1000;

test("nothing is new at the first visit, however often it is looked at", () => {
  const first = visited(undefined, ["c", "b", "a"], 0);
  assert.deepEqual(fresh(first, ["c", "b", "a"]), []);
  const again = visited(parseVisit(JSON.stringify(first)), ["c", "b", "a"], HOUR / 4);
  assert.deepEqual(fresh(again, ["d", "c", "b"]), []);
});

test("new is what was not listed at the visit before, until one goes away again", () => {
  let visit = visited(undefined, ["b", "a"], 0);
  visit = visited(visit, ["c", "b", "a"], HOUR);
  assert.deepEqual(fresh(visit, ["c", "b", "a"]), ["c"]);
  visit = visited(visit, ["c", "b", "a"], HOUR + 1000);
  assert.deepEqual(fresh(visit, ["c", "b", "a"]), ["c"]);
  visit = visited(visit, ["c", "b", "a"], 3 * HOUR);
  assert.deepEqual(fresh(visit, ["c", "b", "a"]), []);
});

test("what moves up in place of something that is gone is not new", () => {
  const visit = visited(visited(undefined, ["d", "c", "b"], 0), ["d", "b", "a"], HOUR);
  assert.deepEqual(fresh(visit, ["d", "b", "a"]), []);
});

test("after a long time all is new, in each list for itself", () => {
  const visit = visited(visited(undefined, ["a", "x"], 0), ["c", "b", "y", "x"], HOUR);
  assert.deepEqual(fresh(visit, ["c", "b"]), ["c", "b"]);
  assert.deepEqual(fresh(visit, ["y", "x"]), ["y"]);
});

test("what is no visit counts as none", () => {
  for (const text of [null, "", "{", "7", "null", '{"seen": 1, "at": 2}', '{"seen": []}']) {
    assert.equal(parseVisit(text), undefined);
  }
  const odd = parseVisit('{"seen": ["a"], "at": 2, "before": 7}');
  assert.deepEqual(odd, { before: undefined, seen: ["a"], at: 2 });
});
