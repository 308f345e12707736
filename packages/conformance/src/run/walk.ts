import fc from "fast-check";
import type { Role, Terms } from "@chargepact/protocol";
import { needy, mostW } from "../probe/flows.js";
import { darkness, sayOddly } from "../probe/odd.js";
import type { GrantorPeer } from "../probe/grantor-peer.js";
import type { Probe } from "../probe/probe.js";
import { flat } from "../probe/terms.js";

/** Something that a partner of the agent under test does; what it says need not be right. */
export type Step =
  | { readonly kind: "grant" | "lower" | "unasked"; readonly share: number }
  | { readonly kind: "revoke" | "lift" | "replay" | "unsealed" | "otherLife" | "oldEcho" }
  | { readonly kind: "emergency"; readonly share: number; readonly seconds: number }
  | { readonly kind: "wait" | "silence" | "deaf"; readonly seconds: number }
  | { readonly kind: "unplug" | "restart" }
  | { readonly kind: "need" | "stubborn" | "mute"; readonly holder: number }
  | { readonly kind: "capacity"; readonly share: number };

const share = fc.integer({ min: 2, max: 10 }).map((tenths) => tenths / 10);
const seconds = fc.integer({ min: 1, max: 120 });
const plain = (...kinds: readonly ("revoke" | "lift" | "replay" | "unsealed" | "otherLife" | "oldEcho")[]) =>
  fc.constantFrom(...kinds).map((kind): Step => ({ kind }));

const asGrantor = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constantFrom("grant", "grant", "lower", "unasked"), share }),
  plain("revoke", "lift", "replay", "unsealed", "otherLife", "oldEcho"),
  fc.record({ kind: fc.constant("emergency"), share: share.map((of) => of - 0.2), seconds }),
  fc.record({ kind: fc.constantFrom("wait", "wait", "silence", "deaf"), seconds }),
  fc.constantFrom("unplug", "restart").map((kind): Step => ({ kind })),
);
const asHolders = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constantFrom("need", "stubborn", "mute"), holder: fc.nat(1) }),
  fc.record({ kind: fc.constant("capacity"), share }),
  fc.record({ kind: fc.constantFrom("wait", "wait"), seconds }),
  fc.constant<Step>({ kind: "restart" }),
);

/** Sequences of steps for a role; shorter ones are simpler. */
export const walks = (role: Role): fc.Arbitrary<readonly Step[]> =>
  fc.array(role === "grid" ? asHolders : asGrantor, { minLength: 1, maxLength: 12 });

/** Takes the steps; what has to hold all the time is watched by the probe itself. */
export async function walk(probe: Probe, steps: readonly Step[]): Promise<void> {
  if (probe.role !== "grid") await needy(probe);
  for (const step of steps) await (probe.role === "grid" ? below(probe, step) : above(probe, step));
  if (probe.role !== "grid") await probe.wait(probe.grantor.ttlMs + 1_000);
}

async function above(probe: Probe, step: Step): Promise<void> {
  switch (step.kind) {
    case "grant":
      return grant(probe, step.share);
    case "emergency":
      probe.grantor.emergency(Math.round(mostW(probe) * step.share), step.seconds * 1000);
      return probe.wait(1_500);
    case "lower":
    case "unasked":
      commit(probe, step.kind, step.share);
      return probe.wait(1_000);
    case "wait":
      return probe.wait(step.seconds * 1000);
    case "silence":
    case "deaf":
      return quiet(probe, step.kind, step.seconds * 1000);
    case "unplug":
    case "restart":
      return handle(probe, step);
    default:
      say(probe, step);
      return probe.wait(500);
  }
}

function commit({ grantor, scheduleMs }: Probe, kind: "lower" | "unasked", of: number): void {
  const mostW = grantor.hello?.powerMaxW ?? 0;
  if (kind === "lower" && grantor.lease !== undefined) grantor.commit(flat(scheduleMs, [Math.round(mostW * of * 0.5)]));
  if (kind === "unasked" && grantor.requests.newest !== undefined)
    unagreed(grantor, flat(scheduleMs, [Math.round(mostW * (1 + of))]));
}

/** What is said once and needs nothing before it. */
function say(probe: Probe, { kind }: Step): void {
  const { grantor } = probe;
  const { lease, issued } = grantor;
  if (kind === "revoke" && issued !== undefined) grantor.revoke(issued);
  if (kind === "lift") grantor.emergency(0, 0);
  if (kind === "replay" && lease !== undefined) grantor.again(lease.envelope, 20);
  if (kind === "unsealed") grantor.forge.publish(new Uint8Array([10, 2, 8, 1]), "nonsense");
  if (kind === "otherLife") {
    const epoch = Math.max(1, grantor.epoch - 1);
    sayOddly(grantor, darkness(990), "of the life before", { epoch, sessionId: "00000000000000bb" });
  }
  if (kind !== "oldEcho" || lease === undefined) return;
  const { version, terms } = lease;
  const { ttlMs, scheduleMs } = grantor;
  grantor.say({ kind: "renewAck", version, hash: terms.hash, ttlMs, echo: { epoch: 1, seq: 4_000 }, scheduleMs });
}

async function grant(probe: Probe, of: number): Promise<void> {
  const { grantor } = probe;
  const { envelope, proposal } = grantor.offer(flat(probe.scheduleMs, [Math.round(mostW(probe) * of)]));
  await probe.until(() => probe.answered(grantor, envelope, "accept", "counterOffer", "reject"), 8_000);
  const answer = grantor
    .since(0, "accept", "counterOffer")
    .find((each) => each.envelope.inReplyTo?.seq === envelope.seq);
  if (answer === undefined) return;
  const terms = answer.body.kind === "accept" ? proposal : answer.body.options[0]?.terms;
  if (terms !== undefined) grantor.commit(terms);
  await probe.wait(2_000);
}

async function quiet(probe: Probe, kind: "silence" | "deaf", ms: number): Promise<void> {
  const { grantor } = probe;
  if (kind === "silence") grantor.cut = true;
  else grantor.habits.renews = false;
  await probe.wait(ms);
  grantor.cut = false;
  grantor.habits.renews = true;
}

async function handle(probe: Probe, { kind }: Step): Promise<void> {
  if (kind === "restart") return probe.equipment.restart({ afterMs: 500 });
  if (kind !== "unplug" || probe.role === "storage") return;
  const partner = probe.role === "battery" ? probe.grantor.id : probe.holder.id;
  await probe.equipment.plug(1, undefined);
  // The link of a battery ends with its plug, and what was said on it.
  if (probe.role === "battery") probe.grantor.bound.lifted();
  await probe.wait(3_000);
  await probe.equipment.plug(1, partner);
  if (probe.role === "charger") probe.holder.greet();
  await probe.wait(2_000);
}

async function below(probe: Probe, step: Step): Promise<void> {
  switch (step.kind) {
    case "need": {
      const holder = probe.holderAt(step.holder);
      holder.state({ energyWh: holder.needVersion % 2 === 0 ? 30_000 : 100 });
      return probe.wait(12_000);
    }
    case "stubborn":
    case "mute": {
      const holder = probe.holderAt(step.holder);
      if (step.kind === "mute") holder.cut = !holder.cut;
      else holder.habits.acknowledges = !holder.habits.acknowledges;
      return probe.wait(12_000);
    }
    case "capacity":
      return probe.equipment.capacity(Math.round(20_000 * step.share));
    case "restart":
      return probe.equipment.restart({ afterMs: 500 });
    case "wait":
      return probe.wait(step.seconds * 1000);
    default:
      return undefined;
  }
}

/** Commits what nobody agreed to; what was leased before stays what is confirmed. */
function unagreed(grantor: GrantorPeer, terms: Terms): void {
  const { lease } = grantor;
  const { version } = grantor.commit(terms);
  // It must not be taken, so it allows nothing.
  grantor.bound.forget(version);
  grantor.lease = lease;
}
