// Where requirement ids are defined, enforced and tested.
import ts from "typescript";
import { filesUnder, textOf } from "./files.mjs";

const idPattern = /\bCP-[A-Z]+-[0-9]+\b/g;
export const tests = [...filesUnder("packages", /\.test\.ts$/), ...filesUnder("test", /\.ts$/)];
export const sources = filesUnder("packages", /^packages\/[^/]+\/src\/.*\.ts$/).filter(
  (file) => !/\.test\.ts$|\/gen\//.test(file),
);
export const documents = [...filesUnder("proto", /\.proto$/), ...filesUnder("docs", /\.md$/)];

/** Id → files, filled by `idsOf(file)`. */
export function index(files, idsOf) {
  const found = new Map();
  for (const file of files) {
    for (const id of new Set(idsOf(file))) found.set(id, [...(found.get(id) ?? []), file]);
  }
  return found;
}

export const idsIn = (text) => text.match(idPattern) ?? [];

/** Ids that stand in a comment: on the branch that enforces the rule. */
export const idsInComments = (file) =>
  textOf(file)
    .split("\n")
    .flatMap((line) => idsIn(/\/\/.*|^\s*\/?\*.*|\/\*.*/.exec(line)?.[0] ?? ""));

/** Titles of tests that name an id, with the ids: the first argument of a call that is also given a function. */
export function titlesWithIds(file) {
  const found = [];
  visit(parse(file), (node) => {
    if (!ts.isCallExpression(node)) return;
    const [title, ...others] = node.arguments;
    if (title === undefined || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) return;
    const ids = idsIn(title.getText());
    if (ids.length > 0 && others.some((other) => ts.isFunctionLike(other)))
      found.push({ ids, title: title.getText().slice(1, -1) });
  });
  return found;
}

export const idsInTitles = (file) => titlesWithIds(file).flatMap(({ ids }) => ids);

export const parse = (file) => ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);

export function visit(node, look) {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** Requirement id → its text, from the rows `| id | text |` of docs/requirements.md. */
export function definedRequirements(problems) {
  const defined = new Map();
  for (const line of (textOf("docs/requirements.md") ?? "").split("\n")) {
    const [, id, text] = /^\|\s*`?(CP-[A-Z]+-[0-9]+)`?\s*\|\s*(.*?)\s*\|/.exec(line) ?? [];
    if (id === undefined) continue;
    if (defined.has(id)) problems.push(`${id} is defined twice in docs/requirements.md`);
    if (text === "") problems.push(`${id} has no text in docs/requirements.md`);
    defined.set(id, text);
  }
  return defined;
}
