import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AuditLog, FileAuditSink, firstBreak, MemoryAuditSink } from "./audit.js";

const now = { mono: 1, t: 2 };

function lines(count: number): { readonly lines: readonly string[]; readonly head: string } {
  const sink = new MemoryAuditSink();
  const log = new AuditLog(sink);
  for (let i = 0; i < count; i++) log.append(now, { kind: "life", detail: { i } });
  return { lines: sink.lines, head: log.head };
}

test("CP-SEAL-7 a changed, missing or reordered record breaks the chain, also the last one where the head is known", () => {
  const { lines: whole, head } = lines(5);
  expect(firstBreak(whole, head)).toBeUndefined();
  for (let at = 0; at < 5; at++) {
    const changed = whole.with(at, whole[at]!.replace(`"i":${at}`, '"i":9'));
    expect(firstBreak(changed, head)).toBe(at + 1);
    const missing = whole.toSpliced(at, 1);
    if (at > 0) expect(firstBreak(missing, head)).toBe(at);
    if (at < 4) {
      const swapped = whole.with(at, whole[at + 1]!).with(at + 1, whole[at]!);
      expect(firstBreak(swapped, head)).toBeLessThanOrEqual(at + 1);
    }
  }
  expect(firstBreak(whole.with(2, "not json"), head)).toBe(2);
});

test("a file continues the chain of an earlier life", () => {
  const folder = mkdtempSync(join(tmpdir(), "chargepact-audit-"));
  try {
    const path = join(folder, "audit.jsonl");
    let head = "";
    for (let life = 0; life < 3; life++) {
      const log = new AuditLog(new FileAuditSink(path));
      expect(log.head).toBe(head);
      log.append(now, { kind: "life", detail: { life } });
      log.append(now, { kind: "security", detail: { refusal: "seal" } });
      head = log.head;
      log.close();
    }
    const written = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(written).toHaveLength(6);
    expect(firstBreak(written, head)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a log in memory keeps at most twice its size and is still a chain", () => {
  const sink = new MemoryAuditSink(10);
  const log = new AuditLog(sink);
  for (let i = 0; i < 1_000; i++) log.append(now, { kind: "life", detail: { i } });
  expect(sink.lines.length).toBeLessThanOrEqual(20);
  expect(firstBreak(sink.lines, log.head)).toBeUndefined();
});
