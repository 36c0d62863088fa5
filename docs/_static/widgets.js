// Figures that a reader moves: the code of one is asked for when it is within one screen.

// Until a reader is near, buttons stand for fields that browsers may fill in: for each of these they
// would have its section laid out, and once more whenever one is added.

/** Put the fields of `root` into the places of the buttons that stand for them. */
function bringFields(/** @type {Element} */ root) {
  for (const standIn of root.querySelectorAll(".widget-stand-in")) {
    const [inert] = standIn.getElementsByTagName("template");
    standIn.replaceWith(inert.content);
  }
}

// Who goes from field to field by keyboard comes to such a button before it is near.
document.addEventListener("focusin", ({ target }) => {
  if (!(target instanceof Element) || !target.matches(".widget-stand-in")) return;
  const field = target.querySelector("template")?.content.firstElementChild;
  bringFields(/** @type {Element} */ (target.closest(".widget-body")));
  /** @type {HTMLElement} */ (field).focus();
});

class Missing extends Error {}
class Damaged extends Error {}

/**
 * The data of a figure: what is in its JSON, or the bytes.
 * @param {HTMLElement} root
 */
async function dataOf({ dataset: { data } }) {
  if (!data) return undefined;
  try {
    const answer = await fetch(new URL(data, location.href));
    if (!answer.ok) throw new Error(String(answer.status));
    return await (data.endsWith(".json") ? answer.json() : answer.arrayBuffer());
  } catch (error) {
    throw new Missing(`${data}: ${error}`);
  }
}

/**
 * Let a reader have the data fetched, whose size the button says.
 * @param {HTMLElement} root
 * @param {HTMLButtonElement} button
 */
function ask(root, button) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const note = root.querySelector(".widget-note");
    if (note) note.textContent = "";
    root.setAttribute("aria-busy", "true");
    await begin(root);
    root.removeAttribute("aria-busy");
    button.disabled = false;
    if (!("started" in root.dataset)) return;
    // Its line stays: what stands below does not move.
    button.remove();
    /** @type {HTMLElement | null} */ (root.querySelector("[data-control]"))?.focus();
  });
}

/** @param {HTMLElement} root */
async function begin(root) {
  try {
    const module = new URL(root.dataset.module ?? "", location.href).href;
    const [{ figure, library }, data] = await Promise.all([import(module), dataOf(root)]);
    if (figure.isWhole && !figure.isWhole(data)) throw new Damaged(root.dataset.data);
    library.start(root, figure, data);
  } catch (error) {
    const words = JSON.parse(root.dataset.words ?? "{}");
    const isDamaged = error instanceof Damaged;
    const isMissing = isDamaged || error instanceof Missing;
    const note = root.querySelector(".widget-note");
    if (note) note.textContent = isDamaged ? words.damaged : isMissing ? words.missing : words.failed;
    for (const field of root.querySelectorAll("fieldset")) field.disabled = true;
    root.classList.toggle("failed", !isMissing);
    reportError(error);
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      bringFields(target);
      // What is large is not fetched unasked.
      if (!target.querySelector("[data-act=load]")) begin(/** @type {HTMLElement} */ (target));
    }
  },
  { rootMargin: "100% 0px" },
);
for (const root of document.querySelectorAll(".widget-body[data-module]")) {
  const button = root.querySelector("[data-act=load]");
  if (button) ask(/** @type {HTMLElement} */ (root), /** @type {HTMLButtonElement} */ (button));
  near.observe(root);
}
