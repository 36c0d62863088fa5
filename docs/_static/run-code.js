// Run and Edit at each block of Python that can run in the browser.  What runs it is asked for when
// one of them is pressed: before that, nothing is fetched.
import { gettext } from "./gettext.js";

const blocks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article [data-run]")]);
const page = JSON.parse(blocks[0]?.dataset.runPage ?? "null");
/** @type {Promise<{ act: (act: string, number: number) => void }> | undefined} */
let opened;

/**
 * @param {HTMLElement} block
 * @param {string} text
 */
function note(block, text) {
  const line = document.createElement("p");
  line.className = "run-cannot";
  line.textContent = text;
  (block.querySelector(".highlight") ?? block).append(line);
}

/**
 * Do what the button `act` of the block of `number` says.
 * @param {string} act
 * @param {number} number
 */
async function press(act, number) {
  try {
    opened ??= import("./run-view.js").then(({ open }) => open(blocks, page));
    (await opened).act(act, number);
  } catch (error) {
    opened = undefined;
    for (const line of blocks[number].querySelectorAll(".run-cannot")) line.remove();
    note(blocks[number], gettext("The script that runs code did not arrive: try again."));
    reportError(error);
  }
}

/**
 * @param {HTMLElement} block
 * @param {number} number
 */
function addBar(block, number) {
  const bar = document.createElement("div");
  bar.className = "run-bar";
  for (const [act, text] of [
    ["run", gettext("Run")],
    ["edit", gettext("Edit")],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = act;
    button.textContent = text;
    // Of many buttons with the same word, each says which it is.
    button.setAttribute("aria-label", gettext("{act}: block {number}", { act: text, number: number + 1 }));
    button.addEventListener("click", () => press(button.dataset.act ?? act, number));
    bar.append(button);
  }
  (block.querySelector(".highlight") ?? block).append(bar);
}

if (page && (typeof WebAssembly !== "object" || typeof Worker !== "function")) {
  note(blocks[0], gettext("The code cannot run in this browser: it has no WebAssembly."));
} else if (page) {
  blocks.forEach(addBar);
  const first = /** @type {HTMLElement | null} */ (document.querySelector("article [data-run-lacks]"));
  const names = first?.dataset.runLacks ?? "";
  if (first) {
    note(first, gettext("From here on, the code does not run in the browser: it needs {names}.", { names }));
  }
}
