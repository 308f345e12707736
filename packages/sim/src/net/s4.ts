import type { AgentId, Envelope, LeaseVersion } from "@chargepact/protocol";
import type { Checker, LifeChange, Report, Step } from "./history.js";

interface Link {
  /** Hash of the terms that the grantor gave each version. */
  readonly given: Map<string, string>;
  /** What the holder took last. */
  taken: LeaseVersion | undefined;
}

/** S4: on each link versions only grow, and both sides mean the same schedule by one. */
export class S4 implements Checker {
  readonly id = "S4";
  private readonly links = new Map<string, Link>();
  /** A repeat says what was so when it was first said. */
  private readonly known = new WeakSet<Envelope>();

  constructor(
    private readonly report: Report,
    /** Those whose grantor is whom they are plugged into. */
    private readonly batteries: ReadonlySet<AgentId> = new Set(),
  ) {}

  lived({ agent, what, lost }: LifeChange): void {
    if (what === "began" && lost) this.forget(agent);
  }

  stepped({ agent, atMs, event, effects }: Step): void {
    if (event.kind === "start" && event.lost) this.forget(agent);
    // With the contactor open all is over that its grantor gave it, and its agent keeps none of it.
    if (event.kind === "plugged" && this.batteries.has(agent)) this.forgetTaken(agent);
    for (const effect of effects) {
      if (effect.kind !== "send" || this.known.has(effect.envelope)) continue;
      this.known.add(effect.envelope);
      const { body } = effect.envelope;
      if (body.kind === "commit") {
        this.gave([effect.to, agent], { version: body.version, hash: body.terms.hash, atMs });
      }
      if (body.kind === "commitAck" && body.taken) {
        this.took([agent, effect.to], { version: body.version, hash: body.hash, atMs });
      }
    }
  }

  private gave([holder, grantor]: Pair, { version, hash, atMs }: Versioned): void {
    const { given } = this.link(holder, grantor);
    const before = given.get(nameOf(version));
    if (before !== undefined && before !== hash) {
      this.say([holder, grantor], atMs, `${grantor} gave v${nameOf(version)} two schedules`);
    }
    given.set(nameOf(version), hash);
    if (given.size > 500) given.delete(given.keys().next().value ?? "");
  }

  private took([holder, grantor]: Pair, { version, hash, atMs }: Versioned): void {
    const link = this.link(holder, grantor);
    const given = link.given.get(nameOf(version));
    if (given !== undefined && given !== hash) {
      this.say([holder, grantor], atMs, `${holder} holds another schedule as v${nameOf(version)} than ${grantor} gave`);
    }
    const { taken } = link;
    if (taken !== undefined && compare(version, taken) < 0) {
      this.say([holder, grantor], atMs, `${holder} took v${nameOf(version)} after v${nameOf(taken)}`);
    } else link.taken = version;
  }

  /** What it took is forgotten with its store; what it gave was of another epoch. */
  private forget(agent: AgentId): void {
    this.forgetTaken(agent);
    for (const [key, link] of this.links) if (key.endsWith(`>${agent}`)) link.given.clear();
  }
  private forgetTaken(agent: AgentId): void {
    for (const [key, link] of this.links) if (key.startsWith(`${agent}>`)) link.taken = undefined;
  }

  private link(holder: AgentId, grantor: AgentId): Link {
    const key = `${holder}>${grantor}`;
    let link = this.links.get(key);
    if (link === undefined) this.links.set(key, (link = { given: new Map<string, string>(), taken: undefined }));
    return link;
  }

  private say(agents: Pair, atMs: number, detail: string): void {
    this.report({ id: "S4", atMs, agents, detail });
  }
}

/** Holder and grantor. */
type Pair = readonly [AgentId, AgentId];
interface Versioned {
  readonly version: LeaseVersion;
  readonly hash: string;
  readonly atMs: number;
}
const nameOf = ({ epoch, counter }: LeaseVersion): string => `${epoch}.${counter}`;
const compare = (a: LeaseVersion, b: LeaseVersion): number => a.epoch - b.epoch || a.counter - b.counter;
