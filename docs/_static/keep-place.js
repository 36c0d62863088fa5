// The place that a reader is at is kept: a page that is loaded again, because a phone had no room
// for it or because one comes back to it, shows the same line, and so does "Go on with".
import { atRest, follow, goTo, placeNow } from "./place.js";
import { asPlace } from "./place-path.js";
import { load, page } from "./reading-store.js";

const KEY = `groundwork-place ${page}`;

/** @type {Place | undefined} */
let place;

function keep() {
  place = placeNow();
  try {
    if (place) sessionStorage.setItem(KEY, JSON.stringify(place));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: the browser then does what it can.
  }
}

/** Return the place that this page was left at in this tab, if it was here before. */
function left() {
  const [visit] = performance.getEntriesByType("navigation");
  const { type } = /** @type {PerformanceNavigationTiming} */ (visit);
  // Chromium says so of a tab that it had thrown away.
  const discarded = "wasDiscarded" in document && document.wasDiscarded;
  if (type === "navigate" && !discarded) return undefined;
  try {
    return asPlace(JSON.parse(sessionStorage.getItem(KEY) ?? ""));
  } catch {
    return undefined;
  }
}

/** Return the place to go on reading at, if the address asks for that. */
function resumed() {
  const address = new URL(location.href);
  if (!address.searchParams.has("resume")) return undefined;
  address.searchParams.delete("resume");
  history.replaceState(history.state, "", address);
  return asPlace(load()[page]?.place);
}

/** @param {KeyboardEvent} event */
function isEnd(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (altKey || shiftKey || event.defaultPrevented) return false;
  if (target instanceof Element && target.closest("input, textarea, select, dialog")) return false;
  return key === "End" ? !metaKey : metaKey && !ctrlKey && key === "ArrowDown";
}

// The end of a page is where it is once the sections there are laid out.
addEventListener("keydown", (event) => {
  if (!isEnd(event)) return;
  event.preventDefault();
  // The key itself is an input, and no reason to stop.
  setTimeout(() => {
    const { documentElement } = document;
    follow(() => documentElement.scrollHeight - documentElement.clientHeight - scrollY);
  });
});

// A phone that is turned has lines of another length: the same text is to be seen.
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  if (place) goTo(place);
});

place = resumed() ?? left();
if (place) goTo(place);
atRest(keep);
addEventListener("pagehide", keep);
addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
