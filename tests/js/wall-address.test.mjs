import assert from "node:assert/strict";
import test from "node:test";

import { choose, format, narrowing, NOTHING, parse } from "../../docs/_static/wall-address.js";

test("a question survives its way through the address", () => {
  const question = { q: "c++ & “αβ” 🙂", track: "llm", topic: "", tag: "cpp", sort: "title" };
  assert.deepEqual(parse(format(question)), question);
  assert.equal(format(NOTHING), "");
  assert.deepEqual(parse(""), NOTHING);
});

test("an address says only what is asked, always in the same order", () => {
  assert.equal(format({ ...NOTHING, sort: "oldest", tag: "a", q: " b c " }), "?q=b+c&tag=a&sort=oldest");
});

test("what an address cannot mean is nothing", () => {
  assert.deepEqual(parse("?sort=random&page=2"), NOTHING);
  assert.equal(parse(`?q=${"x".repeat(5000)}`).q.length, 200);
});

test("the order leaves nothing out", () => {
  assert.deepEqual(narrowing(parse("?q=a&sort=title&tag=b")), ["q", "tag"]);
  assert.deepEqual(narrowing(parse("?q=%20")), []);
});

test("what is chosen twice is taken back", () => {
  const chosen = choose(NOTHING, "tag", "a");
  assert.equal(chosen.tag, "a");
  assert.deepEqual(choose(chosen, "tag", "a"), NOTHING);
  assert.equal(choose(chosen, "tag", "b").tag, "b");
});
