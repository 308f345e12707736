import type { AgentId, MonoMs } from "@chargepact/protocol";

/** One bundle on its way. */
export interface MessageEntry {
  readonly kind: "message";
  readonly at: MonoMs;
  readonly from: AgentId;
  readonly to: AgentId;
  readonly payload: Uint8Array;
  /** What the network did with it, where that was not to deliver it once and at once. */
  fate?: string;
  /** What is odd about it: forged, replayed. */
  note?: string;
}
/** Something else that a reader has to know. */
interface NoteEntry {
  readonly kind: "note";
  readonly at: MonoMs;
  readonly text: string;
}
export type LogEntry = MessageEntry | NoteEntry;

/** Everything that happened in one run, in order. */
export class Log {
  readonly entries: LogEntry[] = [];

  message(entry: Omit<MessageEntry, "kind">): MessageEntry {
    const made: MessageEntry = { kind: "message", ...entry };
    this.entries.push(made);
    return made;
  }

  clear(): void {
    this.entries.length = 0;
  }

  note(at: MonoMs, text: string): void {
    this.entries.push({ kind: "note", at, text });
  }
}
