import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as protocol from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import { buildMutant, repository } from "./build.js";
import { mutants } from "./list.js";
import { partsOf, patched } from "./patch.js";

type Protocol = typeof protocol;
const entry = "packages/protocol/src/index.ts";
const file = "packages/protocol/src/link/window.ts";

describe("the mutants", () => {
  const ids = readFileSync(join(repository, "docs/requirements.md"), "utf8").match(/CP-[A-Z]+-\d+/g) ?? [];

  test.each(mutants)("$id fits its source and names a rule that there is", (mutant) => {
    for (const part of partsOf(mutant)) {
      expect(() => patched(readFileSync(join(repository, part.file), "utf8"), part)).not.toThrow();
    }
    expect(mutant.breaks.length).toBeGreaterThan(0);
    for (const id of mutant.breaks) expect(ids).toContain(id);
  });

  test("have ids of their own", () => {
    expect(new Set(mutants.map((each) => each.id)).size).toBe(mutants.length);
  });
});

describe("a mutant is built from the real source", () => {
  test("with its patch it behaves otherwise, without one as ever", async () => {
    const patch = {
      file,
      find: "constructor(private readonly size = 64)",
      replace: "constructor(private readonly size = 1)",
    };
    const [right, wrong] = [await buildMutant<Protocol>(undefined, entry), await buildMutant<Protocol>(patch, entry)];
    const answersKept = ({ Window }: Protocol): boolean => {
      const window = new Window();
      const envelope = { epoch: 1, ttlMs: 1000, body: { kind: "hello" } };
      for (const seq of [1, 2]) window.receive({ ...envelope, seq } as never, false, 0);
      return window.receive({ ...envelope, seq: 1 } as never, false, 0).kind === "duplicate";
    };
    expect([answersKept(right), answersKept(wrong)]).toEqual([true, false]);
  });

  test("a patch whose text is gone or ambiguous, or whose file is not in the bundle, fails loudly", async () => {
    const fails = (patch: Parameters<typeof buildMutant>[0]) => expect(buildMutant(patch, entry)).rejects;
    await fails({ file, find: "no such text", replace: "" }).toThrow(/"no such text" occurs 0 times in .*window\.ts/);
    await fails({ file, find: "this", replace: "that" }).toThrow(/occurs \d+ times/);
    await fails({ file: "packages/agent/src/index.ts", find: "export", replace: "" }).toThrow(/is no part of/);
  });
});
