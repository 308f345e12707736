import type { Envelope } from "@chargepact/protocol";
import type { Act, GrantorLabel, HolderLabel } from "./agents.js";

export type CoreLabel = GrantorLabel | HolderLabel | undefined;

/** Watches what one agent says and does on the wire, beside it and by rules of its own; it only looks. */
export abstract class Watch {
  /** What a holder has acknowledged of an emergency: W until a true instant, ms. */
  cap: { readonly importW: number; readonly until: number } | undefined;
  protected atMs = 0;
  /** No timer is due, so that whatever happens follows from the event alone. */
  protected quiet = true;
  /** What the core was before the event. */
  protected core: CoreLabel;
  private broken: string[] = [];
  /** Messages that came in this life, by sender. */
  private came: readonly string[] = [];
  /** The highest number that was used towards each peer in this life. */
  private used: Readonly<Record<string, number>> = {};
  private repeated = false;

  begin(atMs: number, core: CoreLabel, quiet: boolean): void {
    this.atMs = atMs;
    this.core = core;
    this.quiet = quiet;
  }
  /** What was broken in this event. */
  end(core: CoreLabel): readonly string[] {
    this.ended(core);
    const broken = [...this.broken];
    [this.broken, this.core, this.repeated, this.atMs, this.quiet] = [[], undefined, false, 0, true];
    return broken;
  }
  receives(envelope: Envelope): void {
    const { sender, epoch, seq } = envelope;
    const identity = `${sender}.${epoch}.${seq}`;
    this.repeated = this.came.includes(identity);
    if (!this.repeated) this.came = [...this.came, identity].sort();
    this.received(envelope);
  }
  sends(envelope: Envelope): void {
    const { body, recipient, seq } = envelope;
    const isNew = seq > (this.used[recipient] ?? 0);
    if (isNew) {
      this.used = put(this.used, recipient, seq);
      if (this.repeated && this.quiet && body.kind !== "reject")
        this.breaks("CP-WINDOW-1", `answers a repeated message anew, by ${body.kind}`);
    }
    this.sent(envelope, isNew);
  }
  died(): void {
    [this.came, this.used] = [[], {}];
    this.forgot();
  }
  abstract told(act: Act): void;

  protected abstract received(envelope: Envelope): void;
  /** `isNew`: no repeat of what was sent before. */
  protected abstract sent(envelope: Envelope, isNew: boolean): void;
  protected abstract ended(core: CoreLabel): void;
  protected abstract forgot(): void;
  protected breaks(id: string, text: string): void {
    this.broken.push(`${id}: ${text}`);
  }
}

/** With keys in one order, so that it does not tell what came first. */
export function put<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
  const entries = Object.entries({ ...record, [key]: value });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const versionOf = (version: { readonly epoch: number; readonly counter: number }): string =>
  `${version.epoch}.${version.counter}`;

export function mostOf({ body }: Envelope): number {
  if (body.kind !== "commit") return 0;
  return Math.max(0, ...body.terms.value.parts.flatMap(({ schedule }) => schedule.max));
}
