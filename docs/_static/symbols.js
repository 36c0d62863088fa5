// Symbols in formulas say what they mean.  What shows it is asked for when a reader first points at
// a formula, touches one, or comes to one by keyboard; without it there is the table.

import { formulasOf, formulaAt, symbolAt } from "./symbols-find.js";

/** @type {Promise<typeof import("./symbols-view.js")> | undefined} */
let loading;

function view() {
  loading ??= import("./symbols-view.js");
  return loading;
}

/**
 * One formula of each section is a stop of the Tab key: from it the arrow keys lead to the others.
 * @param {KeyboardEvent} event
 */
function offerStops({ key }) {
  if (key !== "Tab") return;
  document.removeEventListener("keydown", offerStops, true);
  const sections = new Set();
  for (const formula of formulasOf(document)) {
    const section = formula.closest("section");
    formula.tabIndex = sections.has(section) || formula.closest("details") ? -1 : 0;
    if (!formula.tabIndex) sections.add(section);
  }
}

document.addEventListener("keydown", offerStops, true);
document.addEventListener("focusin", async ({ target }) => {
  const formula = formulaAt(target);
  if (formula?.matches(":focus-visible")) (await view()).enter(formula);
});
document.addEventListener("pointerover", async ({ target, pointerType }) => {
  if (pointerType === "touch" || !(loading || symbolAt(target))) return;
  (await view()).point(target);
});
document.addEventListener("click", async ({ target }) => {
  if (loading || symbolAt(target)) (await view()).press(target);
});
