import assert from "node:assert/strict";
import test from "node:test";

import { likeness, nearPages, segments } from "../../docs/_static/near-addresses.js";
import { distance } from "../../docs/_static/search-nearness.js";

const PAGES = [
  ["", "Home"],
  ["about.html", "About"],
  ["posts/mountains/before-mountains.html", "Before mountains"],
  ["posts/mountains/", "Mountains"],
  ["posts/deep-learning/backpropagation.html", "Backpropagation"],
  ["shorts/kv-cache.html", "KV cache"],
];
const names = (wanted) => nearPages(wanted, PAGES).map((page) => page.title);

test("distance counts letters put in, taken out or changed", () => {
  assert.equal(distance("", "abc"), 3);
  assert.equal(distance("kitten", "sitting"), 3);
  assert.equal(distance("same", "same"), 0);
});

test("suffix, index, case and escapes carry no meaning", () => {
  assert.deepEqual(segments("/Posts/a%20b/index.html"), ["posts", "a b"]);
  assert.deepEqual(segments("x/100%"), ["x", "100%"]);
  assert.equal(likeness("", ""), 1);
});

test("a slip of the pen finds the page", () => {
  assert.equal(names("posts/mountains/before-mountans.html")[0], "Before mountains");
  assert.equal(names("post/deep-learning/backpropogation")[0], "Backpropagation");
});

test("a page that moved to another folder is found by its name", () => {
  assert.equal(names("2024/kv-cache")[0], "KV cache");
  assert.equal(names("backpropagation.html")[0], "Backpropagation");
});

test("nothing near, nothing said", () => {
  assert.deepEqual(names("wp-login.php"), []);
  assert.deepEqual(names(""), []);
  assert.deepEqual(nearPages("about", []), []);
});

test("no more than asked for, the nearest first, and long addresses are cut", () => {
  assert.ok(nearPages("posts/mountains/mountains", PAGES, 1).length <= 1);
  assert.deepEqual(names("x".repeat(100000)), []);
});
