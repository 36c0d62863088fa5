// Suggests the pages whose addresses are nearest to the one that was asked for.
import { nearest } from "./nearest.js";

const root = new URL(document.documentElement.dataset.content_root, location.href);
const place = document.getElementById("nearest");

const answer = await fetch(new URL("addresses.json", root));
const pages = answer.ok ? await answer.json() : [];
const wanted = location.pathname.startsWith(root.pathname)
  ? location.pathname.slice(root.pathname.length)
  : location.pathname;
const found = nearest(wanted, pages);
if (found.length) {
  const list = document.createElement("ul");
  for (const { path, title } of found) {
    const link = document.createElement("a");
    link.href = new URL(path, root);
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const head = document.createElement("p");
  head.textContent = "Near that address:";
  place.append(head, list);
}
