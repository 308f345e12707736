import type { CoreEvent } from "../core.js";
import type { LedgerRow } from "../link/booking.js";
import { Desk, type DeskOwner, type Trigger } from "../link/desk.js";
import type { Answer } from "../link/grantor.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
import type { CounterOffer, Embedded, Envelope, Fallback, NeedPart, Offer, Reject, Terms } from "../messages.js";
import { constantSchedule } from "../schedule.js";
import { stepConstant } from "../step-function.js";
import type { MonoMs, UnixS, Watts } from "../units.js";
import { embedTerms } from "../wire/index.js";
import { RoleCore, tighter, type CoreOptions } from "../roles/base.js";

export interface HolderScript {
  readonly fallback: Fallback;
  readonly powerMaxW: Watts;
  /** Whether an offer is accepted, countered with these terms, refused, or left unanswered. */
  answer: "accept" | "refuse" | "silent" | Terms;
  need: readonly NeedPart[];
}

/** A holder that does what a test says. */
export class ScriptedHolder extends RoleCore implements HolderRole {
  readonly link: HolderLink;
  readonly offers: { readonly offer: Offer; readonly envelope: Envelope }[] = [];
  readonly rejects: Reject[] = [];
  readonly todo: (() => void)[] = [];
  confirmations = 0;
  /** W; undefined: always what the limit says. */
  metered: Watts | undefined;

  constructor(
    options: CoreOptions,
    readonly script: HolderScript,
    grantor: string,
  ) {
    super(options);
    const { powerMaxW, fallback } = script;
    this.link = new HolderLink(
      this.context,
      {
        grantor,
        role: "charger",
        powerMaxW,
        exportMaxW: 0,
        connectors: [{ connector: 1, phases: [1, 2, 3], powerMaxW, powerMinW: 0 }],
        fallback,
        stepsMax: 1000,
        scheduleSlackMs: 0,
      },
      this,
    );
  }

  protected started(lost: boolean): void {
    this.link.terms.restore(this.facts, this.sameBoot, lost);
  }
  protected transportChanged(): void {
    if (this.transport) this.link.transportUp();
    else this.link.transportDown();
  }
  protected happened(event: CoreEvent): void {
    if (event.kind === "message") this.link.receive(event.envelope);
    else if (event.kind === "unexplained") this.link.unexplained();
    else if (event.kind === "fallbackWritten") this.link.fallbackWritten(event.fallback);
    else if (event.kind === "meter") this.metered = event.powerW;
  }
  protected settled(): void {
    for (const task of this.todo.splice(0)) task();
    const limit = this.limit();
    this.apply(1, limit);
    this.link.settle();
  }
  protected limitsStale(): void {
    // Worked out after every event.
  }

  limit(): Limit {
    const own = this.link.limit(1);
    const cap = this.link.terms.emergencyCap();
    return cap === undefined ? own : { ...own, band: tighter(own.band, { minW: -cap.exportW, maxW: cap.importW }) };
  }
  limitsChanged(): void {
    // Worked out after every event.
  }
  confirmed(): void {
    this.confirmations++;
  }
  fits(): boolean {
    return this.meteredW() <= this.limit().band.maxW;
  }
  meteredW(): Watts {
    return this.metered ?? this.limit().band.maxW;
  }
  sessionBegan(): void {
    if (this.script.need.length > 0) this.link.setNeed(this.script.need);
  }
  refused(reject: Reject): void {
    this.rejects.push(reject);
  }
  fallbackShare(): Pick<Fallback, "importW" | "exportW"> {
    return this.link.terms.fallbackHeld;
  }
  offered(offer: Offer, envelope: Envelope): void {
    const [proposal] = offer.proposals;
    if (proposal === undefined) return;
    this.offers.push({ offer, envelope });
    const { answer } = this.script;
    if (answer === "silent") return;
    if (answer === "refuse") this.link.refuse(envelope, { reason: "NOT_NOW", detail: "no" });
    else if (answer === "accept") this.link.accept(envelope, offer, proposal.hash);
    else this.counter(envelope, offer, answer);
  }
  counter(envelope: Envelope, offer: Offer, terms: Terms, validMs = 120_000): void {
    const option: CounterOffer["options"][number] = {
      terms: embedTerms(terms, this.context.hash),
      costMicro: 0,
      quoteId: "q",
      validMs,
      reasons: ["THERMAL"],
      quality: "STATIC",
      modelHash: "",
    };
    this.link.counter(envelope, { plan: offer.plan, options: [option] }, false);
  }
}

export interface GrantorScript {
  readonly ttlMs: number;
  readonly holders: ReadonlyMap<string, Watts>;
  readonly rows: readonly LedgerRow[];
  capacityW: Watts;
  guaranteedW: Watts;
  deadline: MonoMs | undefined;
}

/** A grantor that plans only when a test says so. */
export class ScriptedGrantor extends RoleCore implements DeskOwner {
  readonly desk: Desk;
  readonly triggers: (readonly [string, Trigger])[] = [];
  readonly asks: Answer[] = [];
  readonly todo: (() => void)[] = [];
  private plan = 0;

  constructor(
    options: CoreOptions,
    readonly script: GrantorScript,
  ) {
    super(options);
    const { ttlMs, rows, holders } = script;
    const { graceMs } = this.context.timings;
    this.desk = new Desk(this.context, { ttlMs, graceMs, rows, registryCaps: holders }, this);
  }

  protected started(lost: boolean): void {
    this.capacity(this.script.capacityW);
    this.desk.restore(this.facts, lost);
  }
  protected transportChanged(): void {
    if (this.transport) this.desk.expect(() => this.script.holders.keys());
  }
  protected happened(event: CoreEvent): void {
    if (event.kind === "message") this.desk.receive(event.envelope);
    else if (event.kind === "unexplained") this.desk.link(event.peer).askHello();
  }
  protected settled(): void {
    for (const task of this.todo.splice(0)) task();
  }
  protected limitsStale(): void {
    // No port.
  }

  capacity(importW: Watts): void {
    this.script.capacityW = importW;
    for (const row of this.script.rows) {
      this.desk.ledger.setCapacity(row.id, stepConstant(importW), stepConstant(importW));
    }
  }
  /** One plan: these terms for these holders. */
  execute(targets: Readonly<Record<string, Terms>>, consented = false): void {
    this.plan++;
    const entries = Object.entries(targets).map(
      ([holder, terms]) => [holder, { terms: this.desk.embed(terms), reasons: [], consented }] as const,
    );
    this.desk.execute(this.plan, new Map(entries));
  }
  embed(terms: Terms): Embedded<Terms> {
    return this.desk.embed(terms);
  }

  ownDeadline(): MonoMs | undefined {
    return this.script.deadline;
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    return { importW: this.script.guaranteedW, exportW: this.script.guaranteedW };
  }
  nowS(): UnixS {
    return this.context.now.t / 1000;
  }
  connectorsOf(): readonly number[] {
    return [1];
  }
  carries(): readonly [] {
    return [];
  }
  allowed(holder: string): boolean {
    return this.script.holders.has(holder);
  }
  childChanged(holder: string, trigger: Trigger): void {
    this.triggers.push([holder, trigger]);
  }
  asked(_: string, answer: Answer): void {
    this.asks.push(answer);
  }
  prices(): undefined {
    return undefined;
  }
}

/** One connector at a constant power, from the quarter of an hour that holds `timeS` on. */
export function flat(timeS: number, maxW: Watts, steps = 96, minW = 0): Terms {
  const startS = Math.floor(timeS / 900) * 900;
  return { parts: [{ connector: 1, schedule: constantSchedule({ startS, stepS: 900, steps }, maxW, minW) }] };
}
