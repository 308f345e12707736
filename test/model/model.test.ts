import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../mutants/build.js";
import { mutants } from "../mutants/list.js";
import { modelAgents } from "./agents.js";
import { configs, configNamed } from "./configs.js";
import { checkpointOf, goBack, walk } from "./graph.js";
import { Host, type Input } from "./host.js";
import { search } from "./jobs.js";
import { Messages } from "./messages.js";
import { notSeen, seenIn } from "./rules.js";
import { hostOf } from "./world.js";

const quietly = (): void => undefined;
const core = await modelAgents(undefined);

describe("a checkpoint of a real core", () => {
  const host = (id: "grid" | "west", messages: Messages) => new Host(hostOf(configNamed("plans"), core, id), messages);
  const start: Input = { kind: "start", sameBoot: false, lost: false };

  test("is gone back to in place: what follows is the same again, closures and timers included", () => {
    const messages = new Messages();
    const [west, grid] = [host("west", messages), host("grid", messages)];
    grid.handle(0, start, "none");
    const { sent } = west.handle(0, start, "none");
    const [hello] = sent.map((message): Input => ({ kind: "message", message }));
    const before = [west, grid].map((each) => walk(each));
    const kept = before.map(({ objects }) => checkpointOf(objects));
    const live = (): unknown[] => {
      const answers = grid.handle(0, hello!, "none").sent;
      const said = answers.map((message) => west.handle(5, { kind: "message", message }, "none").sent);
      const later = west.handle(200_005, { kind: "timer" }, "none").sent;
      return [answers, said, later, walk(west).hash, walk(grid).hash];
    };
    const first = live();
    expect([walk(west).hash, walk(grid).hash]).not.toEqual(before.map(({ hash }) => hash));
    for (let times = 0; times < 3; times++) {
      kept.forEach(goBack);
      expect([walk(west).hash, walk(grid).hash]).toEqual(before.map(({ hash }) => hash));
      expect(live()).toEqual(first);
    }
  });

  test("has one form for two cores that have lived through the same, and another where anything differs", () => {
    const lives = [0, 0, 1].map((atMs) => {
      const west = host("west", new Messages());
      west.handle(atMs, start, "none");
      return walk(west).hash;
    });
    expect(lives[0]).toBe(lives[1]);
    expect(lives[0]).not.toBe(lives[2]);
  });
});

describe("the search over the real link core", () => {
  test("S1, S2, S3, S4: two plans that overlap, with repeats, break nothing; all of it is searched", async () => {
    const report = await search({ config: "overlap", mutant: undefined, statesMax: 100_000 }, quietly);
    expect(report.picture).toBe("");
    expect(report.exhausted).toBe(true);
    expect(report.states).toBeGreaterThan(1000);
    expect(report.audits).toBeGreaterThan(0);
  });

  test("CP-LEASE-9 broken is seen, shortest first, and told as a sequence of messages with what the meters say", async () => {
    const config = seenIn["acknowledges-before-down"] ?? "";
    const report = await search({ config, mutant: "acknowledges-before-down", statesMax: 10_000 }, quietly);
    expect(report.broken).toBe("S2: west draws 10000 W, and 4000 W are booked for it");
    expect(report.length).toBe(3);
    const [head, tail] = report.picture.split("from here on everything is tried");
    expect(head).toContain("grid → west  Commit 1.1: 10000 W for 60 s");
    expect(tail?.split("\n").map((line) => line.trim())).toEqual([
      "──",
      '0.000 s  grid  {"west":"4000 W","east":"6000 W"}',
      "0.000 s  grid → west  Commit 1.2: 4000 W for 60 s from request 4",
      "0.000 s  west → grid  CommitAck 1.2",
      expect.stringContaining("never came: "),
      "BROKEN  S2: west draws 10000 W, and 4000 W are booked for it",
    ]);
  });

  test.each(["last-limit-kept", "effects-before-commit", "fallback-always-admitted", "older-emergency-taken"])(
    "%s is seen",
    async (mutant) => {
      const report = await search({ config: seenIn[mutant] ?? "", mutant, statesMax: 10_000 }, quietly);
      expect(report.broken).toMatch(/^S[12]: /);
    },
  );
});

describe("the table of rules", () => {
  test("has a configuration for each mutant", () => {
    expect(Object.keys(seenIn).sort()).toEqual(mutants.map(({ id }) => id).sort());
    const names = configs.map(({ name }) => name);
    for (const config of Object.values(seenIn)) expect(names).toContain(config);
  });

  test("says of each rule of leases, time, ledger, fallback, emergencies, order and restart what breaks it, or why nothing can", () => {
    const text = readFileSync(join(repository, "docs/requirements.md"), "utf8");
    const ids = text.match(/CP-(LEASE|TIME|LEDGER|FALL|EMERG|STORE|WINDOW)-\d+/g) ?? [];
    const broken = new Set(mutants.flatMap(({ breaks }) => breaks));
    const open = [...new Set(ids)].filter((id) => !broken.has(id) && notSeen[id] === undefined);
    expect(open).toEqual([]);
    expect(Object.keys(notSeen).filter((id) => broken.has(id))).toEqual([]);
  });
});
