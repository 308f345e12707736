import { secondsText } from "./quantity.js";

interface Line {
  readonly atMs: number;
  readonly text: string;
  /** Lines of the same family in a block are told once, and then counted. */
  readonly family: string | undefined;
}

/** What happened, in order of time; routine is told once per block and then only counted. */
export class Transcript {
  private lines: Line[] = [];

  constructor(private readonly nowMs: () => number) {}

  add(text: string, family?: string, atMs = this.nowMs()): void {
    this.lines.push({ atMs, text, family });
  }

  /** The lines since the last call, and then how often each family was repeated. */
  take(): readonly string[] {
    const lines = [...this.lines].sort((one, other) => one.atMs - other.atMs);
    this.lines = [];
    const told: Line[] = [];
    const more = new Map<string, { count: number; last: Line }>();
    const seen = new Set<string>();
    for (const line of lines) {
      const { family } = line;
      if (family === undefined || !seen.has(family)) told.push(line);
      else more.set(family, { count: (more.get(family)?.count ?? 0) + 1, last: line });
      if (family !== undefined) seen.add(family);
    }
    const width = Math.max(0, ...lines.map(({ atMs }) => secondsText(atMs).length));
    return [
      ...told.map(({ atMs, text }) => `${secondsText(atMs).padStart(width)} ${text}`),
      ...[...more].map(
        ([family, { count, last }]) =>
          `${"…".padStart(width)} ${family}: ${count} more, the last at ${secondsText(last.atMs)}`,
      ),
    ];
  }
}
