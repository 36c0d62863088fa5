// The page of questions that are due: each is fetched from the page on which it was asked, so that no
// page grows with the site.  What was answered can be taken to another browser as a file.
import { root } from "./reading-store.js";
import { attend } from "./recall-grades.js";
import { dueLabels, exported, imported, nextDue } from "./recall-state.js";
import { add, drop, forget, KEY, keeps, load } from "./recall-store.js";
import { element } from "./elements.js";
import { gettext, ngettext } from "./gettext.js";

// More at once is no pleasure; the next ones come when these are answered.
const MOST = 10;

/** @type {HTMLElement | null} */
const box = document.querySelector(".recall-due");
const told = element("p", { role: "status" });
const list = element("div", { className: "recall" });
const tools = element("p", { className: "recall-tools" });
/** @typedef {{there: Document, address: string}} Page */
/** @type {Map<string, Promise<Page | null>>} */
const pages = new Map();

/**
 * Fetch the page at `address`, or that to which it has moved.
 * @param {string} address
 * @returns {Promise<Page | null>}
 */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A page that has moved has no article; its links lead to where it is.
  const moved = found.querySelector("article") ? null : found.querySelector("body > p > a");
  if (moved) return fetched(new URL(moved.getAttribute("href") ?? "", address).href.replace(/#.*/, ""));
  return { there: found, address };
}

/**
 * @param {string} file
 */
function pageOf(file) {
  const address = new URL(file, root).href;
  if (!address.startsWith(root)) return Promise.resolve(null);
  const page = pages.get(address) ?? fetched(address);
  pages.set(address, page);
  return page;
}

/**
 * Return the question `label` as it stands on its page; null where it is no longer asked.
 * @param {string} label
 * @param {string} file
 */
async function questionOf(label, file) {
  const page = await pageOf(file);
  if (!page) return null;
  const { there, address } = page;
  /** @type {HTMLDetailsElement | null} */
  const found = there.querySelector(`details[data-recall="${CSS.escape(label)}"]`);
  if (!found) return null;
  const question = /** @type {HTMLDetailsElement} */ (document.importNode(found, true));
  for (const link of question.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  for (const one of question.querySelectorAll("[id]")) one.removeAttribute("id");
  const title = there.querySelector("h1")?.firstChild?.textContent ?? "";
  const home = element("a", { href: address }, title);
  question.append(element("p", { className: "facts" }, home));
  return question;
}

/** @param {string} label */
function goneQuestion(label) {
  const line = element("p", { className: "facts" }, gettext("A question that is no longer asked."), " ");
  const button = element("button", { type: "button" }, gettext("Forget it"));
  button.addEventListener("click", () => {
    drop(label);
    line.remove();
    tell();
    told.focus();
  });
  line.append(button);
  return line;
}

/** Say what is due, and return it. */
function tell() {
  const [state, now] = [load(), Date.now()];
  const due = dueLabels(state, now);
  const next = nextDue(state, now);
  const count = due.length;
  if (count) told.textContent = ngettext("{count} question is due.", "{count} questions are due.", count);
  else if (next !== undefined) {
    const date = new Date(next).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    told.textContent = gettext("Nothing is due. The next question comes on {date}.", { date });
  }
  return due;
}

/** Show the first of the questions that are due and not shown yet. */
async function show() {
  const due = tell();
  const state = load();
  for (const label of due.slice(0, MOST)) {
    if (list.querySelector(`[data-label="${CSS.escape(label)}"]`)) continue;
    const place = element("div", { "data-label": label });
    list.append(place);
    try {
      const question = await questionOf(label, state[label].file ?? "");
      if (!question) {
        place.append(goneQuestion(label));
        continue;
      }
      place.append(question);
      attend(question, state[label].file, answered);
    } catch {
      // Off line now is not off line for good.
      pages.clear();
      place.remove();
      told.textContent = gettext("The questions could not be fetched: try again.");
      return;
    }
  }
}

function answered() {
  if (tell().length) show();
}

function exporter() {
  const button = element("button", { type: "button" }, gettext("Save what I have answered as a file"));
  button.addEventListener("click", () => {
    const file = new Blob([exported(load())], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(file), download: "recall.json" });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return button;
}

function importer() {
  const field = element("input", { type: "file", accept: ".json,application/json" });
  field.addEventListener("change", async () => {
    const state = imported((await field.files?.[0]?.text()) ?? "");
    field.value = "";
    if (!state) {
      told.textContent = gettext("This file holds no answers.");
      return;
    }
    add(state);
    begin();
  });
  return element("label", {}, gettext("Add the answers of a file:"), " ", field);
}

function forgetter() {
  const button = element("button", { type: "button" }, gettext("Forget all answers"));
  button.addEventListener("click", () => {
    if (!confirm(gettext("Forget all answers?"))) return;
    forget();
    location.reload();
  });
  return button;
}

function begin() {
  if (!box) return;
  if (!keeps()) {
    box.append(element("p", {}, gettext("This browser keeps nothing for this site: no answer is kept.")));
    return;
  }
  const isBegun = Object.keys(load()).length > 0;
  tools.replaceChildren(...(isBegun ? [exporter(), " ", forgetter(), " "] : []), importer());
  if (isBegun) box.replaceChildren(told, list, tools);
  else box.append(told, tools);
  told.tabIndex = -1;
  if (isBegun) show();
}

begin();
// Another tab may have answered.
addEventListener("storage", ({ key }) => key === KEY && tell());
