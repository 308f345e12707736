import { createActor } from "xstate";
import type { Band, CoreEvent } from "../core.js";
import type { LedgerRow } from "../link/booking.js";
import { Desk, type DeskOwner, type Target, type Trigger } from "../link/desk.js";
import type { Answer } from "../link/grantor.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
import { bandAt, fallbackBand, partOf, termsOnlyLower } from "../link/lease.js";
import type {
  ConnectorInfo,
  Embedded,
  Envelope,
  Fallback,
  HolderOption,
  NeedPart,
  Offer,
  PriceVector,
  Reason,
  Reject,
  Schedule,
  Terms,
  TermsPart,
} from "../messages.js";
import { constantSchedule } from "../schedule.js";
import { stepConstant, stepFromSchedule, stepMap, stepSum, type StepFunction } from "../step-function.js";
import type { AgentId, DurationMs, MonoMs, UnixS, Watts } from "../units.js";
import { RoleCore, tighter, type CoreOptions } from "./base.js";
import { relayMachine } from "./relay-machine.js";
import { shareOut } from "./share-out.js";

export interface ChargerConfig {
  readonly grantor: AgentId;
  readonly connectors: readonly ConnectorInfo[];
  /** Fallback asked for, the whole station. */
  readonly fallback: Fallback;
  /** Ttl of a battery's lease, mono ms. */
  readonly batteryTtlMs: DurationMs;
  /** Who may charge here; undefined = whoever is plugged in (roaming). */
  readonly batteries?: ReadonlySet<AgentId>;
}

interface Plug {
  readonly connector: number;
  readonly holder: AgentId;
  /** Phases that carry its current, where the port knows. */
  readonly phases?: readonly (1 | 2 | 3)[];
}
/** An offer of the grantor's that waits for the batteries. */
interface Asking {
  readonly offer: Offer;
  readonly envelope: Envelope;
  readonly proposal: Embedded<Terms>;
  readonly waiting: Set<AgentId>;
  readonly options: Map<AgentId, HolderOption>;
  readonly asked: Map<AgentId, string>;
}

/** Metered W above a limit that is noise, not overdraw. */
const meterSlackW = 60;
const overdrawMs = 2000;

/** A charging station: asks the grid for its batteries, and grants each its part inside its own lease. */
export class ChargerCore extends RoleCore implements HolderRole, DeskOwner {
  readonly up: HolderLink;
  readonly desk: Desk;
  private readonly plugs = new Map<number, Plug>();
  private readonly meters = new Map<number, Watts>();
  private readonly people = new Map<number, Watts>();
  private readonly consents = new Map<AgentId, { readonly terms: Embedded<Terms>; readonly until: MonoMs }>();
  private readonly needVersion = new Map<number, { key: string; version: number }>();
  private readonly overSince = new Map<number, MonoMs>();
  private asking: Asking | undefined;
  private lastPrices: PriceVector | undefined;
  private stale = true;
  private needStale = false;
  private upEmergency = "";
  private readonly relay;

  constructor(
    options: CoreOptions,
    readonly config: ChargerConfig,
  ) {
    super(options);
    const { context } = this;
    const powerMaxW = config.connectors.reduce((sum, each) => sum + each.powerMaxW, 0);
    this.desk = new Desk(
      context,
      {
        ttlMs: config.batteryTtlMs,
        graceMs: context.timings.graceMs,
        rows: chargerRows(config, this.plugs),
        registryCaps: new Map(),
      },
      this,
    );
    this.up = new HolderLink(
      context,
      {
        grantor: config.grantor,
        role: "charger",
        powerMaxW,
        exportMaxW: 0,
        connectors: config.connectors,
        fallback: config.fallback,
        stepsMax: 1000,
        scheduleSlackMs: options.scheduleSlackMs ?? 0,
      },
      this,
    );
    this.relay = createActor(relayMachine, {
      clock: context.timers.clock,
      input: { answerMs: Math.max(context.timings.retransmitMs[1] ?? 0, context.timings.offerMs / 15) },
    });
    this.relay.on("answer", () => {
      this.answerOffer();
    });
    this.relay.start();
  }

  protected started(lost: boolean): void {
    this.up.terms.restore(this.facts, this.sameBoot, lost);
    this.desk.restore(this.facts, lost);
    for (const holder of this.desk.ledger.holders()) {
      // A plug-in event of this life tells anew who is here; until then the booking of the last life stands.
      const connector = this.facts[`plug/${holder}`];
      if (typeof connector === "number") this.plugs.set(connector, { connector, holder });
    }
    if (this.transport) this.up.transportUp();
    this.limitsChanged();
  }

  protected transportChanged(): void {
    if (this.transport) this.up.transportUp();
    else this.up.transportDown();
  }

  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        if (event.envelope.sender === this.config.grantor) this.up.receive(event.envelope);
        else if (this.connectorOf(event.envelope.sender) !== undefined) this.desk.receive(event.envelope);
        // CP-SESSION-4: whoever is not plugged in has no link.
        else this.context.trace({ what: "refused", peer: event.envelope.sender, detail: "is not plugged in here" });
        break;
      case "unexplained":
        if (event.peer === this.config.grantor) this.up.unexplained();
        else if (this.connectorOf(event.peer) !== undefined) this.desk.link(event.peer).askHello();
        break;
      case "fallbackWritten":
        this.up.fallbackWritten(event.fallback);
        break;
      case "plugged":
        this.plugged(event.connector, event.peer, event.phases);
        break;
      case "meter":
        this.metered(event.connector, event.powerW);
        break;
      case "personLimit":
        if (event.maxW === undefined) this.people.delete(event.connector);
        else this.people.set(event.connector, event.maxW);
        this.limitsStale();
        break;
      default:
        break;
    }
  }

  protected settled(): void {
    if (this.needStale) this.stateNeed();
    if (!this.stale) return;
    this.stale = false;
    this.passEmergencyDown();
    this.rebook();
    for (const info of this.config.connectors) this.apply(info.connector, this.connectorLimit(info));
    this.up.settle();
  }

  protected limitsStale(): void {
    this.stale = true;
  }

  // As a holder.

  limitsChanged(): void {
    this.limitsStale();
  }
  confirmed(): void {
    for (const info of this.config.connectors) this.apply(info.connector, this.connectorLimit(info));
  }
  sessionBegan(): void {
    this.needStale = true;
    this.statedHere = false;
  }
  refused(reject: Reject): void {
    if (reject.reason === "NOT_NOW" || reject.reason === "OFFER_EXPIRED") this.needStale = true;
  }
  meteredW(): Watts {
    let total = 0;
    for (const w of this.meters.values()) total += w;
    return Math.round(total);
  }
  /** CP-LEASE-9: meters and the bookings of the batteries fit what our own lease allows now. */
  fits(): boolean {
    this.rebookCapacity();
    if (this.desk.ledger.firstOver(this.nowS()) !== undefined) return false;
    return this.config.connectors.every((info) => {
      const limit = this.connectorLimit(info);
      return (this.meters.get(info.connector) ?? 0) <= Math.max(0, limit.band.maxW) + meterSlackW;
    });
  }
  fallbackShare(connector: number): Pick<Fallback, "importW" | "exportW"> {
    const shares = shareOut(
      this.up.terms.fallbackHeld.importW,
      this.config.connectors.map((info) => ({
        key: info.connector,
        wantsW: this.plugs.has(info.connector) ? info.powerMaxW : 0,
        minW: info.powerMinW,
      })),
    );
    return { importW: shares.get(connector) ?? 0, exportW: 0 };
  }

  /** Every battery whose part would rise is asked; the answer goes up when all have answered (CP-NEG-9). */
  offered(offer: Offer, envelope: Envelope): void {
    if (offer.prices !== undefined) this.lastPrices = offer.prices;
    const [proposal] = offer.proposals;
    if (proposal === undefined) return;
    this.asking = { offer, envelope, proposal, waiting: new Set(), options: new Map(), asked: new Map() };
    this.relay.send({ type: "offered" });
    for (const part of proposal.value.parts) {
      const plug = this.plugs.get(part.connector);
      if (plug === undefined || !this.desk.responsive(plug.holder)) continue;
      const terms = batteryTerms(part);
      if (this.alreadyAgreed(plug.holder, terms)) continue;
      const embedded = this.desk.embed(terms);
      this.asking.waiting.add(plug.holder);
      this.asking.asked.set(plug.holder, embedded.hash);
      this.desk.link(plug.holder).ask(embedded, offer.plan, offer.reasons);
    }
    this.completeWhenAllAnswered();
  }

  private alreadyAgreed(holder: AgentId, terms: Terms): boolean {
    const none = { importW: 0, exportW: 0 };
    return termsOnlyLower(this.desk.current(holder), terms, none, this.nowS());
  }

  private completeWhenAllAnswered(): void {
    if (this.asking !== undefined && this.asking.waiting.size === 0) this.relay.send({ type: "complete" });
  }

  private answerOffer(): void {
    const { asking } = this;
    this.asking = undefined;
    if (asking === undefined || !this.up.connected) return;
    const { proposal, offer, envelope } = asking;
    const options = new Map<number, HolderOption>();
    let agreed = true;
    const parts = proposal.value.parts.map((part): TermsPart => {
      const plug = this.plugs.get(part.connector);
      const hash = plug === undefined ? undefined : asking.asked.get(plug.holder);
      if (plug !== undefined && hash === undefined) return part;
      const option = plug === undefined ? undefined : asking.options.get(plug.holder);
      if (plug === undefined || option === undefined) {
        agreed = false;
        const kept = plug === undefined ? undefined : partOf(this.desk.current(plug.holder), 1);
        return { connector: part.connector, schedule: kept ?? zeroLike(part.schedule) };
      }
      this.consents.set(plug.holder, { terms: option.terms, until: this.context.now.mono + option.validMs });
      options.set(part.connector, option);
      if (option.terms.hash === hash) return part;
      agreed = false;
      return { connector: part.connector, schedule: partOf(option.terms.value, 1) ?? zeroLike(part.schedule) };
    });
    if (agreed) {
      this.up.accept(envelope, offer, proposal.hash);
      return;
    }
    const all = [...options.values()];
    this.up.counter(
      envelope,
      {
        plan: offer.plan,
        options: [
          {
            terms: this.desk.embed({ parts }),
            costMicro: all.reduce((sum, option) => sum + option.costMicro, 0),
            quoteId: all[0]?.quoteId ?? "none",
            validMs: this.context.timings.offerMs,
            reasons: [...new Set(all.flatMap((option) => option.reasons))].slice(0, 8),
            quality: all[0]?.quality ?? "STATIC",
            modelHash: "",
          },
        ],
      },
      false,
    );
  }

  // As a grantor.

  /** CP-LEASE-7: no lease of a battery outlives ours; the fallback has no end. */
  ownDeadline(): MonoMs | undefined {
    const { phase } = this.up;
    if (phase !== "active" && phase !== "hold" && phase !== "ramping") return undefined;
    const end = this.up.terms.leaseEnd();
    return end === undefined ? undefined : end - this.up.terms.rampMs() / this.context.speed;
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    return { importW: this.up.terms.fallbackHeld.importW, exportW: this.up.terms.fallbackHeld.exportW };
  }
  nowS(): UnixS {
    return this.up.scheduleS();
  }
  connectorsOf(): readonly number[] {
    return [1];
  }
  allowed(holder: AgentId): boolean {
    return this.connectorOf(holder) !== undefined && (this.config.batteries?.has(holder) ?? true);
  }
  prices(): PriceVector | undefined {
    return this.lastPrices;
  }
  childChanged(holder: AgentId, trigger: Trigger): void {
    if (trigger === "greeted" || trigger === "need" || trigger === "lapsed" || trigger === "countered")
      this.needStale = true;
    this.limitsStale();
    if (trigger === "lapsed" || trigger === "refused") this.consents.delete(holder);
  }
  asked(holder: AgentId, answer: Answer): void {
    const { asking } = this;
    if (asking?.waiting.delete(holder) !== true) return;
    const [option] = answer.kind === "countered" ? answer.counter.options : [];
    if (option !== undefined) {
      const agreed = option.terms.hash === asking.asked.get(holder);
      this.context.trace({
        what: "negotiation",
        peer: holder,
        outcome: agreed ? "agreed" : "countered",
        reasons: option.reasons,
      });
      asking.options.set(holder, option);
    }
    this.completeWhenAllAnswered();
  }

  private connectorOf(holder: AgentId): number | undefined {
    for (const plug of this.plugs.values()) if (plug.holder === holder) return plug.connector;
    return undefined;
  }

  private plugged(connector: number, holder: AgentId | undefined, phases?: readonly (1 | 2 | 3)[]): void {
    const before = this.plugs.get(connector);
    if (before?.holder === holder) return;
    if (before !== undefined) {
      // CP-SESSION-4: the contactor is open; the lease ends at once.
      this.plugs.delete(connector);
      this.meters.delete(connector);
      this.people.delete(connector);
      this.consents.delete(before.holder);
      this.desk.close(before.holder);
      this.context.persist(`plug/${before.holder}`, undefined);
      this.asking?.waiting.delete(before.holder);
      this.completeWhenAllAnswered();
    }
    if (holder !== undefined) {
      this.plugs.set(connector, { connector, holder, ...(phases === undefined ? {} : { phases }) });
      // CP-STORE-7: what it may draw by an agreement that was lost is booked until it says which fallback it keeps.
      const info = this.config.connectors.find((each) => each.connector === connector);
      if (info !== undefined) this.desk.suppose(holder, info.powerMaxW);
      this.context.persist(`plug/${holder}`, connector);
    }
    this.needStale = true;
    this.limitsStale();
  }

  private stateNeed(): void {
    this.needStale = false;
    const parts: NeedPart[] = [];
    for (const plug of this.plugs.values()) {
      const link = this.desk.links.get(plug.holder);
      const [need] = link?.needs ?? [];
      const info = this.config.connectors.find((each) => each.connector === plug.connector);
      if (need === undefined || info === undefined) continue;
      parts.push(connectorNeed(need, info, { phases: plug.phases, version: this.versionOf(plug, need.version) }));
    }
    parts.sort((a, b) => a.connector - b.connector);
    if (parts.length === 0) {
      if (this.up.needs.length === 0) return;
      parts.push(this.nothingNeeded());
    }
    if (this.statedNeed !== JSON.stringify(parts) || !this.statedHere) this.up.setNeed(parts);
    this.statedNeed = JSON.stringify(parts);
    this.statedHere = this.up.connected;
  }
  private statedNeed = "";
  private statedHere = false;

  /** The last battery left: a need of 0 Wh says so. */
  private nothingNeeded(): NeedPart {
    const [info] = this.config.connectors;
    const version = this.up.needs.every((part) => part.energyWh === 0)
      ? 1
      : Math.max(...this.up.needs.map((part) => part.version)) + 1;
    return {
      connector: info?.connector ?? 1,
      version,
      departureS: Math.floor(this.nowS()),
      energyWh: 0,
      powerMaxW: info?.powerMaxW ?? 0,
      powerMinW: 0,
      exportMaxW: 0,
      phases: info?.phases ?? [1],
      blendable: true,
    };
  }

  /** A part's version grows when another battery came or the battery changed its need. */
  private versionOf(plug: Plug, version: number): number {
    const key = `${plug.holder}#${String(version)}`;
    const known = this.needVersion.get(plug.connector);
    if (known?.key === key) return known.version;
    const next = { key, version: (known?.version ?? 0) + 1 };
    this.needVersion.set(plug.connector, next);
    return next.version;
  }

  /** The capacity of each row as our own lease or fallback has it. */
  private rebookCapacity(): void {
    const inForce = this.leased() ? this.up.inForce() : undefined;
    const station: StepFunction[] = [];
    for (const info of this.config.connectors) {
      const part = inForce === undefined ? undefined : partOf(inForce, info.connector);
      const share = this.fallbackShare(info.connector).importW;
      const importW =
        part === undefined
          ? stepConstant(share)
          : stepMap(stepFromSchedule(part, { beforeW: share, afterW: share }), (w) => Math.max(0, w));
      station.push(importW);
      this.desk.ledger.setCapacity(rowOf(info.connector), importW, stepConstant(0));
    }
    this.desk.ledger.setCapacity("station", stepSum(station), stepConstant(0));
  }

  private leased(): boolean {
    return this.up.phase === "active" || this.up.phase === "hold" || this.up.phase === "ramping";
  }

  /** What each battery may have now that our own lease is as it is: its own option where it fits, else less. */
  private rebook(): void {
    this.rebookCapacity();
    const inForce = this.leased() ? this.up.inForce() : undefined;
    const targets = new Map<AgentId, Target>();
    for (const plug of this.plugs.values()) {
      if (!this.desk.responsive(plug.holder)) continue;
      const target = this.targetOf(plug, inForce);
      if (target !== undefined) targets.set(plug.holder, target);
    }
    this.desk.execute(0, targets);
  }

  private targetOf(plug: Plug, inForce: Terms | undefined): Target | undefined {
    const current = this.desk.current(plug.holder);
    const part = partOf(inForce, plug.connector);
    const none = { importW: 0, exportW: 0 };
    if (part === undefined) {
      const share = this.fallbackShare(plug.connector).importW;
      // On the hour, so that it meets the grids of plans in few steps.
      const from = Math.floor(this.nowS() / 3600) * 3600;
      const terms: Terms = {
        parts: [{ connector: 1, schedule: constantSchedule({ startS: from, stepS: 3600, steps: 24 }, share, 0) }],
      };
      if (
        share > 0 &&
        current !== undefined &&
        termsOnlyLower(current, terms, none, this.nowS()) &&
        termsOnlyLower(terms, current, none, this.nowS())
      )
        return undefined;
      if (current === undefined && share === 0) return undefined;
      return { terms: this.desk.embed(terms), reasons: ["FALLBACK"], consented: false };
    }
    const own = batteryTerms({ connector: 1, schedule: part });
    const consent = this.consents.get(plug.holder);
    const option = consent !== undefined && consent.until > this.context.now.mono ? consent.terms : undefined;
    if (option !== undefined && termsOnlyLower(own, option.value, none, this.nowS())) {
      return { terms: option, reasons: ["CAPACITY"], consented: true };
    }
    if (option !== undefined && termsOnlyLower(option.value, own, none, this.nowS())) {
      return { terms: this.desk.embed(own), reasons: ["CAPACITY"], consented: true };
    }
    // More than the battery has agreed to: it is lowered where it must be, and offered the rest.
    return { terms: this.desk.embed(own), reasons: ["CAPACITY"], consented: false };
  }

  /** CP-LEASE-11: at the port min(own lease, battery's lease, emergency, a person's limit), whatever the battery says. */
  private connectorLimit(info: ConnectorInfo): Limit {
    const { connector } = info;
    const own = this.up.limit(connector);
    const plug = this.plugs.get(connector);
    const people = this.people.get(connector);
    const reasons: Reason[] = [...own.reasons];
    let { band } = own;
    let nextInMs = own.nextInMs;
    if (plug === undefined) return { ...own, band: { minW: 0, maxW: 0 }, reasons: [], nextInMs: undefined };
    const child = this.childBand(plug);
    band = tighter(band, child.band);
    if (child.nextInMs !== undefined) nextInMs = Math.min(nextInMs ?? child.nextInMs, child.nextInMs);
    if (people !== undefined) {
      band = tighter(band, { minW: -people, maxW: people });
      reasons.push("PERSON");
    }
    const capW = this.emergencyShare(connector);
    if (capW !== undefined && capW < band.maxW) {
      band = tighter(band, { minW: 0, maxW: capW });
      reasons.push("EMERGENCY");
    }
    if (band.maxW > 0 && band.maxW < this.minimumOf(plug, info)) {
      band = { minW: Math.min(band.minW, 0), maxW: 0 };
      reasons.push("MINIMUM_POWER");
    }
    return { ...own, band, reasons, nextInMs };
  }

  private minimumOf(plug: Plug, info: ConnectorInfo): Watts {
    const stated = this.up.needs.find((part) => part.connector === plug.connector);
    return stated?.powerMinW ?? info.powerMinW;
  }

  private childBand(plug: Plug): { band: Band; nextInMs: DurationMs | undefined } {
    const schedule: Schedule | undefined = partOf(this.desk.current(plug.holder), 1);
    const fallback = { ...this.desk.ledger.fallbackOf(plug.holder), rampWPerS: this.config.fallback.rampWPerS };
    if (schedule === undefined) return { band: fallbackBand(fallback), nextInMs: undefined };
    const view = bandAt(schedule, fallback, this.up.terms.scheduleInterval());
    return { band: view.band, nextInMs: view.nextInMs === undefined ? undefined : view.nextInMs / this.context.speed };
  }

  private emergencyShare(connector: number): Watts | undefined {
    const cap = this.up.terms.emergencyCap();
    if (cap === undefined) return undefined;
    const shares = shareOut(
      cap.importW,
      this.config.connectors.map((info) => ({
        key: info.connector,
        wantsW: this.plugs.has(info.connector) ? Math.max(0, this.up.limit(info.connector).band.maxW) : 0,
        minW: info.powerMinW,
      })),
    );
    return shares.get(connector) ?? 0;
  }

  /** The batteries hear of an emergency too, so that their own forecasts know; the port enforces it anyway. */
  private passEmergencyDown(): void {
    const cap = this.up.terms.emergencyCap();
    const key = JSON.stringify(cap ?? null);
    if (key === this.upEmergency || (cap === undefined && this.upEmergency === "")) return;
    this.upEmergency = cap === undefined ? "" : key;
    const caps = new Map<AgentId, { importMaxW: Watts; exportMaxW: Watts; reasons: readonly Reason[] }>();
    for (const plug of this.plugs.values()) {
      caps.set(plug.holder, {
        importMaxW: this.emergencyShare(plug.connector) ?? 1_000_000,
        exportMaxW: cap?.exportW ?? 1_000_000,
        reasons: ["EMERGENCY"],
      });
    }
    const durationMs =
      cap === undefined ? 0 : Math.max(1, Math.round((cap.until - this.context.now.mono) * this.context.speed));
    this.desk.emergency(caps, durationMs);
  }

  private metered(connector: number, powerW: Watts): void {
    this.meters.set(connector, powerW);
    this.watchOverdraw(connector, powerW);
    this.up.settle();
  }

  /** CP-LEDGER-7: a battery beyond its port's band for longer than a ramp is booked at what it draws. */
  private watchOverdraw(connector: number, powerW: Watts): void {
    const plug = this.plugs.get(connector);
    const allowedW = this.appliedBand(connector)?.maxW ?? 0;
    if (plug === undefined || powerW <= allowedW * 1.02 + meterSlackW) {
      this.overSince.delete(connector);
      if (plug !== undefined) this.desk.ledger.setOverdraw(plug.holder, 0);
      return;
    }
    const { now, speed } = this.context;
    const since = this.overSince.get(connector);
    if (since === undefined) this.overSince.set(connector, now.mono);
    else if ((now.mono - since) * speed > overdrawMs) {
      this.context.alarm(
        "OVERDRAW",
        `${String(Math.round(powerW))} W on connector ${String(connector)}, ${String(allowedW)} W allowed`,
        plug.holder,
      );
      this.desk.ledger.setOverdraw(plug.holder, Math.ceil(powerW - allowedW));
      this.overSince.delete(connector);
    }
  }
}

/** A battery's need as its connector can serve it: fewer phases mean less power and a lower minimum. */
function connectorNeed(
  need: NeedPart,
  info: ConnectorInfo,
  plug: { readonly phases: readonly (1 | 2 | 3)[] | undefined; readonly version: number },
): NeedPart {
  const used = Math.max(1, Math.min(info.phases.length, need.phases.length));
  const phases = plug.phases ?? info.phases.slice(0, used);
  const [ofBattery, ofConnector] = [phases.length / need.phases.length, phases.length / info.phases.length];
  return {
    ...need,
    connector: info.connector,
    version: plug.version,
    powerMaxW: Math.floor(Math.min(need.powerMaxW * Math.min(1, ofBattery), info.powerMaxW * Math.min(1, ofConnector))),
    powerMinW: Math.ceil(Math.max(need.powerMinW * Math.min(1, ofBattery), info.powerMinW * Math.min(1, ofConnector))),
    phases,
  };
}

const rowOf = (connector: number): string => `connector-${String(connector)}`;

/** The station, and each connector by what is plugged into it. */
function chargerRows(config: ChargerConfig, plugs: ReadonlyMap<number, Plug>): readonly LedgerRow[] {
  return [
    { id: "station", share: () => 1 },
    ...config.connectors.map((info) => ({
      id: rowOf(info.connector),
      share: (holder: AgentId) => (plugs.get(info.connector)?.holder === holder ? 1 : 0),
    })),
  ];
}

/** A connector's part as the battery in it sees it: its own connector 1, free to draw less. */
function batteryTerms(part: TermsPart): Terms {
  const { schedule } = part;
  const min = schedule.min ?? schedule.max.map((w) => Math.min(0, w));
  return { parts: [{ connector: 1, schedule: { ...schedule, min } }] };
}

function zeroLike(schedule: Schedule): Schedule {
  return constantSchedule({ startS: schedule.startS, stepS: schedule.stepS, steps: schedule.max.length }, 0, 0);
}
