import type { Embedded, Hello, Terms, Watts } from "@chargepact/protocol";
import { CannotRun } from "../failure.js";
import type { Heard } from "./peer.js";
import type { Lease } from "./grantor-peer.js";
import type { Probe } from "./probe.js";
import { flat } from "./terms.js";

/** ms after which a holder that does not greet is asked again. */
const askMs = 2_500;

/** The agent under test has greeted its grantor, and was answered; a battery is plugged in first. */
export async function greeted(probe: Probe): Promise<void> {
  const { grantor } = probe;
  if (probe.role === "battery" && probe.has("plug")) await probe.equipment.plug(1, grantor.id);
  if (!(await probe.until(() => grantor.hello !== undefined && grantor.session !== undefined, probe.times.setupMs))) {
    probe.fail(
      "CP-SESSION-1",
      `${probe.subject} has not greeted ${grantor.id}, or says nothing in the session that followed`,
    );
  }
}

/** A new life of its grantor, which does not answer its greeting: that Hello. */
export async function unanswered(probe: Probe): Promise<Heard<Hello>> {
  const { grantor } = probe;
  await greeted(probe);
  grantor.habits.greets = false;
  await grantor.restart();
  const from = grantor.heard.length;
  const came = (): boolean => grantor.since(from, "hello").length > 0;
  for (let attempt = 0; attempt < 8 && !came(); attempt++) {
    grantor.askHello();
    await probe.until(came, askMs);
  }
  return probe.next("CP-SESSION-1", grantor, { kinds: ["hello"], from, ms: askMs });
}

/** It has said what it needs; where vehicles can be plugged in, one was. */
export async function needy(probe: Probe): Promise<void> {
  const { role } = probe;
  await greeted(probe);
  if (role === "charger" && probe.has("plug")) {
    await probe.equipment.plug(1, probe.holder.id);
    probe.holder.greet();
  }
  if (!(await probe.until(() => isNeedy(probe), probe.times.setupMs))) {
    throw new CannotRun(`${probe.subject} states no need`);
  }
}

/** It has stated that it wants power; a storage site wants no energy of its own. */
const isNeedy = ({ grantor, role }: Probe): boolean =>
  grantor.need?.parts.some(({ powerMaxW, energyWh }) => powerMaxW > 0 && (energyWh > 0 || role === "storage")) ?? false;

/** Most that the agent under test can draw, W, as it says itself. */
export const mostW = (probe: Probe): Watts => probe.grantor.hello?.powerMaxW ?? 0;

export interface Leased {
  readonly lease: Lease;
  readonly terms: Embedded<Terms>;
  /** W now. */
  readonly powerW: Watts;
}

/** Offers of the same terms, where the need became another while one was under way. */
const offersMax = 3;

/** Offers these terms; what the agent under test makes of them may be committed. */
export async function agreedTo(probe: Probe, terms: Terms, left = offersMax): Promise<Embedded<Terms>> {
  const { grantor } = probe;
  const { envelope, proposal } = grantor.offer(terms);
  const answer = await probe.answer("CP-NEG-1", grantor, envelope, {
    kinds: ["accept", "counterOffer", "reject"],
    ms: probe.times.setupMs,
  });
  if (answer.body.kind === "reject" && answer.body.reason === "STALE_NEED" && left > 1)
    return agreedTo(probe, terms, left - 1);
  if (answer.body.kind === "reject") throw new CannotRun(`${probe.subject} refuses an offer: ${answer.body.detail}`);
  if (answer.body.kind === "accept") {
    probe.check("CP-NEG-2", "an Accept names the proposal by its hash", answer.body.hash === proposal.hash);
    return proposal;
  }
  const [option] = answer.body.options;
  if (option === undefined) throw new CannotRun(`${probe.subject} has no option for an offer of power`);
  return option.terms;
}

/** The agent under test holds a lease of these terms (default: `powerW` constant, its most where that is left out). */
export async function leased(probe: Probe, options: LeaseWish = {}): Promise<Leased> {
  const { session } = probe.grantor;
  try {
    return await leasedOnce(probe, options);
  } catch (error) {
    // What went with a session that ended meanwhile, after a restart say, is asked for again in the next.
    if (!(error instanceof CannotRun) || session === probe.grantor.session) throw error;
    return leasedOnce(probe, options);
  }
}

interface LeaseWish {
  readonly powerW?: Watts;
  readonly terms?: Terms;
}

async function leasedOnce(probe: Probe, options: LeaseWish): Promise<Leased> {
  if (!isNeedy(probe)) await needy(probe);
  const { powerW = mostW(probe), terms = flat(probe.scheduleMs, [powerW]) } = options;
  const agreed = await agreedTo(probe, terms);
  const lease = probe.grantor.commit(agreed);
  const ack = await probe.answer("CP-LEASE-1", probe.grantor, lease.envelope, {
    kinds: ["commitAck"],
    ms: probe.times.setupMs,
  });
  probe.check("CP-NEG-3", `what was agreed to is not taken: ${ack.body.reject ?? "no reason"}`, ack.body.taken);
  if (probe.has("meter")) await powered(probe, powerW);
  return { lease, terms: agreed, powerW };
}

/** The power is used: only then says a meter something. */
async function powered(probe: Probe, powerW: Watts): Promise<void> {
  const leastW = powerW * 0.5;
  if (!(await probe.until(() => probe.meterW >= leastW, probe.times.setupMs))) {
    throw new CannotRun(
      `the meter says ${probe.meterW} W under a lease of ${powerW} W: let whatever is plugged in take what it gets`,
    );
  }
}

/** ms that the agent under test needs to bring its most down to nothing, by its own ramp. */
export const rampMs = (probe: Probe): number => {
  const { hello } = probe.grantor;
  return hello === undefined ? 0 : Math.ceil((1000 * hello.powerMaxW) / hello.fallback.rampWPerS);
};

/** An emergency is declared, answered and obeyed. */
export async function capped(probe: Probe, capW: Watts, durationMs: number, number?: number): Promise<void> {
  const { grantor } = probe;
  const emergency = grantor.emergency(capW, durationMs, number);
  await probe.answer("CP-EMERG-4", grantor, emergency, { kinds: ["emergencyAck"], ms: probe.times.setupMs });
  if (!probe.has("meter")) return;
  const ms = rampMs(probe) + 500 + probe.times.slack.meterMs;
  await probe.expect(
    "CP-EMERG-1",
    `an emergency of ${capW} W is answered and not obeyed`,
    () => probe.isAtMost(capW),
    ms,
  );
}
