import assert from "node:assert/strict";
import test from "node:test";

import { addressAt, depthOf } from "../../docs/_static/depth-address.js";

const PAGE = "https://a.b/posts/x.html";

test("an address asks for everything unless it says otherwise", () => {
  for (const query of ["", "?resume", "?depth=all", "?depth=", "?depth=Short", "?q=depth%3Dshort"]) {
    assert.equal(depthOf(`${PAGE}${query}#gd`), "all");
  }
  assert.equal(depthOf(`${PAGE}?resume&depth=short#gd`), "short");
});

test("place and questions of an address stay when the depth changes", () => {
  assert.equal(addressAt(`${PAGE}?a=1#gd`, "short"), `${PAGE}?a=1&depth=short#gd`);
  assert.equal(addressAt(`${PAGE}?depth=short&a=1#gd`, "all"), `${PAGE}?a=1#gd`);
  assert.equal(addressAt(`${PAGE}?depth=short`, "all"), PAGE);
});
