import assert from "node:assert/strict";
import test from "node:test";

import {
  latest,
  pageAt,
  parse,
  reached,
  sectionsRead,
  standing,
} from "../../docs/_static/reading-state.js";

const step = (index, more = {}) => ({ section: `s${index}`, end: false, at: index, ...more });

test("a page is begun with its first section and done at its end, for good", () => {
  let state = reached({}, "posts/a", step(0));
  assert.equal(standing(state, "posts/a"), "begun");
  state = reached(state, "posts/a", step(3, { end: true }));
  assert.equal(standing(state, "posts/a"), "done");
  state = reached(state, "posts/a", step(1));
  assert.equal(standing(state, "posts/a"), "done");
  assert.equal(state["posts/a"].section, "s1");
});

test("a section is read when what comes after it was in view as well", () => {
  const ids = ["s0", "s1", "s2", "s3"];
  let state = {};
  assert.deepEqual(sectionsRead(state, "posts/a", ids), []);
  for (const index of [0, 1, 3]) state = reached(state, "posts/a", step(index));
  assert.deepEqual(sectionsRead(state, "posts/a", ids), ["s0"]);
  state = reached(state, "posts/a", step(2));
  assert.deepEqual(sectionsRead(state, "posts/a", ids), ["s0", "s1", "s2"]);
  state = reached(state, "posts/a", step(3, { end: true }));
  assert.deepEqual(sectionsRead(state, "posts/a", ids), ids);
});

test("the title and the file of a page are kept, and its place stays", () => {
  const news = { title: "A", file: "posts/a.html" };
  const place = { id: "s0", path: [], top: 1, height: 2 };
  const before = { "posts/a": { section: "s0", done: false, at: 0, place } };
  const after = reached(before, "posts/a", step(1, news))["posts/a"];
  assert.deepEqual(after, { section: "s1", seen: ["s1"], done: false, at: 1, ...news, place });
});

test("what was never opened has no standing", () => {
  assert.equal(standing({}, "posts/a"), "");
});

test("one goes on with what was begun last, not with what was finished", () => {
  let state = reached({}, "posts/a", step(0, { at: 1 }));
  state = reached(state, "posts/b", step(0, { at: 2 }));
  state = reached(state, "posts/c", step(3, { at: 3, end: true }));
  assert.equal(latest(state)[0], "posts/b");
  assert.equal(latest({}), undefined);
});

test("what is no state counts as nothing read", () => {
  const odd = ['{"posts/a": 1}', '{"posts/a": null}', '{"posts/a": {"at": 1, "seen": 2}}'];
  for (const text of [null, "", "{", "7", "null", '"x"', ...odd]) {
    assert.deepEqual(parse(text), {});
  }
  const state = reached({}, "posts/a", step(0));
  assert.deepEqual(parse(JSON.stringify(state)), state);
});

test("pages are named from the root of the site, wherever it is served", () => {
  const root = "https://example.org/en/latest/";
  assert.equal(pageAt(`${root}posts/a/b.html#s`, root), "posts/a/b");
  assert.equal(pageAt(`${root}posts/a/b?q=1`, root), "posts/a/b");
  assert.equal(pageAt("https://example.org/other.html", root), undefined);
  assert.equal(pageAt("https://elsewhere.org/en/latest/a.html", root), undefined);
});
