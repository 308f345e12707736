// Checks that the written contract and the code name the same things: requirement ids, error codes, alarms, options of the
// command line, settings of the library.
// With --table it prints where each requirement is enforced and tested.
import ts from "typescript";
import { textOf } from "./files.mjs";
import {
  definedRequirements,
  documents,
  idsIn,
  idsInComments,
  idsInTitles,
  index,
  parse,
  sources,
  tests,
  visit,
} from "./requirement-index.mjs";

function checkRequirements(problems) {
  const defined = definedRequirements(problems);
  const enforced = index(sources, idsInComments);
  const tested = index(tests, idsInTitles);
  const named = index([...documents, ...sources, ...tests], (file) => idsIn(textOf(file)));
  for (const [id, files] of named) {
    if (!defined.has(id)) problems.push(`${id} has no row in docs/requirements.md (named in ${files.join(", ")})`);
  }
  for (const id of defined.keys()) {
    if (!enforced.has(id)) problems.push(`${id} stands in no comment of packages/*/src`);
    if (!tested.has(id)) problems.push(`${id} stands in no test title`);
  }
  return [...defined].map(([id, text]) => ({
    id,
    text,
    enforced: enforced.get(id) ?? [],
    tested: tested.get(id) ?? [],
  }));
}

/** The strings in an array of a file. */
function codesOf(array, file) {
  const codes = [];
  if (textOf(file) === undefined) return codes;
  visit(parse(file), (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== array || !node.initializer) return;
    visit(node.initializer, (part) => {
      if (ts.isStringLiteral(part)) codes.push(part.text);
    });
  });
  return codes;
}

/** The keys of every `…Settings` of the library. */
function settings() {
  const found = new Set();
  for (const file of sources.filter((name) => /^packages\/chargepact\/src\/library\//.test(name))) {
    visit(parse(file), (node) => {
      if (!ts.isInterfaceDeclaration(node) || !node.name.text.endsWith("Settings")) return;
      for (const { name } of node.members) if (name !== undefined) found.add(name.getText());
    });
  }
  return [...found].sort();
}

/** The long options that the command line declares. */
function options() {
  const found = new Set();
  const declared = /\b(?:option|requiredOption|Option)\(\s*["'`]([^"'`]*)/g;
  for (const file of sources.filter((name) =>
    /^packages\/chargepact\/src\/(cli|swarm-options)([^/]*|\/.*)\.ts$/.test(name),
  )) {
    for (const [, flags] of textOf(file).matchAll(declared)) {
      for (const option of flags.match(/--[a-z][a-z0-9-]*/g) ?? []) found.add(option);
    }
  }
  return [...found].sort();
}

function checkNamed(names, what, document, problems) {
  const text = textOf(document) ?? "";
  for (const name of names) {
    if (!new RegExp(`(^|[^A-Za-z0-9_-])${name}($|[^A-Za-z0-9_-])`, "m").test(text)) {
      problems.push(`${what} ${name} has no line in ${document}`);
    }
  }
}

function printTable(rows) {
  const cell = (files) => (files.length === 0 ? "missing" : files.map((file) => `\`${file}\``).join("<br>"));
  console.log("| id | requirement | enforced in | tested in |\n|---|---|---|---|");
  for (const row of rows) console.log(`| ${row.id} | ${row.text} | ${cell(row.enforced)} | ${cell(row.tested)} |`);
}

const problems = [];
const rows = checkRequirements(problems);
const codes = codesOf("errorCodes", "packages/protocol/src/errors.ts");
const alarms = codesOf("alarmCodes", "packages/protocol/src/core.ts");
const flags = options();
const keys = settings();
checkNamed(codes, "error code", "docs/errors.md", problems);
checkNamed(alarms, "alarm", "docs/errors.md", problems);
checkNamed(flags, "option", "docs/cli.md", problems);
checkNamed(keys, "setting", "docs/library.md", problems);
if (process.argv.includes("--table")) printTable(rows);
for (const problem of problems) console.error(problem);
console.error(
  `${rows.length} requirements, ${codes.length} error codes, ${alarms.length} alarms, ${flags.length} options, ` +
    `${keys.length} settings: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
