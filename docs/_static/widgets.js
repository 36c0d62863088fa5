// Figures that a reader moves: the code of one is asked for when it is within one screen.

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
    button.parentElement?.replaceChildren();
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
      begin(/** @type {HTMLElement} */ (target));
    }
  },
  { rootMargin: "100% 0px" },
);
for (const root of document.querySelectorAll(".widget-body[data-module]")) {
  const button = root.querySelector("[data-act=load]");
  if (button) ask(/** @type {HTMLElement} */ (root), /** @type {HTMLButtonElement} */ (button));
  else near.observe(root);
}
