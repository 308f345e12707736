import type { CoreEvent } from "../../core.js";
import { Desk, type DeskOwner, type Trigger } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import type { TradeAnswer } from "../../link/grantor-desk.js";
import { HolderLink, type HolderRole } from "../../link/holder.js";
import type {
  ConnectorInfo,
  Envelope,
  Fallback,
  Hello,
  Offer,
  PriceVector,
  Reject,
  TradeOffer,
} from "../../messages.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import { RoleCore, type CoreOptions } from "../base.js";
import { isStatedAnew } from "../feasible.js";
import { isRound } from "../round-answer.js";
import { Connectors } from "./connectors.js";
import { chargerRows, Grants } from "./grants.js";
import { ChargerNeeds } from "./needs.js";
import { OfferRelay } from "./relay.js";
import { RoundRelay } from "./round-relay.js";
import { TradeRelay } from "./trade-relay.js";
import { carriedBy, fallbackShares, leased, type ChargerConfig, type Plug, type Station } from "./station.js";

/** Facts: which connector a battery is plugged into. */
const plugKey = "plug/";

/** A charging station: asks the grid for its batteries, and grants each its part inside its own lease. */
export class ChargerCore extends RoleCore implements HolderRole, DeskOwner, Station {
  readonly up: HolderLink;
  readonly desk: Desk;
  readonly plugs = new Map<number, Plug>();
  private readonly relay: OfferRelay;
  private readonly rounds: RoundRelay;
  private readonly trades: TradeRelay;
  private readonly grants: Grants;
  private readonly needs: ChargerNeeds;
  private readonly sockets: Connectors;
  private lastPrices: PriceVector | undefined;
  private stale = true;
  private needStale = false;

  constructor(
    options: CoreOptions,
    readonly config: ChargerConfig,
  ) {
    super(options);
    const { context } = this;
    const powerMaxW = config.connectors.reduce((sum, each) => sum + each.powerMaxW, 0);
    const exportMaxW = config.connectors.reduce((sum, each) => sum + (each.exportMaxW ?? 0), 0);
    this.desk = new Desk(
      context,
      {
        role: "charger",
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
        exportMaxW,
        connectors: config.connectors,
        fallback: config.fallback,
        stepsMax: 1000,
        scheduleSlackMs: options.scheduleSlackMs ?? 0,
      },
      this,
    );
    this.rounds = new RoundRelay(this);
    this.grants = new Grants(this, this.rounds);
    this.relay = new OfferRelay(this, this.grants);
    this.trades = new TradeRelay(this, this.grants);
    this.needs = new ChargerNeeds(this);
    this.sockets = new Connectors(this, (connector) => this.appliedBand(connector));
  }

  protected started(lost: boolean): void {
    this.up.terms.restore(this.facts, this.sameBoot, lost);
    for (const [key, connector] of Object.entries(this.facts)) {
      // A plug-in event of this life tells anew who is here; until then the booking of the last life stands, on the row
      // of its connector too (CP-STORE-6).
      const holder = key.startsWith(plugKey) ? key.slice(plugKey.length) : undefined;
      if (holder !== undefined && typeof connector === "number") this.plugs.set(connector, { connector, holder });
    }
    this.desk.restore(this.facts, lost);
    if (this.transport) this.up.transportUp();
    this.limitsChanged();
  }

  protected transportChanged(): void {
    if (this.transport) this.up.transportUp();
    else this.up.transportDown();
    if (this.transport) this.desk.expect(() => [...this.plugs.values()].map((plug) => plug.holder));
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
        this.sockets.metered(event.connector, event.powerW);
        this.up.settle();
        break;
      case "personLimit":
        this.sockets.personLimit(event.connector, event.maxW);
        this.limitsStale();
        break;
      default:
        break;
    }
  }

  protected settled(): void {
    if (this.needStale) this.needs.state();
    this.needStale = false;
    if (!this.stale) return;
    this.stale = false;
    this.sockets.passEmergencyDown();
    this.grants.rebook();
    this.applyAll(this.config.connectors.map((info) => [info.connector, this.sockets.limit(info)]));
    this.sockets.recheck();
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
    this.applyAll(this.config.connectors.map((info) => [info.connector, this.sockets.limit(info)]));
  }
  sessionBegan(): void {
    this.needStale = true;
    this.needs.sessionBegan();
  }
  refused(reject: Reject): void {
    if (reject.reason === "INFEASIBLE") this.needs.refused(reject);
    if (isStatedAnew(reject)) this.needStale = true;
  }
  meteredW(): Watts {
    return this.sockets.meteredW();
  }
  /** CP-LEASE-9: meters and the leases of the batteries fit what our own lease allows now; fallbacks above it our port cuts. */
  fits(): boolean {
    this.grants.rebookCapacity();
    return this.desk.ledger.firstAgreedOver(this.nowS()) === undefined && this.sockets.metersFit();
  }
  fallbackShare(connector: number): Pick<Fallback, "importW" | "exportW"> {
    return { importW: fallbackShares(this).get(connector) ?? 0, exportW: 0 };
  }
  offered(offer: Offer, envelope: Envelope): void {
    if (offer.prices !== undefined) this.lastPrices = offer.prices;
    if (isRound(offer)) this.rounds.offered(offer, envelope);
    else this.relay.offered(offer, envelope);
  }

  tradeOffered(offer: TradeOffer, envelope: Envelope): void {
    this.trades.offered(offer, envelope);
  }

  // As a grantor.

  /** CP-LEASE-7: no lease of a battery outlives ours; the fallback has no end. */
  ownDeadline(): MonoMs | undefined {
    if (!leased(this)) return undefined;
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
  carries(_: Hello, holder: AgentId): readonly ConnectorInfo[] {
    const plug = [...this.plugs.values()].find((each) => each.holder === holder);
    const info = plug && this.config.connectors.find((each) => each.connector === plug.connector);
    return plug === undefined || info === undefined ? [] : [carriedBy(info, plug)];
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
    const plug = [...this.plugs.values()].find((each) => each.holder === holder);
    if (trigger === "countered" && plug !== undefined) this.grants.decline(plug);
    if (trigger === "lapsed" || trigger === "refused") this.grants.forget(holder);
  }
  asked(holder: AgentId, answer: Answer): void {
    if (!this.rounds.asked(holder, answer)) this.relay.asked(holder, answer);
  }

  tradeAnswered(holder: AgentId, answer: TradeAnswer): void {
    this.trades.answered(holder, answer);
  }

  private connectorOf(holder: AgentId): number | undefined {
    for (const plug of this.plugs.values()) if (plug.holder === holder) return plug.connector;
    return undefined;
  }

  private plugged(connector: number, holder: AgentId | undefined, phases?: readonly (1 | 2 | 3)[]): void {
    const before = this.plugs.get(connector);
    if (before?.holder === holder) {
      // CP-LEDGER-6: after a restart it is known from before who is here, but not on which phases.
      if (before !== undefined && phases !== undefined) this.plugs.set(connector, { ...before, phases });
      this.needStale = true;
      return;
    }
    if (before !== undefined) {
      // CP-SESSION-4: the contactor is open; the lease ends at once.
      this.plugs.delete(connector);
      this.sockets.unplugged(connector);
      this.grants.left(before);
      this.grants.forget(before.holder);
      this.desk.close(before.holder);
      this.context.persist(`${plugKey}${before.holder}`, undefined);
      this.relay.left(before.holder);
      this.rounds.left(before.holder);
    }
    if (holder !== undefined) {
      this.plugs.set(connector, { connector, holder, ...(phases === undefined ? {} : { phases }) });
      // CP-STORE-7: what it may draw by an agreement that was lost is booked until it says which fallback it keeps.
      const info = this.config.connectors.find((each) => each.connector === connector);
      if (info !== undefined) this.desk.suppose(holder, info.powerMaxW);
      this.context.persist(`${plugKey}${holder}`, connector);
    }
    this.needStale = true;
    this.limitsStale();
  }
}
