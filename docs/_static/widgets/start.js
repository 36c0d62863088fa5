// Joins a picture that the build has drawn with its controls, its handles and the address.
import { addressOf, stateIn } from "./address.js";
import { axesOf, snapped } from "./controls.js";
import { Handles } from "./handles.js";
import { heavy } from "./heavy.js";
import { inputsOf, rest, show, valueOf } from "./inputs.js";
import { redraw } from "./patch.js";
import { play } from "./play.js";
import { Session } from "./session.js";

// Changes of one control that follow each other so closely are one step back.
const ONE_STEP = 1000;
// How long a figure rests before it is told to those who do not see it.
const REST = 600;

/** @type {(text: string, values: Record<string, unknown>) => string} */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** The state of a figure, its picture, and all that changes them. */
class Running {
  /**
   * @param {HTMLElement} root
   * @param {WidgetFigure} figure
   * @param {unknown} data
   */
  constructor(root, figure, data) {
    this.root = root;
    this.figure = figure;
    this.data = data;
    this.name = root.dataset.name ?? "";
    this.words = JSON.parse(root.dataset.words ?? "{}");
    /** @type {WidgetState} */
    this.initial = JSON.parse(root.dataset.state ?? "{}");
    this.state = this.initial;
    /** @type {unknown} */
    this.result = undefined;
    this.box = /** @type {HTMLElement} */ (root.querySelector(".drawing"));
    this.said = /** @type {HTMLElement} */ (root.parentElement?.querySelector(".widget-said"));
    this.told = /** @type {HTMLElement} */ (root.querySelector(".widget-told"));
    this.note = /** @type {HTMLElement} */ (root.querySelector(".widget-note"));
    this.reset = /** @type {HTMLButtonElement} */ (root.querySelector("[data-act=reset]"));
    this.inputs = inputsOf(root);
    this.built = this.box.innerHTML;
    this.last = { name: "", at: -Infinity };
    this.frame = 0;
    this.rest = 0;
    this.failed = false;
    this.handles = new Handles(this.box, figure, () => this.state, (values, final, name) => {
      this.change({ ...this.state, ...values });
      if (final) this.keep(name);
    });
    this.compute = root.dataset.worker ? this.worker(root.dataset.worker) : undefined;
    this.session = root.dataset.session ? this.open(root.dataset.session) : undefined;
  }

  /** @param {string} address */
  worker(address) {
    return heavy(this.root, address, this.data, {
      done: (result) => {
        this.result = result;
        this.draw();
      },
      failed: (error) => this.fail(error),
      stopped: () => {
        this.note.textContent = this.words.stopped;
      },
    });
  }

  /** @param {string} address */
  open(address) {
    return new Session(this.root, address, this.data, () => this.state, {
      done: (result) => {
        if (result === this.result) return;
        this.result = result;
        this.frame ||= requestAnimationFrame(() => this.show());
      },
      failed: (error) => this.fail(error),
    });
  }

  /** Draw `state` with the next frame, or when the worker is done; a session draws it once more. */
  change(/** @type {WidgetState} */ state) {
    if (this.failed) return;
    this.state = state;
    if (this.note.textContent) this.note.textContent = "";
    this.compute?.(state);
    this.frame ||= requestAnimationFrame(() => this.show());
    this.session?.set();
  }

  /** Show the state in its inputs, and in the picture, if that waits for no worker. */
  show() {
    this.frame = 0;
    try {
      this.showInputs();
    } catch (error) {
      this.fail(error);
    }
    if (!this.compute) this.draw();
  }

  draw() {
    if (this.failed) return;
    try {
      const { draw, describe } = this.figure;
      const more = { id: this.name, result: this.result, data: this.data };
      const svg = draw(this.state, more);
      const sentence = describe(this.state, more);
      this.picture(svg);
      if (this.said.textContent !== sentence) this.said.textContent = sentence;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => {
        this.told.textContent = sentence;
      }, REST);
      this.handles.place();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Make the picture `svg` of the last. */
  picture(/** @type {string} */ svg) {
    const old = this.box.querySelector("svg");
    const made = document.createElement("template");
    made.innerHTML = svg;
    const picture = made.content.querySelector("svg");
    if (!picture || !old) throw new Error("draw gave no picture");
    picture.classList.add("drawn");
    redraw(old, picture);
  }

  /** Leave the picture that the build has drawn, and say so. */
  fail(/** @type {unknown} */ error) {
    this.failed = true;
    this.session?.end();
    this.box.innerHTML = this.built;
    this.root.classList.add("failed");
    for (const field of this.root.querySelectorAll("fieldset")) field.disabled = true;
    this.note.textContent = this.words.failed;
    reportError(error);
  }

  showInputs() {
    const idle = this.figure.idle?.(this.state) ?? {};
    for (const control of this.figure.controls) {
      const input = this.inputs.get(control.name);
      if (!input) continue;
      show(this.within(control), input, this.state[control.name]);
      rest(input, idle[control.name] ?? "");
    }
    this.reset.disabled = this.address(this.state) === this.address(this.initial);
  }

  /** `control` as far as it goes in this state: a figure may say where there is nothing more to see. */
  within(/** @type {WidgetControl} */ control) {
    const last = this.figure.last?.(this.state)[control.name];
    return last === undefined ? control : { ...control, max: last };
  }

  /** @param {WidgetState} state */
  address(state) {
    return addressOf(location.href, this.name, this.figure.controls, this.initial, state);
  }

  /** Put the present state into the address; a change of another control is one step back. */
  keep(/** @type {string} */ name) {
    const address = this.address(this.state);
    if (address === location.href) return;
    const now = performance.now();
    const isOne = this.last.name === name && now - this.last.at < ONE_STEP;
    if (isOne) history.replaceState(history.state, "", address);
    else history.pushState(history.state, "", address);
    this.last = { name, at: now };
  }

  /** Take the state that is in the address, and say what of it was put right. */
  read() {
    const { controls } = this.figure;
    const { state, faults } = stateIn(location.href, this.name, controls, this.initial);
    this.last = { name: "", at: -Infinity };
    if (this.address(this.state) !== this.address(state)) this.change(state);
    const [first] = faults;
    if (!first) return;
    const { control, given, fault } = first;
    this.note.textContent = filled(this.words[fault], {
      label: control.label,
      given,
      min: control.min,
      max: control.max ?? control.most,
    });
  }

  listen() {
    const { controls } = this.figure;
    const named = new Map(controls.map((control) => [control.name, control]));
    const controlOf = (/** @type {Event} */ event) =>
      named.get(/** @type {HTMLElement} */ (event.target).dataset.control ?? "");
    this.root.addEventListener("input", (event) => {
      const control = controlOf(event);
      const input = this.inputs.get(control?.name ?? "");
      if (control && input) this.change({ ...this.state, [control.name]: valueOf(control, input) });
    });
    this.root.addEventListener("change", (event) => this.keep(controlOf(event)?.name ?? ""));
    this.reset.addEventListener("click", () => {
      this.change(this.initial);
      this.keep("");
      // What is disabled has no focus.
      this.inputs.values().next().value?.focus();
    });
    this.points();
    this.time();
    addEventListener("popstate", () => this.read());
  }

  /** The buttons that add a point and take the last away. */
  points() {
    for (const button of this.root.querySelectorAll("[data-act=add], [data-act=remove]")) {
      const { act, of: name = "" } = /** @type {HTMLElement} */ (button).dataset;
      const control = this.figure.controls.find((one) => one.name === name);
      if (!control) continue;
      const { most = 20 } = control;
      const middle = axesOf(control).map((axis) => snapped(axis, ((axis.min ?? 0) + (axis.max ?? 1)) / 2));
      button.addEventListener("click", () => {
        const points = /** @type {number[][]} */ (this.state[name]);
        const more = points.length < most ? [...points, middle] : points;
        this.change({ ...this.state, [name]: act === "add" ? more : points.slice(0, -1) });
        this.keep(`${act} ${name}`);
      });
    }
  }

  /** The control that goes on by itself, if there is one. */
  time() {
    const control = this.figure.controls.find((one) => one.play);
    if (!control) return;
    const { name, min = 0, step = 1 } = control;
    play(this.root, control.play ?? 1, (round) => {
      const { max = 1 } = this.within(control);
      const now = Number(this.state[name]);
      const next = Math.min(now + step, max);
      const isOver = now >= max || this.isSame(name, [next, max]);
      if (isOver && !round) return false;
      this.change({ ...this.state, [name]: isOver ? min : next });
      this.keep(name);
      return true;
    });
  }

  /** Whether the picture would be the one it is with each of `values` of the control `name`. */
  isSame(/** @type {string} */ name, /** @type {number[]} */ values) {
    // What it would be then, only a worker knows.
    if (this.compute || this.session) return false;
    const drawn = (/** @type {WidgetState} */ state) => this.figure.draw(state, { id: this.name, data: this.data });
    const now = drawn(this.state);
    return values.every((value) => drawn({ ...this.state, [name]: value }) === now);
  }
}

/** Have what stands beside `root` painted by itself: then it is not painted again with each change. */
function paintApart(/** @type {HTMLElement} */ root) {
  for (let one = root.closest("figure")?.parentElement; one; one = one.parentElement) {
    one.classList.add("painted-apart");
    if (one.localName === "article") return;
  }
}

/**
 * Let a reader move the figure whose picture and controls are in `root`.
 * @param {HTMLElement} root
 * @param {WidgetFigure} figure
 * @param {unknown} data what is in its file of data, if it has one
 */
export function start(root, figure, data) {
  for (const field of root.querySelectorAll("fieldset")) field.disabled = false;
  const running = new Running(root, figure, data);
  paintApart(root);
  running.listen();
  running.showInputs();
  running.handles.place();
  running.read();
  root.dataset.started = "";
  return running;
}
