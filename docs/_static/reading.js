// What has been read is kept in this browser only: noted on a post, shown where posts are listed.
import { latest, pageAt, parse, reached, standing } from "./reading-state.js";

const KEY = "groundwork-read";
const WORDS = { done: "Read: ", begun: "Begun: " };
const root = new URL(document.documentElement.dataset.content_root, location.href).href;

// Storage may be forbidden or full; then nothing is kept, and nothing else is lost.
function load() {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return {};
  }
}

function save(state) {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // See above.
  }
}

function watch(sections) {
  const page = pageAt(location.href, root);
  const note = ({ id }, end) => {
    save(reached(load(), page, { section: id, end, at: Date.now() }));
  };
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) note(target, false);
      }
    },
    // A section is being read when it crosses the middle of the window.
    { rootMargin: "-50% 0px -50% 0px" },
  );
  for (const section of sections) reading.observe(section);
  const foot = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) note(sections.at(-1), true);
  });
  foot.observe(document.querySelector("footer"));
}

function mark(state) {
  for (const item of document.querySelectorAll(":is(.series > ol, .steps) > li")) {
    const link = item.querySelector("a");
    const stands = standing(state, pageAt(link.href, root));
    item.querySelector(".read-mark")?.remove();
    item.toggleAttribute("data-read", Boolean(stands));
    if (!stands) continue;
    item.dataset.read = stands;
    const said = document.createElement("span");
    said.className = "read-mark unseen";
    said.textContent = WORDS[stands];
    link.before(said);
  }
}

function resume(state) {
  const [page, { section } = {}] = latest(state) ?? [];
  for (const line of document.querySelectorAll(".resume")) {
    const known = [...line.parentElement.querySelectorAll(".series > ol > li")];
    const item = known.find((one) => pageAt(one.querySelector("a").href, root) === page);
    const said = document.createElement("span");
    if (item) {
      const title = item.querySelector("a").cloneNode(true);
      if (section) title.hash = section;
      said.append("Go on with ", title, ".");
    } else {
      said.append("What you read is marked here, and known to this browser alone.");
    }
    line.replaceChildren(said);
    if (Object.keys(state).length) line.append(" ", forgetter());
  }
}

function forgetter() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Forget what I have read";
  button.addEventListener("click", () => {
    // The button goes, and what it said stands in its place.
    const line = button.closest(".resume");
    save({});
    show();
    line.tabIndex = -1;
    line.focus();
  });
  return button;
}

function show() {
  const state = load();
  mark(state);
  resume(state);
}

const sections = [...document.querySelectorAll("article > section > section[id]")];
if (document.querySelector(".series-card") && sections.length) watch(sections);
else show();
// A page that the browser brings back as it was may have been overtaken.
addEventListener("pageshow", (event) => event.persisted && show());
