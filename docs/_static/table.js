// The table of all pieces: the head of a column sorts by it.  The order stands in the address.
import { element } from "./elements.js";
import { format, KEYS, parse, pressed, sorted } from "./table-order.js";

/** @param {HTMLTableElement} table */
function start(table) {
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const heads = [...table.querySelectorAll("th")];
  const facts = rows.map((row) => ({
    title: row.cells[0].textContent?.trim() ?? "",
    level: Number(/\blevel-(\d+)/.exec(row.className)?.[1] ?? 0),
    minutes: Number(row.cells[2].textContent),
  }));
  let order = parse("");

  function show() {
    body.append(...sorted(facts, order).map((at) => rows[at]));
    heads.forEach((head, at) => {
      if (KEYS[at] !== order.key) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
    });
  }

  function come() {
    order = parse(location.search);
    show();
  }

  heads.forEach((head, at) => {
    const button = element("button", { type: "button" }, head.textContent?.trim() ?? "");
    button.addEventListener("click", () => {
      order = pressed(order, KEYS[at]);
      history.pushState(null, "", format(order) || location.pathname);
      show();
    });
    (head.querySelector("p") ?? head).replaceChildren(button);
  });
  addEventListener("popstate", come);
  come();
}

/** @type {HTMLTableElement | null} */
const table = document.querySelector("table.pieces");
if (table) start(table);
