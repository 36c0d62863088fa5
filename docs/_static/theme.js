// Before the first paint, so that a reader's own choice of light or dark never flashes.
// Storage may be forbidden; the system's choice then stands.
try {
  document.body.dataset.theme = localStorage.getItem("theme") || "auto";
} catch {
  document.body.dataset.theme = "auto";
}

// Furo would take away "no-js" when the page is there, and for rules of its own such as
// "dl[class] dd > :first-child" every element would be styled anew.
document.documentElement.removeAttribute("class");
