// Follows the saves of `make live`: the open page is loaded anew when the site was built, and
// shows at its foot what is wrong with it, and what waits for its author.

// The number of the build before whose end the page was loaded anew.
const EARLY = "live-early";
// Whether what is due is open, in this tab.
const OPEN = "live-due";
// A line of a message begins with its place, "docs/about.md:12".
const PLACE = /^([^\s:][^:]*:\d+)(:.*)$/s;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, className = "", ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * A list of messages; the place of each is a button that copies it.
 *
 * @param {string[]} lines
 */
function list(lines) {
  return element("ul", "", ...lines.map((line) => {
    const [, place, rest] = PLACE.exec(line) ?? [];
    if (!place) return element("li", "", line);
    const button = element("button", "live-place", place);
    button.type = "button";
    button.title = "Copy this place";
    button.addEventListener("click", () => copy(button, place));
    return element("li", "", button, rest);
  }));
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} place
 */
async function copy(button, place) {
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(place);
  } catch {
    said = "The browser does not let it be copied";
  }
  button.nextElementSibling?.remove();
  const told = element("span", "live-told", ` ${said} `);
  told.setAttribute("role", "status");
  button.after(told);
  setTimeout(() => told.remove(), 2000);
}

/** @param {string} name */
async function asked(name) {
  return (await fetch(`/_live/${name}.json`, { cache: "no-store" })).json();
}

/** The foot of the page, where all that is said stands. */
function foot() {
  const there = document.querySelector(".live-foot");
  if (there) return there;
  const made = element("div", "live-foot");
  document.body.append(made);
  return made;
}

async function showFaults() {
  /** @type {string[]} */
  const faults = await asked("faults");
  document.querySelector(".live-faults")?.remove();
  if (!faults.length) return;
  const shown = element("section", "live-faults", list(faults));
  shown.setAttribute("role", "alert");
  foot().prepend(shown);
}

async function showDue() {
  /** @type {Record<string, string[]>} */
  const due = await asked("due");
  document.querySelector(".live-due")?.remove();
  const titles = Object.keys(due);
  if (!titles.length) return;
  const count = titles.reduce((sum, title) => sum + due[title].length, 0);
  const shown = element("details", "live-due", element("summary", "", `Due: ${count}`));
  for (const title of titles) {
    shown.append(element("p", "", title), list(due[title]));
  }
  shown.open = sessionStorage.getItem(OPEN) === "yes";
  shown.addEventListener("toggle", () => {
    sessionStorage.setItem(OPEN, shown.open ? "yes" : "no");
  });
  foot().append(shown);
}

async function show() {
  await showFaults();
  await showDue();
}

async function version() {
  const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
  return answer.headers.get("etag");
}

function follow() {
  const socket = new WebSocket(`ws://${location.host}/websocket-reload`);
  let open = false;
  socket.onopen = async () => {
    open = true;
    // Of what was built before it was open, nothing is told.
    if ((await version()) !== loaded) location.reload();
    else document.documentElement.dataset.follows = "";
  };
  socket.onmessage = async ({ data }) => {
    const [what, number] = data.split(" ");
    const early = sessionStorage.getItem(EARLY) === number;
    const changed = (await version()) !== loaded;
    if (what === "pages" && changed) {
      sessionStorage.setItem(EARLY, number);
      location.reload();
    } else if (early && !changed) {
      await show();
    } else if (what === "all") {
      location.reload();
    }
  };
  // A server that was started again has the page of then.
  socket.onclose = () => setTimeout(open ? wait : follow, 1000);
}

async function wait() {
  try {
    await fetch("/_live/faults.json", { cache: "no-store" });
    location.reload();
  } catch {
    setTimeout(wait, 1000);
  }
}

const loaded = await version();
follow();
await show();
