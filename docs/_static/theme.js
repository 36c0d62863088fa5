// Before the first paint, so that a reader's own choice of light or dark never flashes.
// Storage may be forbidden; the system's choice then stands.
try {
  document.body.dataset.theme = localStorage.getItem("theme") || "auto";
} catch {
  document.body.dataset.theme = "auto";
}

// Furo would take away "no-js" when the page is there, and the whole page would be styled a
// second time.
document.documentElement.removeAttribute("class");
