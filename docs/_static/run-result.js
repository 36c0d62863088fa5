// A block of code that a reader runs: its buttons, its text once it is edited, and below it what it
// has given.
import { gettext } from "./gettext.js";
import { difference, isSame, linesOf } from "./run-diff.js";

const OUTPUT = "highlight-output";
const SIGNS = /** @type {Record<string, string>} */ ({ "=": "  ", "-": "− ", "+": "+ " });
const TAGS = /** @type {Record<string, string>} */ ({ "-": "del", "+": "ins" });

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} text
 */
function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

/** @param {Element | null | undefined} listing */
function textOf(listing) {
  const copy = /** @type {Element} */ (listing?.querySelector("pre")?.cloneNode(true));
  for (const part of copy?.querySelectorAll(".linenos") ?? []) part.remove();
  return copy?.textContent ?? "";
}

/**
 * The lines of a text that is compared with no other.
 * @param {string} text
 */
const alone = (text) => linesOf(text).map((line) => ["", line]);

/**
 * What a block printed, and the value of its last line, which a notebook shows.
 * @param {RunResult} result
 */
function withValue({ printed, value }) {
  if (!value) return printed;
  return `${printed}${printed && !printed.endsWith("\n") ? "\n" : ""}${value}`;
}

export class RunResultBox {
  /**
   * @param {HTMLElement} block
   * @param {number} number
   * @param {(act: string) => void} act
   */
  constructor(block, number, act) {
    this.block = block;
    this.number = number;
    this.act = act;
    const host = block.closest(".literal-block-wrapper") ?? block;
    const next = host.nextElementSibling;
    /** What the page says that it prints; nothing where it says nothing. */
    this.printed = next?.classList.contains(OUTPUT) ? textOf(next) : "";
    this.root = element("div", "run-result");
    this.root.hidden = true;
    this.note = element("p", "run-note");
    this.note.setAttribute("role", "status");
    this.body = element("div", "run-body");
    this.root.append(this.note, this.body);
    (this.printed ? next : host)?.after(this.root);
    /** @type {HTMLTextAreaElement | undefined} */
    this.editor = undefined;
    this.bar = /** @type {HTMLElement} */ (block.querySelector(".run-bar"));
    this.soFar = "";
  }

  /** The text of the block, as the reader has left it. */
  source() {
    return this.editor?.value ?? textOf(this.block);
  }

  /** @param {string} text */
  say(text) {
    this.root.hidden = false;
    this.note.textContent = text;
  }

  /** @param {string} text */
  ask(text) {
    this.say(text);
    const buttons = element("p", "run-buttons");
    for (const [act, words] of [
      ["fetch", gettext("Fetch and run")],
      ["not-now", gettext("Not now")],
    ]) {
      const button = this.button(act, words);
      buttons.append(button);
    }
    this.body.replaceChildren(buttons);
    /** @type {HTMLElement} */ (buttons.firstElementChild).focus();
  }

  /**
   * @param {string} act
   * @param {string} words
   */
  button(act, words) {
    const button = /** @type {HTMLButtonElement} */ (element("button", "", words));
    button.type = "button";
    button.addEventListener("click", () => {
      // The button goes: the focus stays at the block.
      if (act !== "reset") this.runButton().focus();
      this.act(act);
    });
    return button;
  }

  runButton() {
    return /** @type {HTMLButtonElement} */ (this.bar.firstElementChild);
  }

  /**
   * @param {number} part
   * @param {string} text
   */
  fetched(part, text) {
    this.say(text);
    let bar = this.body.querySelector("progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.setAttribute("aria-label", gettext("Progress"));
      this.body.replaceChildren(bar);
    }
    bar.value = Math.min(part, 1);
  }

  /** Nothing is shown of the last run any more: the next has begun. */
  begin() {
    this.soFar = "";
    this.body.replaceChildren();
    this.say(gettext("It runs …"));
  }

  /**
   * Show what it has printed so far.
   * @param {string} text
   */
  add(text) {
    this.soFar += text;
    this.body.replaceChildren(this.listing(alone(this.soFar)));
  }

  /**
   * Show what a run has given.
   * @param {RunResult} result
   * @param {boolean} isAgain
   */
  show(result, isAgain) {
    const { printed, warned, error } = result;
    const whole = withValue(result);
    const same = [printed, whole].some((one) => isSame(one, this.printed));
    const lines = same || !this.printed ? alone(whole) : difference(linesOf(this.printed), linesOf(whole));
    this.body.replaceChildren(...(lines.length ? [this.listing(lines)] : []));
    for (const picture of result.pictures) this.body.append(this.picture(picture));
    if (warned.trim()) this.body.append(element("p", "run-warned", warned.trim()));
    if (error) this.body.append(this.errorLine(error));
    const told = [this.verdict(result, same), isAgain ? again() : "", costs(result)];
    this.note.textContent = told.filter(Boolean).join(" ");
    this.root.classList.toggle("failed", Boolean(error));
    this.addReset();
  }

  /**
   * @param {RunResult} result
   * @param {boolean} same
   */
  verdict({ printed, value, cut, error }, same) {
    if (error) return gettext("It ended with an error.");
    if (cut) return gettext("It printed more than is shown here.");
    if (this.editor && this.printed && !same) return gettext("The edited block prints something else than the page (− the page, + now):");
    if (!this.printed) return printed || value ? gettext("It printed:") : gettext("It ran, and printed nothing.");
    if (same) return gettext("The same as printed above.");
    return gettext("This differs from what is printed above (− above, + now):");
  }

  /** @param {{ text: string, block: number, line: number, code: string }} error */
  errorLine({ text, block, line, code }) {
    const shown = element("p", "run-error");
    shown.append(element("code", "", text));
    if (line) {
      const values = { line, number: block };
      const isHere = block === this.number + 1;
      const where = isHere ? gettext("line {line}:", values) : gettext("line {line} of block {number}:", values);
      shown.append(element("br", ""), `${where} `, element("code", "", code));
    }
    return shown;
  }

  /** @param {string[][]} lines */
  listing(lines) {
    const shown = element("pre", "run-output");
    shown.tabIndex = 0;
    shown.setAttribute("role", "region");
    shown.setAttribute("aria-label", gettext("What block {number} printed", { number: this.number + 1 }));
    for (const [sign, line] of lines) {
      shown.append(element(TAGS[sign] ?? "span", "", `${SIGNS[sign] ?? ""}${line}`));
    }
    return shown;
  }

  /** @param {string} content */
  picture(content) {
    const image = document.createElement("img");
    image.src = `data:image/png;base64,${content}`;
    image.alt = gettext("The picture that block {number} drew", { number: this.number + 1 });
    return image;
  }

  addReset() {
    if (this.bar.querySelector("[data-act=reset]")) return;
    const button = this.button("reset", "");
    this.name(button, gettext("Reset"));
    button.dataset.act = "reset";
    button.title = gettext("Forget all names, results and edits of this page");
    this.bar.append(button);
  }

  /** Let the reader edit the block, or put its text back. */
  edit() {
    const listing = /** @type {HTMLElement} */ (this.block.querySelector("pre"));
    const button = /** @type {HTMLElement} */ (this.bar.children[1]);
    if (this.editor) {
      this.editor.remove();
      this.editor = undefined;
    } else {
      const editor = document.createElement("textarea");
      editor.value = textOf(this.block).replace(/\n+$/, "");
      editor.rows = editor.value.split("\n").length + 1;
      editor.className = "run-editor";
      editor.spellcheck = false;
      editor.autocapitalize = "off";
      editor.setAttribute("aria-label", gettext("Code of block {number}", { number: this.number + 1 }));
      editor.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        this.act("run");
      });
      listing.after(editor);
      this.editor = editor;
      editor.focus();
    }
    listing.hidden = Boolean(this.editor);
    this.name(button, this.editor ? gettext("Undo edits") : gettext("Edit"));
  }

  /**
   * @param {HTMLElement} button
   * @param {string} text
   */
  name(button, text) {
    button.textContent = text;
    button.setAttribute("aria-label", gettext("{act}: block {number}", { act: text, number: this.number + 1 }));
  }

  /**
   * While a block is at work nothing else can be asked for but that it stops.
   * @param {boolean} isBusy
   * @param {boolean} isHere
   */
  setBusy(isBusy, isHere) {
    const run = this.runButton();
    run.dataset.act = isBusy && isHere ? "stop" : "run";
    this.name(run, isBusy && isHere ? gettext("Stop") : gettext("Run"));
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (this.bar.querySelectorAll("button"))) {
      button.disabled = isBusy && !(isHere && button === run);
    }
    this.root.setAttribute("aria-busy", String(isBusy && isHere));
    if (this.editor) this.editor.readOnly = isBusy;
  }

  clear() {
    this.root.hidden = true;
    this.note.textContent = "";
    this.body.replaceChildren();
    this.root.classList.remove("failed");
  }

  reset() {
    this.clear();
    if (this.editor) this.edit();
    this.bar.querySelector("[data-act=reset]")?.remove();
  }
}

const again = () => gettext("It was run again, with the names as they were left.");

/** @param {RunResult} result */
function costs({ seconds, memory }) {
  const size = Math.round(memory / 1e6);
  return gettext("{seconds} s, {size} MB in Python’s memory.", { seconds: seconds.toFixed(2), size });
}
