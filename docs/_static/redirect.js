"use strict";

// Send on to the new address of the page, with the query and the fragment of the old one.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const target = new URL(script.dataset.target ?? "", location.href);
target.search = location.search;
target.hash = location.hash;
location.replace(target.href);
