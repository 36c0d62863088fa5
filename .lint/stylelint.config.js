export default {
  extends: "stylelint-config-standard",
  ignoreFiles: ["**/katex/**"],
  reportNeedlessDisables: true,
  rules: {
    // The palette has one home, colour.css.
    "color-no-hex": true,
    "color-named": "never",
    // Rules stand together by what they are about, and the names of others are theirs.
    "no-descending-specificity": null,
    "custom-property-pattern": null,
    "selector-class-pattern": null,
    "selector-id-pattern": null,
    // As browsers before 2023 read it.
    "media-feature-range-notation": "prefix",
    "property-no-vendor-prefix": [true, { ignoreProperties: ["/mask$/", "/text-size-adjust$/"] }],
    "value-keyword-case": [
      "lower",
      { camelCaseSvgKeywords: true, ignoreProperties: ["/font/"] },
    ],
    "number-max-precision": 5,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
  },
  overrides: [{ files: ["**/colour.css", "**/live.css"], rules: { "color-no-hex": null } }],
};
