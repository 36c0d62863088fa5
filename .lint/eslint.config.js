import js from "@eslint/js";
import globals from "globals";

const OURS = {
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-implicit-globals": "error",
  "no-throw-literal": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-useless-rename": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-template": "error",
  complexity: ["error", 12],
  "max-lines": ["error", { max: 250, skipComments: true, skipBlankLines: true }],
  "max-lines-per-function": ["error", { max: 60, skipComments: true }],
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { ignores: ["**/*.min.js", "**/ts-fsrs/", ".lint/node_modules/", ".venv/", "_build/", ".cache/"] },
  js.configs.recommended,
  { rules: OURS },
  {
    files: ["docs/_static/**/*.js", "docs/**/widgets/**/*.js", "extensions/**/static/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    // Run before the first paint, in the page itself: no modules.
    files: ["docs/_static/redirect.js", "docs/_static/theme.js", "tests/bench/in_browser.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: { "no-implicit-globals": "off" },
  },
  {
    files: ["tests/bench/in_browser.js"],
    languageOptions: { globals: { katex: "readonly" } },
  },
  {
    files: [
      ...["extensions/markup/math/katex_*.js", "extensions/lib/*.js", "extensions/markup/widgets/*.js"],
      "tests/support/plain_katex.js",
    ],
    languageOptions: { sourceType: "commonjs", globals: globals.node },
  },
  { files: ["tests/js/*.mjs", "docs/posts/*/*/*.mjs", "extensions/markup/widgets/*.mjs", ".lint/*.js"], languageOptions: { globals: globals.node } },
];
