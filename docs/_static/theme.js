// Before the first paint, so that a reader's own choice of light or dark never flashes.
// Storage may be forbidden; the system's choice then stands.
try {
  document.body.dataset.theme = localStorage.getItem("theme") || "auto";
} catch {
  document.body.dataset.theme = "auto";
}

// A link to the short way of a piece: what that leaves out is never seen to fold (see depth.js).
if (/[?&]depth=short\b/.test(location.search)) document.documentElement.dataset.depth = "short";

// Furo would take away "no-js" when the page is there, and the whole page would be styled a
// second time.
document.documentElement.removeAttribute("class");

// The stand-ins of KaTeX's faces (katex/faces.css) stand in the style sheet, and are read only when
// asked for: at the first paint they have to be there, or what stands beside a formula moves.
for (const face of document.fonts) {
  if (face.display === "fallback") face.load();
}
