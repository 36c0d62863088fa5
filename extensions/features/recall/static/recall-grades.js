// The four grades below the answer of a question, and when it is asked again.
import { dueAt, graded, isDue, PARAMETERS } from "./recall-state.js";
import { add, keeps, load } from "./recall-store.js";
import { element } from "./elements.js";
import { gettext, ngettext } from "./gettext.js";

const GRADES = [gettext("Forgotten"), gettext("Hard"), gettext("Good"), gettext("Easy")];
const ASKED = gettext("How well did you know it?");
const LOST = gettext("The schedule could not be loaded: try again.");
// A text to the type checker, which reads no code of others.
const FSRS = "./ts-fsrs/index.mjs";

/** @returns {Promise<Scheduler>} */
async function scheduler() {
  const { fsrs } = await import(FSRS);
  return fsrs(PARAMETERS);
}

/**
 * Say in how many days `card` is asked again.
 * @param {RecallCard} card
 * @param {number} now
 */
function again(card, now) {
  const days = Math.max(Math.ceil((dueAt(card, now) - now) / 86_400_000), 1);
  return ngettext("Asked again in {count} day.", "Asked again in {count} days.", days);
}

/**
 * Ask for a grade whenever the answer of `question` is opened while it is due or new.  Its card is
 * kept with `file`, where it was asked; `answered` is called when it has been.
 * @param {HTMLDetailsElement} question
 * @param {string | undefined} file
 * @param {() => void} answered
 */
export function attend(question, file, answered) {
  const told = element("p", { className: "facts", role: "status" });
  const label = question.dataset.recall ?? "";
  /** @type {HTMLElement | undefined} */
  let buttons;

  const tell = () => {
    const [card, now] = [load()[label], Date.now()];
    const isAsked = !card || isDue(card, now);
    if (card && !isAsked) told.textContent = again(card, now);
    return isAsked;
  };
  /** @param {number} grade */
  const give = async (grade) => {
    try {
      const schedule = await scheduler();
      // Another tab may have been quicker: an answer counts once.
      const [card, now] = [load()[label], Date.now()];
      if (!card || isDue(card, now)) {
        const next = graded(card, grade, now, schedule);
        add({ [label]: { ...next, ...(file && { file }) } });
      }
    } catch {
      told.textContent = LOST;
      return;
    }
    // The button that has the focus goes.
    question.querySelector("summary")?.focus();
    buttons?.remove();
    buttons = undefined;
    tell();
    answered();
  };
  const open = () => {
    if (!question.open || buttons || !keeps()) return;
    question.append(told);
    if (!tell()) return;
    told.textContent = "";
    const made = GRADES.map((name, at) => {
      const button = element("button", { type: "button" }, name);
      button.addEventListener("click", () => give(at + 1));
      return button;
    });
    buttons = element("div", { className: "recall-grades", role: "group", "aria-label": ASKED }, ...made);
    told.before(buttons);
  };
  question.addEventListener("toggle", open);
  open();
}
