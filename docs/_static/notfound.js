// Suggests the pages whose addresses are nearest to the one that was asked for.
import { element } from "./elements.js";
import { nearPages } from "./near-addresses.js";
import { gettext } from "./gettext.js";

const root = new URL(document.documentElement.dataset.content_root ?? "", location.href);

const answer = await fetch(new URL("addresses.json", root));
const pages = answer.ok ? await answer.json() : [];
const wanted = location.pathname.startsWith(root.pathname)
  ? location.pathname.slice(root.pathname.length)
  : location.pathname;
const found = nearPages(wanted, pages);
if (found.length) {
  const links = found.map(({ path, title }) => {
    const link = element("a", { href: new URL(path, root).href }, title);
    return element("li", {}, link);
  });
  const head = element("p", {}, gettext("Near that address:"));
  document.getElementById("nearest")?.append(head, element("ul", {}, ...links));
}
