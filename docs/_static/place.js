// The place that a reader is at, and the way to a place while the page is being laid out.
import { blockOf, drift, placeIn } from "./place-path.js";

// Sections that come into view find their height in the frames after that.
const CALM_FRAMES = 5;
const INPUTS = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Return where the header, which covers the text on a phone, ends in the window. */
function edge() {
  return Math.max(document.querySelector(".mobile-header")?.getBoundingClientRect().bottom ?? 0, 0);
}

/** Return the place that is read now, if any. */
export function placeNow() {
  const article = document.querySelector("article");
  return article && scrollY > 0 ? placeIn(article, edge()) : undefined;
}

/**
 * Call `report` whenever scrolling has come to rest.
 * @param {() => void} report
 */
export function atRest(report) {
  if ("onscrollend" in window) {
    addEventListener("scrollend", report);
    return;
  }
  let timer = 0;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(report, 150);
    },
    { passive: true },
  );
}

/**
 * Scroll by what `off` returns, frame by frame, until layout has come to rest; a reader who does
 * something meanwhile is let go.
 * @param {() => number} off
 */
export async function follow(off) {
  let done = false;
  const stop = () => {
    done = true;
  };
  let settled = false;
  const whole = new Promise((resolve) => {
    if (document.readyState === "complete") resolve(0);
    else addEventListener("load", resolve, { once: true });
  });
  Promise.all([whole, document.fonts.ready]).then(() => {
    settled = true;
  });
  for (const input of INPUTS) addEventListener(input, stop, { once: true, passive: true });
  for (let calm = 0; !done && !(settled && calm >= CALM_FRAMES); ) {
    const before = scrollY;
    const way = off();
    if (Math.abs(way) >= 1) scrollBy({ top: way, behavior: "instant" });
    calm = Math.abs(scrollY - before) >= 1 ? 0 : calm + 1;
    await new Promise(requestAnimationFrame);
  }
  for (const input of INPUTS) removeEventListener(input, stop);
}

/**
 * Bring `place` to where it stood in the window, and keep it there until layout is at rest.
 * @param {Place} place
 */
export function goTo(place) {
  const article = document.querySelector("article");
  if (!article) return;
  // The browser would scroll to where the line was, late, and by pixels.  Ways back within the
  // page are its own again: none is before the reader has done something.
  history.scrollRestoration = "manual";
  const release = () => {
    history.scrollRestoration = "auto";
  };
  for (const input of INPUTS) addEventListener(input, release, { once: true, passive: true });
  follow(() => {
    const block = blockOf(article, place);
    return block ? drift(place, block.getBoundingClientRect()) : 0;
  });
}
