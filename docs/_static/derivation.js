// Go through a derivation line by line.  Without this script all of its lines are there.
import { addressAt, changed, lineIn } from "./derivation-state.js";
import { element } from "./elements.js";
import { gettext } from "./gettext.js";

const BASES = ":scope .right .katex-html .base";
// What a sign has above and below, and what is none.
const SCRIPTS = "sup, sub, .vs";
const NO_SIGN = ".strut, .mspace";
const NUMBER_OR_SIGN = /[\d.]+|./gsu;
const KEYS = new Map([
  ["ArrowRight", 1],
  ["ArrowLeft", -1],
]);

/** @param {Element | undefined} line */
function signsOf(line) {
  return [...(line?.querySelectorAll(BASES) ?? [])].flatMap(signsIn);
}

/**
 * The signs of `base`, each in an element with all that is above and below it.
 * @param {Element} base
 */
function signsIn(base) {
  /** @type {Element[]} */
  const signs = [];
  for (const node of [...base.childNodes]) {
    if (!(node instanceof Element)) {
      const texts = node.textContent?.match(NUMBER_OR_SIGN) ?? [];
      const parts = texts.map((text) => element("span", {}, text));
      node.replaceWith(...parts);
      signs.push(...parts);
    } else if (node.matches(SCRIPTS)) {
      const sign = signs.pop();
      signs.push(together(sign ? [sign, node] : [node]));
    } else if (!node.matches(NO_SIGN)) {
      // A box of lines has no height that a mark would fill.
      signs.push(node.matches(".v") ? together([node]) : node);
    }
  }
  return signs;
}

/** @param {Element[]} nodes which stand side by side. */
function together(nodes) {
  const sign = element("span", {});
  nodes[0].before(sign);
  sign.append(...nodes);
  return sign;
}

/**
 * Mark what `line` has and `before` has not; where all is new, nothing stands out.
 * @param {Element} line
 * @param {Element | undefined} before
 */
function mark(line, before) {
  if (!before) return;
  const signs = signsOf(line);
  const isNew = changed(
    signsOf(before).map((sign) => sign.textContent),
    signs.map((sign) => sign.textContent),
  );
  signs.forEach((sign, place) => sign.classList.toggle("changed", isNew[place]));
}

/** A derivation, and the line that its reader is at: 0 when all are shown. */
class Derivation {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} controls
   */
  constructor(root, controls) {
    this.root = root;
    this.lines = [...root.querySelectorAll(":scope > .step")];
    this.at = 0;
    const button = (/** @type {string} */ act) =>
      /** @type {HTMLButtonElement} */ (controls.querySelector(`[data-act=${act}]`));
    this.mode = button("mode");
    this.back = button("back");
    this.on = button("on");
    this.said = /** @type {HTMLOutputElement} */ (controls.querySelector("output"));
    this.begin = this.mode.textContent;
    this.mode.addEventListener("click", () => this.go(this.at ? 0 : 1));
    this.back.addEventListener("click", () => this.move(-1));
    this.on.addEventListener("click", () => this.move(1));
    controls.addEventListener("keydown", (event) => this.pressed(event));
    this.isMarked = false;
    this.read();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const by = KEYS.get(event.key);
    if (event.altKey || event.ctrlKey || event.metaKey || !this.at) return;
    if (by) this.move(by);
    else if (event.key === "Home") this.go(1);
    else if (event.key === "End") this.go(this.lines.length);
    else if (event.key === "Escape") {
      this.go(0);
      this.mode.focus();
    } else return;
    event.preventDefault();
  }

  /** @param {number} by */
  move(by) {
    const to = this.at + by;
    if (to >= 1 && to <= this.lines.length) this.go(to);
  }

  /** @param {number} line */
  go(line) {
    // One step back leads to before the reader began.
    const begins = !this.at;
    this.show(line);
    const address = addressAt(location.href, this.root.id, line);
    if (begins) history.pushState(history.state, "", address);
    else history.replaceState(history.state, "", address);
  }

  /** Take the line from the address; a link into a line that is still to come leads on to it. */
  read() {
    let line = lineIn(location.href, this.root.id, this.lines.length);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const wanted = this.lines.findIndex((one) => target && one.contains(target)) + 1;
    if (line && wanted > line) line = wanted;
    if (line !== this.at) this.show(line);
  }

  /** @param {number} line */
  show(line) {
    this.at = line;
    // Whoever reads all lines at once sees formulas as they were set.
    if (line && !this.isMarked) {
      this.isMarked = true;
      this.lines.forEach((one, place) => mark(one, this.lines[place - 1]));
    }
    this.root.classList.toggle("by-line", line > 0);
    this.lines.forEach((one, place) => {
      one.classList.toggle("later", line > 0 && place >= line);
      one.classList.toggle("present", place === line - 1);
    });
    this.mode.textContent = line ? gettext("All lines") : this.begin;
    this.back.hidden = this.on.hidden = !line;
    // What is disabled would lose the focus.
    this.back.setAttribute("aria-disabled", String(line <= 1));
    this.on.setAttribute("aria-disabled", String(line >= this.lines.length));
    const count = this.lines.length;
    this.said.textContent = line ? gettext("Line {number} of {count}", { number: line, count }) : "";
  }
}

const derivations = [...document.querySelectorAll("article .derivation")].flatMap((root) => {
  const controls = root.querySelector(":scope > .derivation-controls");
  return controls
    ? [new Derivation(/** @type {HTMLElement} */ (root), /** @type {HTMLElement} */ (controls))]
    : [];
});
for (const event of ["popstate", "hashchange"]) {
  addEventListener(event, () => derivations.forEach((one) => one.read()));
}
