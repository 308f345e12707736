import type { AgentId, Emergency, Envelope, LeaseVersion, Terms, Watts } from "@chargepact/protocol";
import type { Checker, LifeChange, Look, Meter, Report, Step } from "./history.js";
import { mostAt, nowhereAbove, type Span } from "./terms-at.js";
import { timeRefOf, ToldTime } from "./told-time.js";

interface Held {
  readonly version: LeaseVersion;
  readonly terms: Terms;
  /** When it has run out by the slowest clock that is allowed, ms. */
  deadline: number;
}
interface Link {
  readonly sent: Map<string, number>;
  held: Held[];
  /** An emergency that it heard of last, and the last that it has acknowledged: until the Hello is answered it obeys none. */
  told: Cap | undefined;
  cap: Cap | undefined;
}
interface Cap {
  readonly name: LeaseVersion;
  readonly importW: Watts;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Clocks may run off by a thousandth; ttl is counted by the holder's. */
const slowest = 1.002;
const keptMs = 2_000_000;

/**
 * S2: equipment that obeys its port is never allowed more than a lease that its agent was given and that has not run out
 * by any clock, or its own failsafe. Reckoned from what was said alone: first sending of the echoed request, ttl, schedule,
 * and the time as its grantor told it, which for a while need not be the time of the grantor above.
 */
export class S2 implements Checker {
  readonly id = "S2";
  private readonly links = new Map<string, Link>();
  private readonly holders: ReadonlySet<AgentId>;
  private readonly time = new ToldTime();

  constructor(
    holders: readonly AgentId[],
    private readonly report: Report,
    /** Those whose grantor is whom they are plugged into. */
    private readonly batteries: ReadonlySet<AgentId> = new Set(),
  ) {
    this.holders = new Set(holders);
  }

  /** What an earlier life asked for is nothing to this one. */
  lived({ agent, what }: LifeChange): void {
    if (what !== "began") return;
    for (const [key, link] of this.links) if (key.startsWith(`${agent}>`)) link.sent.clear();
  }

  stepped({ agent, atMs, event, effects }: Step): void {
    for (const effect of effects) if (effect.kind === "send") this.time.said(agent, effect.envelope, atMs);
    if (!this.holders.has(agent)) return;
    // With the contactor open all is over that its grantor said; the next one says it anew, and its port obeys.
    if ((event.kind === "start" && event.lost) || (event.kind === "plugged" && this.batteries.has(agent)))
      this.forget(agent);
    if (event.kind === "message") this.heard(agent, event.envelope, atMs);
    for (const effect of effects) {
      if (effect.kind === "send") this.said(this.link(agent, effect.to), effect.envelope, atMs);
    }
  }

  /** With its store it lost what an emergency said. */
  private forget(agent: AgentId): void {
    for (const [key, link] of this.links) if (key.startsWith(`${agent}>`)) link.told = link.cap = undefined;
  }

  looked({ atMs, meters }: Look): void {
    for (const meter of meters) if (this.holders.has(meter.agent) && meter.honest && meter.up) this.judge(meter, atMs);
  }

  private judge(meter: Meter, atMs: number): void {
    if (meter.grantor === undefined) return;
    const key = keyOf(meter.agent, meter.grantor);
    const link = this.links.get(key);
    // One that came too late to extend anything is known until it is taken: it holds for as long as what it lowers.
    if (link !== undefined) link.held = link.held.filter(({ deadline }) => deadline >= atMs - keptMs);
    const span: Span = this.time.span(key, atMs) ?? { fromS: 0, toS: 0 };
    const holding = (link?.held ?? []).filter(({ deadline }) => deadline >= atMs);
    const leasedW = Math.max(0, ...holding.map(({ terms }) => mostAt(terms, span)));
    const mostW = Math.max(leasedW, meter.failsafe.importW);
    const { importW } = meter.allowed;
    if (importW > mostW + 1) {
      this.say(
        meter,
        atMs,
        `may import ${Math.round(importW)} W; leases ${leasedW} W, failsafe ${meter.failsafe.importW} W`,
      );
    }
    const { cap } = link ?? {};
    if (cap === undefined || atMs < cap.fromMs || atMs > cap.untilMs) return;
    if (importW > Math.max(cap.importW, meter.failsafe.importW) + 1) {
      this.say(meter, atMs, `may import ${Math.round(importW)} W in an emergency that caps it at ${cap.importW} W`);
    }
  }

  private heard(agent: AgentId, envelope: Envelope, atMs: number): void {
    const { body, epoch, sender } = envelope;
    const link = this.link(agent, sender);
    const ref = timeRefOf(envelope);
    const sentMs = ref === undefined ? undefined : link.sent.get(`${ref.epoch}/${ref.seq}`);
    if (sentMs !== undefined) this.time.came(keyOf(agent, sender), envelope, { sentMs, receivedMs: atMs });
    switch (body.kind) {
      case "commit": {
        const sentAt = link.sent.get(`${body.echo.epoch}/${body.echo.seq}`);
        if (sentAt === undefined) return;
        const held = { version: body.version, terms: body.terms.value, deadline: sentAt + body.ttlMs * slowest };
        const known = link.held.find((each) => compare(each.version, body.version) === 0);
        if (known === undefined) link.held.push(held);
        else known.deadline = Math.max(known.deadline, held.deadline);
        return;
      }
      case "renewAck": {
        const sentAt = link.sent.get(`${body.echo.epoch}/${body.echo.seq}`);
        const known = link.held.find((each) => compare(each.version, body.version) === 0);
        if (sentAt !== undefined && known !== undefined) {
          known.deadline = Math.max(known.deadline, sentAt + body.ttlMs * slowest);
        }
        return;
      }
      case "emergency":
        heardEmergency(link, { ...body, epoch, atMs });
        return;
      default:
        return;
    }
  }

  private said(link: Link, { body, epoch, seq }: Envelope, atMs: number): void {
    const key = `${epoch}/${seq}`;
    if (!link.sent.has(key)) {
      link.sent.set(key, atMs);
      for (const [old, at] of link.sent) {
        if (at > atMs - keptMs) break;
        link.sent.delete(old);
      }
    }
    const { told, cap } = link;
    if (body.kind === "emergencyAck" && told?.name.counter === body.number) {
      if (cap === undefined || compare(told.name, cap.name) > 0) link.cap = told;
    }
    // What it said it had taken, or given back, ends what was before.
    if (body.kind === "commitAck" && body.taken) took(link, body.version);
    else if (body.kind === "revokeAck") link.held = link.held.filter(isNot(body.version, true));
    else if (body.kind === "release" && body.version !== undefined) {
      link.held = link.held.filter(isNot(body.version, true));
    }
  }

  private link(holder: AgentId, grantor: AgentId): Link {
    const key = keyOf(holder, grantor);
    let link = this.links.get(key);
    if (link === undefined)
      this.links.set(key, (link = { sent: new Map<string, number>(), held: [], told: undefined, cap: undefined }));
    return link;
  }

  private say({ agent, grantor }: Meter, atMs: number, detail: string): void {
    this.report({
      id: "S2",
      atMs,
      agents: grantor === undefined ? [agent] : [agent, grantor],
      detail: `${agent} ${detail}`,
    });
  }
}

function heardEmergency(link: Link, said: Emergency & { readonly epoch: number; readonly atMs: number }): void {
  const { number, importMaxW: importW, durationMs, epoch, atMs } = said;
  const name = { epoch, counter: number };
  const untilMs = atMs + durationMs / slowest;
  if (link.told !== undefined && compare(name, link.told.name) === 0) {
    // Said again with the time that is left of it, it lasts no longer, and ends sooner if it was late the first time.
    const shorter = { ...link.told, untilMs: Math.min(link.told.untilMs, untilMs) };
    if (link.cap === link.told) link.cap = shorter;
    link.told = shorter;
    return;
  }
  link.told = { name, importW, fromMs: atMs + 20_000, untilMs };
  // What allows more holds at once; its acknowledgement may have to wait until the power fits.
  const { cap, told } = link;
  if (cap !== undefined && compare(name, cap.name) > 0 && (durationMs === 0 || importW >= cap.importW)) link.cap = told;
}

/** What was before it is over; one that only lowers, and came too late to extend anything, holds for as long as that did. */
function took(link: Link, version: LeaseVersion): void {
  const own = link.held.find((each) => compare(each.version, version) === 0);
  if (own !== undefined) {
    const lowered = link.held.filter(
      (each) => compare(each.version, version) < 0 && nowhereAbove(own.terms, each.terms),
    );
    own.deadline = Math.max(own.deadline, ...lowered.map(({ deadline }) => deadline));
  }
  link.held = link.held.filter(isNot(version, false));
}

const keyOf = (holder: AgentId, grantor: AgentId): string => `${holder}>${grantor}`;
const compare = (a: LeaseVersion, b: LeaseVersion): number => a.epoch - b.epoch || a.counter - b.counter;
/** Later than a version, or also that one itself. */
const isNot =
  (version: LeaseVersion, itself: boolean) =>
  (held: Held): boolean =>
    compare(held.version, version) > (itself ? 0 : -1);
