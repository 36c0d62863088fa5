// Questions in a piece: a reader who has opened the answer says how well it was known, and is asked
// again when the question is due.  Who answers none is asked nothing, anywhere.
import { file } from "./reading-store.js";
import { attend } from "./recall-grades.js";
import { dueLabels } from "./recall-state.js";
import { load } from "./recall-store.js";
import { element } from "./elements.js";
import { ngettext } from "./gettext.js";

/** @type {HTMLAnchorElement | null} */
const page = document.querySelector("a.recall-page");

/**
 * Say below `box` how many questions of other pieces are due.
 * @param {Element} box
 */
function tellOthers(box) {
  box.querySelector(".recall-others")?.remove();
  const count = dueLabels(load(), Date.now()).length;
  if (!page || !count) return;
  const text = ngettext("{count} question is due", "{count} questions are due", count);
  const link = element("a", { href: page.href }, text);
  box.append(element("p", { className: "facts recall-others" }, link));
}

for (const box of document.querySelectorAll(".recall")) {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const questions = box.querySelectorAll("details[data-recall]");
  for (const question of questions) attend(question, file, () => tellOthers(box));
}
