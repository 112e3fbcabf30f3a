// The rules that ESLint recommends, and a few that keep the code plain. Form is Prettier's affair, types are
// TypeScript's (`pkg/tsconfig.json`, `emulator/tsconfig.json`).

import { builtinRules } from "eslint/use-at-your-own-risk";

const recommended = [...builtinRules].filter(([, { meta }]) => meta.docs?.recommended).map(([name]) => [name, "error"]);

/** The globals of the Node that runs this, and what other runtimes and flags add. */
const NODE = Object.getOwnPropertyNames(globalThis);
const ELSEWHERE = ["gc", "navigator", "reportError", "self", "WebSocket"];
const PAGE = ["document", "history", "localStorage", "location", "window", "Worker"];

const globals = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  {
    ignores: [
      "target/",
      "pkg/dist/",
      "emulator/generated/",
      "emulator/types/",
      "www/dist/",
      "**/.next/",
      "**/node_modules/",
      "tests/*/.tmp/",
    ],
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { ecmaVersion: "latest", globals: globals([...NODE, ...ELSEWHERE]) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...Object.fromEntries(recommended),
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "no-empty": ["error", { allowEmptyCatch: true }],
      // A member that is taken out by name is left out of the rest on purpose.
      "no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_", caughtErrors: "all" }],
    },
  },
  {
    files: ["www/**", "tests/runtimes/programs/**", "tests/runtimes/chromium.mjs"],
    languageOptions: { globals: globals(PAGE) },
  },
];
