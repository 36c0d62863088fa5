"use strict";

// Send on to the new address of the page, with the query and the fragment of the old one.
const target = new URL(document.currentScript.dataset.target, location.href);
target.search = location.search;
target.hash = location.hash;
location.replace(target);
