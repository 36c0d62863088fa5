import assert from "node:assert/strict";
import test from "node:test";

import { filled, quotation } from "../../docs/_static/report-address.js";

test("names in braces are filled in as parts of an address, and no others", () => {
  const values = { address: "https://a.example/x.html#y", quotation: "a & b" };
  assert.equal(
    filled("https://forge.example/new?at={address}&said={quotation}&v={version}", values),
    "https://forge.example/new?at=https%3A%2F%2Fa.example%2Fx.html%23y&said=a%20%26%20b&v={version}",
  );
});

test("what a text has in braces stays what it is", () => {
  assert.equal(filled("{quotation}", { quotation: "{address}", address: "x" }), "%7Baddress%7D");
});

test("a quotation is one line, and cut between words", () => {
  assert.equal(quotation("  two\n lines "), "two lines");
  assert.equal(quotation("one two three", 9), "one two…");
  assert.equal(quotation("unbroken", 4), "unbr…");
});
