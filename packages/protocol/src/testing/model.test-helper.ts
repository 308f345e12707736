import type { CoreEvent } from "../core.js";
import { Desk, type DeskOwner } from "../link/desk.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
import type { Hash, LinkTimings } from "../link/context.js";
import type { CounterOffer, Envelope, Fallback, Offer, Terms } from "../messages.js";
import { RoleCore, tighter } from "../roles/base.js";
import { stepConstant } from "../step-function.js";
import type { UnixS, Watts } from "../units.js";

/** What both roles of the model are made with. */
interface ModelOptions {
  readonly id: string;
  readonly epoch: number;
  readonly timings: Partial<LinkTimings>;
  readonly hash: Hash;
}
interface HolderOptions extends ModelOptions {
  readonly grantor: string;
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  readonly fallback: Fallback;
  /** An offer is accepted, or its proposal is given back as an option of one's own, which is valid for this long, ms. */
  readonly optionMs: number | undefined;
}
type HolderAct =
  { readonly kind: "need"; readonly version: number; readonly powerMaxW: Watts } | { readonly kind: "release" };
interface GrantorOptions extends ModelOptions {
  readonly ttlMs: number;
  readonly capW: Watts;
  readonly holders: readonly string[];
  readonly capacityW: Watts;
  readonly guaranteedW: Watts;
  /** Mono ms from the first start on at which the grantor's own lease ends. */
  readonly deadlineMono: number | undefined;
}
type GrantorAct =
  | { readonly kind: "give"; readonly targets: Readonly<Record<string, Terms>>; readonly consented: boolean }
  | { readonly kind: "emergency"; readonly importMaxW: Watts; readonly durationMs: number }
  | { readonly kind: "revoke"; readonly holder: string }
  | { readonly kind: "capacity"; readonly importW: Watts };

/** A holder around the real link: it takes what it is offered. Its meter is read at every event. */
export class ModelHolder extends RoleCore implements HolderRole {
  readonly link: HolderLink;
  /** What flows now, W. */
  meteredAtPort: Watts = 0;
  private needParts: Parameters<HolderLink["setNeed"]>[0];
  private todo: HolderAct | undefined;

  constructor(private readonly own: HolderOptions) {
    super({ id: own.id, epoch: own.epoch, seed: 1, hash: own.hash, timings: own.timings });
    const { grantor, powerMaxW, exportMaxW, fallback } = own;
    this.needParts = this.needOf(1, powerMaxW);
    this.link = new HolderLink(
      this.context,
      {
        ...{ grantor, role: "charger", powerMaxW, exportMaxW, fallback, stepsMax: 100, scheduleSlackMs: 0 },
        connectors: [{ connector: 1, phases: [1, 2, 3], powerMaxW, powerMinW: 0 }],
      },
      this,
    );
  }

  /** Done as part of the next event. */
  act(act: HolderAct): void {
    this.todo = act;
  }
  label(): { phase: string; version: string; hash: string; fallbackW: Watts; needs: string; connected: boolean } {
    const { phase, version, hash: held, fallbackHeld } = this.link.terms;
    return {
      phase,
      version: version === undefined ? "" : `${version.epoch}.${version.counter}`,
      hash: held ?? "",
      fallbackW: fallbackHeld.importW,
      needs: this.link.needVersions().join(),
      connected: this.link.connected,
    };
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
  }
  protected settled(): void {
    const { todo } = this;
    this.todo = undefined;
    if (todo?.kind === "release") this.link.release([]);
    else if (todo?.kind === "need") {
      this.needParts = this.needOf(todo.version, todo.powerMaxW);
      this.link.setNeed(this.needParts);
    }
    this.apply(1, this.limit());
    this.link.settle();
  }
  protected limitsStale(): void {
    // Worked out after every event.
  }

  private needOf(version: number, powerMaxW: Watts): Parameters<HolderLink["setNeed"]>[0] {
    const { exportMaxW } = this.own;
    const fixed = { connector: 1, departureS: 1_800_036_000, energyWh: 20_000, powerMinW: 0 } as const;
    return [{ ...fixed, version, powerMaxW, exportMaxW, phases: [1, 2, 3], blendable: true }];
  }
  private limit(): Limit {
    const own = this.link.limit(1);
    const cap = this.link.terms.emergencyCap();
    return cap === undefined ? own : { ...own, band: tighter(own.band, { minW: -cap.exportW, maxW: cap.importW }) };
  }

  limitsChanged(): void {
    // Worked out after every event.
  }
  confirmed(): void {
    // The validity is looked at after every event.
  }
  fits(): boolean {
    return this.meteredAtPort <= this.limit().band.maxW;
  }
  meteredW(): Watts {
    return this.meteredAtPort;
  }
  sessionBegan(): void {
    this.link.setNeed(this.needParts);
  }
  refused(): void {
    // A new offer will come.
  }
  fallbackShare(): Pick<Fallback, "importW" | "exportW"> {
    return this.link.terms.fallbackHeld;
  }
  offered(offer: Offer, envelope: Envelope): void {
    const [proposal] = offer.proposals;
    if (proposal === undefined) return;
    const { optionMs } = this.own;
    if (optionMs === undefined) {
      this.link.accept(envelope, offer, proposal.hash);
      return;
    }
    const said = { costMicro: 0, quoteId: "q", reasons: [], quality: "STATIC", modelHash: "" } as const;
    const option: CounterOffer["options"][number] = { ...said, terms: proposal, validMs: optionMs };
    this.link.counter(envelope, { plan: offer.plan, options: [option] }, false);
  }
}

/** A grantor around the real desk: it plans when it is told to. */
export class ModelGrantor extends RoleCore implements DeskOwner {
  readonly desk: Desk;
  private todo: GrantorAct | undefined;
  private plan = 0;

  constructor(private readonly own: GrantorOptions) {
    super({ id: own.id, epoch: own.epoch, seed: 1, hash: own.hash, timings: own.timings });
    const { graceMs } = this.context.timings;
    const registryCaps = new Map(own.holders.map((holder) => [holder, own.capW]));
    const rows = [{ id: "site", share: () => 1 }];
    this.desk = new Desk(this.context, { ttlMs: own.ttlMs, graceMs, rows, registryCaps }, this);
  }

  act(act: GrantorAct): void {
    this.todo = act;
  }
  label(): {
    over: boolean;
    recovering: boolean;
    booked: Readonly<Record<string, { times: readonly number[]; values: readonly number[] }>>;
    versions: Readonly<Record<string, readonly (readonly [version: string, hash: string, maxW: Watts])[]>>;
  } {
    const { ledger } = this.desk;
    const { holders } = this.own;
    const each = <T>(of: (holder: string) => T): Record<string, T> =>
      Object.fromEntries(holders.map((holder) => [holder, of(holder)]));
    return {
      // What is supposed after a lost ledger may be more than there is; nothing rises until it is gone (CP-STORE-7).
      over: !this.lost && ledger.firstOver(this.nowS()) !== undefined,
      recovering: this.desk.recovering,
      booked: each((holder) => ledger.bookedImport("site", [holder])),
      versions: each((holder) =>
        ledger
          .versionsOf(holder)
          .map(({ version, terms: { hash: held, value } }) => [
            `${version.epoch}.${version.counter}`,
            held,
            Math.max(...value.parts.flatMap(({ schedule }) => schedule.max)),
          ]),
      ),
    };
  }

  protected started(lost: boolean): void {
    this.capacity(this.own.capacityW);
    this.desk.restore(this.facts, lost);
  }
  protected transportChanged(): void {
    // Whoever should be here greets by itself.
  }
  protected happened(event: CoreEvent): void {
    if (event.kind === "message") this.desk.receive(event.envelope);
    else if (event.kind === "unexplained") this.desk.link(event.peer).askHello();
  }
  protected settled(): void {
    const { todo } = this;
    this.todo = undefined;
    switch (todo?.kind) {
      case "give":
        this.give(todo.targets, todo.consented);
        break;
      case "emergency": {
        const cap = { importMaxW: todo.importMaxW, exportMaxW: 0, reasons: [] };
        this.desk.emergency(new Map(this.own.holders.map((holder) => [holder, cap])), todo.durationMs);
        break;
      }
      case "revoke":
        this.desk.revoke(todo.holder, []);
        break;
      case "capacity":
        this.capacity(todo.importW);
        break;
      case undefined:
        break;
    }
  }
  protected limitsStale(): void {
    // No port.
  }

  private capacity(importW: Watts): void {
    this.desk.ledger.setCapacity("site", stepConstant(importW), stepConstant(importW));
  }
  private give(targets: Readonly<Record<string, Terms>>, consented: boolean): void {
    this.plan++;
    const entries = Object.entries(targets).map(
      ([holder, terms]) => [holder, { terms: this.desk.embed(terms), reasons: [], consented }] as const,
    );
    this.desk.execute(this.plan, new Map(entries));
  }

  ownDeadline(): number | undefined {
    return this.own.deadlineMono;
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    return { importW: this.own.guaranteedW, exportW: this.own.guaranteedW };
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
    return this.own.holders.includes(holder);
  }
  childChanged(): void {
    // Plans come from outside.
  }
  asked(): void {
    // Nothing is asked.
  }
  prices(): undefined {
    return undefined;
  }
}
