// A face of KaTeX's that cannot be had leaves its stand-in, in which nothing is to be seen
// (katex/faces.css): without that, a formula is set in a face of the system.

function giveUp() {
  for (const sheet of document.styleSheets) {
    for (let place = sheet.cssRules.length - 1; place >= 0; place -= 1) {
      const rule = sheet.cssRules[place];
      if (rule instanceof CSSFontFaceRule && rule.cssText.includes("data:font")) sheet.deleteRule(place);
    }
  }
}

/** @param {Iterable<FontFace>} faces */
function failed(faces) {
  return [...faces].some(({ family, status }) => family.includes("KaTeX") && status === "error");
}

if (failed(document.fonts)) giveUp();
else {
  document.fonts.addEventListener("loadingerror", ({ fontfaces }) => {
    if (failed(fontfaces)) giveUp();
  });
}
