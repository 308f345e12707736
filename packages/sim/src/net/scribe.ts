import type { AgentId, CoreInput, Envelope } from "@chargepact/protocol";
import type { LifeChange, Onlooker, Step } from "./history.js";
import { type Seen, sequencePicture } from "./picture.js";

const kept = 60;
const told: ReadonlySet<CoreInput["kind"]> = new Set([
  "start",
  "plugged",
  "personLimit",
  "limits",
  "emergency",
  "trip",
]);

/** Remembers what was said last between any two agents, and what else happened to each; draws it on demand. */
export class Scribe implements Onlooker {
  private readonly pairs = new Map<string, Seen[]>();
  private readonly notes = new Map<AgentId, Seen[]>();

  stepped({ atMs, agent, event, effects }: Step): void {
    if (event.kind === "message") {
      const { envelope } = event;
      this.message(this.pair(agent, envelope.sender), { atMs, at: agent, what: { kind: "came", envelope } });
    } else if (told.has(event.kind)) this.note(atMs, agent, noteOf(event));
    for (const effect of effects) {
      if (effect.kind === "send") {
        this.message(this.pair(agent, effect.to), {
          atMs,
          at: agent,
          what: { kind: "sent", envelope: effect.envelope },
        });
      } else if (effect.kind === "alarm") this.note(atMs, agent, `alarm ${effect.code}: ${effect.detail}`);
      else if (effect.kind === "apply") {
        const { band, validForMs, connector } = effect;
        const text = `port ${connector}: ${band.minW}..${band.maxW} W for ${(validForMs / 1000).toFixed(3)} s`;
        this.note(atMs, agent, text);
      }
    }
  }

  lived({ atMs, agent, what }: LifeChange): void {
    this.note(atMs, agent, what === "began" ? "a life begins" : "the process dies");
  }

  /** What two said last; of one agent: what was said on the way from it upwards. `links`: who asks whom. */
  pictureOf([a, b]: readonly AgentId[], links: readonly (readonly [AgentId, AgentId])[]): string {
    if (a === undefined) return "";
    if (b !== undefined) return this.picture(a, b);
    const aboveOf = (id: AgentId): AgentId | undefined => links.find(([below]) => below === id)?.[1];
    const pictures: string[] = [];
    for (let [below, above] = [a, aboveOf(a)]; above !== undefined; [below, above] = [above, aboveOf(above)]) {
      pictures.push(this.picture(below, above));
    }
    return pictures.join("\n\n");
  }

  /** The last things that happened between two agents, oldest first. */
  picture(a: AgentId, b: AgentId, lines = kept): string {
    const all = [...this.pair(a, b), ...(this.notes.get(a) ?? []), ...(this.notes.get(b) ?? [])];
    const seen = all
      .map((each, order) => ({ each, order }))
      .sort((x, y) => x.each.atMs - y.each.atMs || x.order - y.order);
    return sequencePicture(
      seen.slice(-lines).map(({ each }) => each),
      a,
      b,
    );
  }

  private message(list: Seen[], seen: Seen & { readonly what: { readonly kind: "sent" | "came" } }): void {
    const last = list.at(-1);
    if (last === undefined || last.what.kind !== seen.what.kind || !isSame(last.what.envelope, seen.what.envelope)) {
      keep(list, seen);
      return;
    }
    const again = { times: (last.what.again?.times ?? 0) + 1, untilMs: seen.atMs };
    list[list.length - 1] = { ...last, what: { ...last.what, again } };
  }
  private note(atMs: number, agent: AgentId, text: string): void {
    let list = this.notes.get(agent);
    if (list === undefined) this.notes.set(agent, (list = []));
    keep(list, { atMs, at: agent, what: { kind: "note", text } });
  }
  private pair(a: AgentId, b: AgentId): Seen[] {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    let list = this.pairs.get(key);
    if (list === undefined) this.pairs.set(key, (list = []));
    return list;
  }
}

const isSame = (a: Envelope, b: Envelope): boolean =>
  a === b || (a.sender === b.sender && a.epoch === b.epoch && a.seq === b.seq);

const noteOf = (event: CoreInput): string => {
  const { kind, ...rest } = event;
  if (kind === "start") return "start";
  return `${kind} ${JSON.stringify({ ...rest, now: undefined })}`.slice(0, 100);
};

/** Cut only now and then: a list of double length costs less than a shift for each. */
function keep(list: Seen[], seen: Seen): void {
  list.push(seen);
  if (list.length > 2 * kept) list.splice(0, kept);
}
