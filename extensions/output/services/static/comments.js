// The discussion of a piece, shown by giscus.  Nothing is asked of its host before the button is
// pressed; whoever comes back from signing in there has pressed it.  The frame is made here, so that
// no script of another host runs in the page.
import { element } from "./elements.js";
import { gettext } from "./gettext.js";

const HOST = "https://giscus.app";
// The name under which giscus' own script keeps who is signed in.
const SESSION = "giscus-session";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {string} */
function theme() {
  const chosen = document.body.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && dark.matches) ? "dark" : "light";
}

/** @returns {string} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(SESSION) ?? '""');
  } catch {
    return "";
  }
}

/** @param {string} session */
function keep(session) {
  try {
    if (session) localStorage.setItem(SESSION, JSON.stringify(session));
    else localStorage.removeItem(SESSION);
  } catch {
    // Then it lasts as long as the page.
  }
}

/** Return the address of the page without what giscus adds to it, and that. */
function returned() {
  const address = new URL(location.href);
  const session = address.searchParams.get("giscus") ?? "";
  address.searchParams.delete("giscus");
  if (session) history.replaceState(history.state, "", address);
  address.hash = "";
  return { address: address.href, session };
}

/**
 * @param {DOMStringMap} data
 * @param {string} address
 * @param {string} session
 */
function widget(data, address, session) {
  const asked = new URLSearchParams({
    origin: address,
    session,
    theme: theme(),
    reactionsEnabled: "1",
    emitMetadata: "0",
    inputPosition: "top",
    repo: data.repo ?? "",
    repoId: data.repoId ?? "",
    category: data.category ?? "",
    categoryId: data.categoryId ?? "",
    strict: "1",
    description: document.querySelector('meta[name="description"]')?.getAttribute("content") ?? "",
    backLink: address,
    term: data.term ?? "",
  });
  return `${HOST}/${data.language}/widget?${asked}`;
}

/** @param {HTMLElement} section */
function setUp(section) {
  const { address, session } = returned();
  if (session) keep(session);
  const button = element("button", { type: "button" }, gettext("Show the discussion here"));
  const told = element("p", { className: "facts" }, gettext("It is fetched from giscus.app, which shows what is on GitHub."));

  function show() {
    const frame = element("iframe", { title: gettext("Discussion"), src: widget(section.dataset, address, session || kept()) });
    button.replaceWith(frame);
    told.remove();
    const themed = () => frame.contentWindow?.postMessage({ giscus: { setConfig: { theme: theme() } } }, HOST);
    new MutationObserver(themed).observe(document.body, { attributeFilter: ["data-theme"] });
    dark.addEventListener("change", themed);
    addEventListener("message", ({ origin, data }) => {
      const said = origin === HOST && typeof data === "object" ? data?.giscus : null;
      if (!said) return;
      if (said.resizeHeight) frame.style.height = `${said.resizeHeight}px`;
      const isOld = /Bad credentials|Invalid state value|State has expired/.test(said.error ?? "");
      if (said.signOut || (isOld && kept())) {
        keep("");
        frame.src = widget(section.dataset, address, "");
      }
    });
    return frame;
  }

  section.append(button, told);
  button.addEventListener("click", () => show().focus());
  if (session) show();
}

for (const section of document.querySelectorAll(".comments[data-repo-id]")) {
  if (section instanceof HTMLElement) setUp(section);
}
