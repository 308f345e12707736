import { sha256 } from "@chargepact/agent";
import { decodeBundle, decodeEnvelope, describeMessage, type AgentId, type MonoMs } from "@chargepact/protocol";
import type { LogEntry, MessageEntry } from "../log.js";

const laneWidth = 16;
const entriesMax = 60;

/** A run as a sequence picture: one column for each of `lanes`, time downwards; the last `entriesMax` lines of it. */
export function picture(entries: readonly LogEntry[], lanes: readonly AgentId[]): string {
  const startedAt = entries[0]?.at ?? 0;
  const shown = folded(entries).slice(-entriesMax);
  const head = `${" ".repeat(10)}  ${lanes.map((id) => id.padEnd(laneWidth)).join("")}`.trimEnd();
  return [head, ...shown.map((entry) => line(entry, lanes, startedAt))].join("\n");
}

interface Line {
  readonly at: MonoMs;
  readonly from?: AgentId;
  readonly to?: AgentId;
  text: string;
}

/** Bundles apart by message; repetitions of a message are counted in the line of its first time. */
function folded(entries: readonly LogEntry[]): readonly Line[] {
  const lines: Line[] = [];
  const seen = new Map<string, { readonly line: Line; readonly text: string; times: number }>();
  for (const entry of entries) {
    if (entry.kind === "note") {
      lines.push({ at: entry.at, text: `· ${entry.text}` });
      continue;
    }
    const { at, from, to, fate } = entry;
    for (const { name, text } of textsOf(entry)) {
      const key = `${from}>${to} ${name}`;
      const first = seen.get(key);
      if (first?.text === text && fate === undefined) {
        first.times++;
        first.line.text = `${text} [${first.times} times]`;
        continue;
      }
      const line: Line = { at, from, to, text: fate === undefined ? text : `${text} [${fate}]` };
      if (fate === undefined) seen.set(key, { line, text, times: 1 });
      lines.push(line);
    }
  }
  return lines;
}

interface Said {
  /** What the message is known by. */
  readonly name: string;
  readonly text: string;
}

function textsOf({ payload, note }: MessageEntry): readonly Said[] {
  const suffix = note === undefined ? "" : ` (${note})`;
  try {
    return decodeBundle(payload).map(({ envelope }) => {
      try {
        const { epoch, seq, body } = decodeEnvelope(envelope, sha256);
        return { name: `${epoch}.${seq}`, text: `${describeMessage(body)}${suffix}` };
      } catch {
        return { name: "?", text: `an envelope that nobody can read${suffix}` };
      }
    });
  } catch {
    return [{ name: "?", text: `${payload.length} bytes that are no bundle${suffix}` }];
  }
}

function line({ at, from, to, text }: Line, lanes: readonly AgentId[], startedAt: MonoMs): string {
  const time = `${((at - startedAt) / 1000).toFixed(2)} s`.padStart(10);
  if (from === undefined || to === undefined) return `${time}  ${text}`;
  const [a, b] = [lanes.indexOf(from), lanes.indexOf(to)];
  const [left, right] = [Math.min(a, b), Math.max(a, b)];
  const cells = lanes.map((_, lane) => {
    if (lane < left || lane > right) return "|".padEnd(laneWidth);
    if (lane === right) return (a < b ? ">|" : "-|").padStart(1).padEnd(laneWidth);
    return lane === left ? `|${a < b ? "-" : "<"}${"-".repeat(laneWidth - 3)}` : "-".repeat(laneWidth);
  });
  return `${time}  ${cells.join("").trimEnd()}  ${text}`;
}
