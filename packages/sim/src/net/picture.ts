import type { AgentId, Envelope } from "@chargepact/protocol";
import { said } from "./said.js";

/** The same once more, before anything else happened between the two: how often, and when last. */
export interface Again {
  readonly times: number;
  readonly untilMs: number;
}

/** A message that left an agent or came to it, or what else happened to one; ms of the world's time. */
export interface Seen {
  readonly atMs: number;
  readonly at: AgentId;
  readonly what:
    | {
        readonly kind: "sent";
        readonly envelope: Envelope;
        readonly again?: Again;
      }
    | { readonly kind: "came"; readonly envelope: Envelope; readonly again?: Again }
    | { readonly kind: "note"; readonly text: string };
}

const lane = 26;

/**
 * What two agents said to each other as a sequence picture: time runs down, a lane for each. A message is drawn where it
 * left and again where it arrived; one without arrival was lost, one that arrives twice was doubled.
 */
export function sequencePicture(seen: readonly Seen[], left: AgentId, right: AgentId): string {
  const head = `${"s".padStart(10)}  ${left.padEnd(lane)}${right}`;
  const arrivals = new Map<string, number>();
  for (const { what } of seen) if (what.kind === "came") count(arrivals, what.envelope);
  return [head, ...seen.map((each) => line(each, { left, right, arrivals }))].join("\n");
}

interface Lanes {
  readonly left: AgentId;
  readonly right: AgentId;
  readonly arrivals: ReadonlyMap<string, number>;
}

function line({ atMs, at, what }: Seen, { left, right, arrivals }: Lanes): string {
  const time = (atMs / 1000).toFixed(3).padStart(10);
  if (what.kind === "note")
    return `${time}  ${(at === left ? "*" : "").padEnd(lane)}${at === right ? "*" : ""} ${what.text}`;
  const { envelope } = what;
  const rightwards = envelope.sender === left;
  const { again } = what;
  const repeats = again === undefined ? "" : `, ${again.times} times more until ${(again.untilMs / 1000).toFixed(3)}`;
  if (what.kind === "came") {
    const arrow = rightwards ? `${"─".repeat(lane - 2)}▶│` : `│◀${"─".repeat(lane - 2)}`;
    return `${time}  ${arrow} #${envelope.epoch}.${envelope.seq} ${envelope.body.kind} arrives${repeats}`;
  }
  const lost = (arrivals.get(nameOf(envelope)) ?? 0) === 0;
  const [half, rest] = ["─".repeat(lane / 2), " ".repeat(lane / 2 - 2)];
  const whole = "─".repeat(lane - 1);
  const arrow = rightwards ? `│${lost ? `${half}✗${rest}` : whole}` : `${lost ? `${rest}✗${half}` : whole}│`;
  return `${time}  ${arrow} ${said(envelope)}${repeats}`;
}

const nameOf = ({ sender, epoch, seq }: Envelope): string => `${sender} ${epoch}.${seq}`;
function count(arrivals: Map<string, number>, envelope: Envelope): void {
  arrivals.set(nameOf(envelope), (arrivals.get(nameOf(envelope)) ?? 0) + 1);
}
