// Time as a dimension: a control that goes on by itself, by its button only, and only in view.

/**
 * Let the buttons in `root` play, stop and step; `step` goes one on, and returns whether it could.
 * @param {Element} root
 * @param {number} perSecond
 * @param {(round: boolean) => boolean} step
 */
export function play(root, perSecond, step) {
  /** @type {HTMLButtonElement | null} */
  const button = root.querySelector("[data-act=play]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let last = 0;
  let running = false;

  function set(/** @type {boolean} */ now) {
    running = now;
    if (!button) return;
    button.textContent = (now ? button.dataset.pause : button.dataset.play) ?? "";
    if (now) requestAnimationFrame(frame);
  }

  function frame(/** @type {number} */ time) {
    if (!running) return;
    if (time - last >= 1000 / perSecond) {
      last = time;
      if (!step(false)) {
        set(false);
        return;
      }
    }
    requestAnimationFrame(frame);
  }

  const suit = () => {
    if (button) button.hidden = still.matches;
    if (still.matches) set(false);
  };
  still.addEventListener("change", suit);
  suit();
  button?.addEventListener("click", () => {
    // From the end it begins again.
    if (!running) step(true);
    set(!running);
  });
  root.querySelector("[data-act=step]")?.addEventListener("click", () => {
    set(false);
    step(true);
  });
  new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) set(false);
  }).observe(root);
  return () => set(false);
}
