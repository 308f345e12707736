import type { Body, Envelope, LeaseVersion, Reason } from "../messages.js";
import type { MonoMs } from "../units.js";
import type { HolderLink } from "./holder.js";
import type { HolderRole } from "./holder-role.js";
import type { HolderStanding } from "./holder-standing.js";

/** Acknowledgements that a holder owes: of a decrease or an emergency, until the power is down. */
export class HolderOwed {
  /** A commit that may not be acknowledged before the decrease is complete. */
  private commit: { readonly envelope: Envelope; readonly ack: Body } | undefined;
  private revoke: { readonly envelope: Envelope; readonly version: LeaseVersion } | undefined;
  private release: Extract<Body, { kind: "release" }> | undefined;
  private emergency: { readonly envelope: Envelope; readonly number: number; readonly until: MonoMs } | undefined;

  constructor(
    private readonly link: HolderLink,
    private readonly role: HolderRole,
    private readonly standing: HolderStanding,
  ) {}

  commitCame(envelope: Envelope): void {
    const { channel, terms } = this.link;
    const short = envelope.body.kind === "commit" ? this.role.short?.(envelope.body.terms.value) : undefined;
    if (short !== undefined) {
      this.link.refuse(envelope, short);
      return;
    }
    const ack = terms.commit(envelope, this.link.needVersions());
    if (ack === undefined) return;
    if (!ack.taken) this.role.limitsChanged();
    if (ack.taken && !this.role.fits()) {
      this.commit = { envelope, ack };
      channel.answer(envelope, this.standing.status());
      return;
    }
    this.commit = undefined;
    channel.answer(envelope, ack);
  }

  /** CP-LEASE-9: a revoke is a decrease to the fallback, and is acknowledged when the power is there. */
  revoked(envelope: Envelope, version: LeaseVersion): void {
    if (!this.role.fits()) this.link.channel.answer(envelope, this.standing.status());
    this.revoke = { envelope, version };
    this.settle();
  }

  /** What is given back is given back when it is drawn no more. */
  released(reasons: readonly Reason[], version: LeaseVersion | undefined): void {
    this.release = { kind: "release", reasons, ...(version === undefined ? {} : { version }) };
    this.settle();
  }

  emergencyCame(envelope: Envelope): void {
    const { body } = envelope;
    if (body.kind !== "emergency") return;
    const { channel, context, terms } = this.link;
    if (!terms.emergency(body, envelope.epoch)) {
      channel.answer(envelope, { kind: "emergencyAck", number: body.number, achievedW: this.role.meteredW() });
      return;
    }
    this.role.limitsChanged();
    const { now, timers } = context;
    const waitMs = Math.max(1, terms.rampMs() / context.speed);
    this.emergency = { envelope, number: body.number, until: now.mono + waitMs };
    timers.set(now.mono + waitMs, () => {
      this.settle();
    });
    this.settle();
  }

  /** Metered power or own bookings changed: a decrease may now be acknowledged. */
  settle(): void {
    const { channel, context } = this.link;
    if (this.commit !== undefined && this.role.fits()) {
      const { envelope, ack } = this.commit;
      this.commit = undefined;
      channel.answer(envelope, ack);
    }
    if (this.revoke !== undefined && this.role.fits()) {
      const { envelope, version } = this.revoke;
      this.revoke = undefined;
      channel.answer(envelope, { kind: "revokeAck", version });
    }
    if (this.release !== undefined && this.role.fits()) {
      if (this.link.connected) channel.request(this.release);
      this.release = undefined;
    }
    const { emergency } = this;
    if (emergency !== undefined && (this.role.fits() || emergency.until <= context.now.mono)) {
      this.emergency = undefined;
      const achievedW = this.role.meteredW();
      // CP-EMERG-3: what it caps was persisted in the event that brought it.
      channel.answer(emergency.envelope, { kind: "emergencyAck", number: emergency.number, achievedW });
    }
  }

  /** Nothing is owed any more. */
  forget(): void {
    this.commit = undefined;
    this.revoke = undefined;
    this.release = undefined;
    this.emergency = undefined;
  }
}
