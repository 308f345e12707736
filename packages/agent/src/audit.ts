import { hash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { ChargepactError, type Now } from "@chargepact/protocol";

/** What a record says, apart from its place in the chain. Plain JSON. */
export interface AuditEntry {
  /**
   * `sent` and `received`: a message that binds, with its seal. `security`: one that was refused. `life`: a start. `prediction`:
   * a battery's quote, a prediction or sensor that it did not believe, or advice to its owner; stays on the machine.
   */
  readonly kind: "sent" | "received" | "security" | "life" | "prediction";
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Where lines go, oldest first. */
export interface AuditSink {
  append(line: string): void;
  /** The newest line, of earlier lives too; undefined where there is none. */
  last(): string | undefined;
  close(): void;
}

const hashOf = (line: string): string => hash("sha256", line, "hex");

/** An append-only log in which each line holds the hash of the line before it (CP-SEAL-7). */
export class AuditLog {
  /** Hex SHA-256 of the newest line; empty where there is none. */
  head: string;

  constructor(private readonly sink: AuditSink) {
    const last = sink.last();
    this.head = last === undefined ? "" : hashOf(last);
  }

  /** Appends one record. Throws `STORE_FAILED` where the sink cannot take it. */
  append(now: Now, entry: AuditEntry): void {
    const line = JSON.stringify({ prev: this.head, t: Math.round(now.t), kind: entry.kind, ...entry.detail });
    this.sink.append(line);
    this.head = hashOf(line);
  }

  close(): void {
    this.sink.close();
  }
}

/**
 * Index of the first line that does not follow from the one before it; undefined where all do. Where the newest hash is
 * known from elsewhere (presence says it), a changed or missing last line shows as the index after the last.
 */
export function firstBreak(lines: readonly string[], headKnown?: string): number | undefined {
  let head: string | undefined;
  for (const [index, line] of lines.entries()) {
    const prev = prevOf(line);
    if (prev === undefined || (head !== undefined && prev !== head)) return index;
    head = hashOf(line);
  }
  return headKnown !== undefined && headKnown !== (head ?? "") ? lines.length : undefined;
}

function prevOf(line: string): string | undefined {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== "object" || record === null || !("prev" in record)) return undefined;
    return typeof record.prev === "string" ? record.prev : undefined;
  } catch {
    return undefined;
  }
}

/** The newest `linesMax` lines in memory. */
export class MemoryAuditSink implements AuditSink {
  readonly lines: string[] = [];
  constructor(private readonly linesMax = 10_000) {}

  append(line: string): void {
    this.lines.push(line);
    // Dropped by halves, so that a long run does not move the whole list for each line.
    if (this.lines.length > 2 * this.linesMax) this.lines.splice(0, this.linesMax);
  }

  last(): string | undefined {
    return this.lines.at(-1);
  }

  close(): void {
    // Nothing to close.
  }
}

/** A file of JSON lines, continued where it exists. A torn last line stays, so that the break shows. */
export class FileAuditSink implements AuditSink {
  private readonly file: number;
  private newest: string | undefined;

  constructor(path: string) {
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    this.newest = text
      .split("\n")
      .filter((line) => line !== "")
      .at(-1);
    this.file = openSync(path, "a", 0o600);
    if (text !== "" && !text.endsWith("\n")) writeSync(this.file, "\n");
  }

  append(line: string): void {
    try {
      writeSync(this.file, `${line}\n`);
    } catch (cause) {
      throw new ChargepactError("STORE_FAILED", "the audit log cannot be written", { cause });
    }
    this.newest = line;
  }

  last(): string | undefined {
    return this.newest;
  }

  close(): void {
    closeSync(this.file);
  }
}
