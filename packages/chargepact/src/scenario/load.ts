import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from "yaml";
import { type z } from "zod";
import { readText } from "./csv.js";
import { problemError, refuse, shown, type Problem } from "./problems.js";
import { scenarioSchema, type Scenario } from "./schema.js";

const aliasesMax = 100;

type Path = readonly PropertyKey[];

/** A checked scenario that still knows where each key was written. */
export interface Loaded {
  readonly scenario: Scenario;
  /** File, or `command line`. */
  readonly file: string;
  /** Where the value of a key stands; the nearest mapping around it where the key is not written. */
  at(path: Path): { readonly file: string; readonly line?: number; readonly key: string };
}

/** Reads and checks a scenario file; every error it has is listed with its line. */
export function loadScenario(file: string): Loaded {
  return checkScenario(readText(file), file);
}

/** Checks a scenario text that came from `file`. */
export function checkScenario(text: string, file: string): Loaded {
  const { input, at } = readYaml(text, file);
  return parsed(input, file, at);
}

/** A YAML text as plain values, and where each key was written. */
export function readYaml(text: string, file: string): { readonly input: unknown; readonly at: Loaded["at"] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  refuse("BAD_CONFIG", syntaxProblems(document, lines, file));
  const at = (path: Path) => ({ file, ...lineAt(document, lines, path), key: keyOf(path) });
  return { input: plainOf(document, file), at };
}

/** Checks a scenario that a program made; `at` says where each key came from. */
export function parsed(input: unknown, file: string, at: Loaded["at"]): Loaded {
  const result = scenarioSchema.safeParse(input);
  if (result.success) {
    refuse("BAD_CONFIG", layoutProblems(input, at));
    return { scenario: result.data, file, at };
  }
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, input, at));
  refuse(
    "BAD_CONFIG",
    problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  );
  throw new Error("a refused scenario without a problem");
}

const siteKeys = ["site", "stations", "storage", "fleet", "sessions"] as const;

/** A scenario has one site, or a feeder and its sites; what is of a site then stands at it. */
function layoutProblems(input: unknown, at: Loaded["at"]): Problem[] {
  const has = (key: string): boolean => valueAt(input, [key]) !== undefined;
  if (!has("feeder") && !has("sites")) return [];
  const missing = ["feeder", "sites"].filter((key) => !has(key));
  const stray = siteKeys.filter(has);
  return [
    ...missing.map((key) => ({
      ...{ ...at([key]), value: "(missing)", allowed: "feeder and sites together, or neither" },
      next: key === "sites" ? "list the sites under the feeder" : "add feeder: { capacityW: … }",
    })),
    ...stray.map((key) => ({
      ...{ ...at([key]), value: shown(valueAt(input, [key])), allowed: `no ${key} beside sites` },
      next: `move it to sites[].${key}`,
    })),
  ];
}

/** The document as plain values; refuses one whose aliases would grow without end. */
function plainOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: aliasesMax });
  } catch (cause) {
    const value = shown(cause instanceof Error ? cause.message : "unreadable");
    const allowed = `at most ${aliasesMax} uses of an alias, each of an anchor above`;
    throw problemError("BAD_CONFIG", [{ file, key: "YAML", value, allowed, next: "write the values out" }]);
  }
}

function syntaxProblems(document: Document, lines: LineCounter, file: string): Problem[] {
  return document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    key: "YAML",
    value: shown(error.message),
    allowed: "YAML 1.2, each key once",
    next: "correct the syntax of this line",
  }));
}

/** `stations[0].powerMaxW`. */
function keyOf(path: Path): string {
  const key = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return key.replace(/^\./, "") || "(the file)";
}

function lineAt(document: Document, lines: LineCounter, path: Path): { line?: number } {
  for (let length = path.length; length > 0; length--) {
    const line = keyLine(document, lines, path.slice(0, length));
    if (line !== undefined) return { line };
  }
  return { line: 1 };
}

/** Line of a key in its mapping, or of an item in its list; undefined where it is not written. */
function keyLine(document: Document, lines: LineCounter, path: Path): number | undefined {
  const last = path.at(-1);
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
    : document.getIn(path, true);
  const start = isNode(key) ? key.range?.[0] : undefined;
  return start === undefined ? undefined : lines.linePos(start).line;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    input,
  );
}

/** What is wrong with a value, in words; `guide` says where its keys are described. */
export function problemsOf(
  issue: z.core.$ZodIssue,
  input: unknown,
  at: Loaded["at"],
  { above = [], guide = "docs/scenario.md" }: { readonly above?: Path; readonly guide?: string } = {},
): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(issue, key, path, input, at));
  if (issue.code === "invalid_union") {
    // Of the forms a value may have, the one it has is the one whose own kind is right.
    const branch = issue.errors.find((issues) => issues.every((inner) => inner.path.length > 0 || isKeyIssue(inner)));
    if (branch) return branch.flatMap((inner) => problemsOf(inner, input, at, { above: path, guide }));
  }
  const value = valueAt(input, path);
  const next = value === undefined ? "add the key" : "correct the value";
  return [{ ...at(path), value: shown(value), allowed: issue.message, next: `${next}; see ${guide}` }];
}

const isKeyIssue = (issue: z.core.$ZodIssue) => issue.code === "unrecognized_keys";

function unknownKey(issue: z.core.$ZodIssue, key: string, path: Path, input: unknown, at: Loaded["at"]): Problem {
  const full = [...path, key];
  return {
    ...at(full),
    value: shown(valueAt(input, full)),
    allowed: issue.message,
    next: "correct the name of the key, or remove it",
  };
}
