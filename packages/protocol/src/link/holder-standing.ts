import type { LeaseState, MessageRef, Renew, Snapshot, Status } from "../messages.js";
import type { HolderLink } from "./holder.js";
import type { LeasePhase } from "./holder-machine.js";
import type { HolderRole } from "./holder-role.js";
import { sameValue } from "./same.js";

const stateWord: Readonly<Record<LeasePhase, LeaseState>> = {
  none: "NONE",
  active: "ACTIVE",
  hold: "HOLD",
  ramping: "RAMPING",
  fallback: "FALLBACK",
};

/** Where a holder stands: says it, has it confirmed, and compares it with where the grantor stands. */
export class HolderStanding {
  private renewRef: MessageRef | undefined;
  private statusRef: MessageRef | undefined;

  constructor(
    private readonly link: HolderLink,
    private readonly role: HolderRole,
    private readonly regreet: () => void,
  ) {}

  status(): Status {
    const { phase, version } = this.link.terms;
    const state = stateWord[phase];
    return { kind: "status", powerW: this.role.meteredW(), state, ...(version === undefined ? {} : { version }) };
  }

  /** Tells the grantor where we stand, once per session and phase. */
  tell(): void {
    const { channel, connected } = this.link;
    if (!connected) return;
    if (this.statusRef !== undefined) channel.cancel(this.statusRef);
    this.statusRef = channel.request(this.status(), {
      // Nobody hears that we hold nothing: perhaps nobody knows this session any more.
      onExpired: this.regreet,
    });
  }

  renew(): void {
    const { channel, connected, terms } = this.link;
    if (!connected || terms.version === undefined || terms.hash === undefined) return;
    if (this.renewRef !== undefined) channel.cancel(this.renewRef);
    const body: Renew = { kind: "renew", version: terms.version, hash: terms.hash };
    // A renewal that nobody answered is asked anew, so that its answer counts from a later instant.
    this.renewRef = channel.request(body, {
      onExpired: () => {
        this.renew();
      },
    });
  }

  /** CP-WINDOW-4: where the grantor stands elsewhere, its answer to a renewal is the newest commit. */
  compare(snapshot: Snapshot): void {
    const { link } = this;
    const { version, hash } = link.terms;
    const held = version === undefined ? undefined : { epoch: version.epoch, counter: version.counter };
    if (!sameValue([held, hash], [snapshot.version, snapshot.hash])) {
      if (version === undefined) this.tell();
      else this.renew();
    }
    if (!sameValue(snapshot.needVersions, link.needVersions())) link.setNeed(link.needs);
  }
}
