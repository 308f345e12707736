import type { Envelope } from "@chargepact/protocol";
import type { Act } from "./agents.js";
import { mostOf, put, versionOf, Watch, type CoreLabel } from "./watch.js";

interface Until {
  readonly holder: string;
  readonly seq: number;
  /** True ms. */
  readonly until: number;
}
const sorted = (list: Until[]): readonly Until[] =>
  list.sort((a, b) => (a.holder === b.holder ? a.seq - b.seq : a.holder < b.holder ? -1 : 1));
type Watts = Readonly<Record<string, number>>;

/** What a grantor says: it keeps what it has offered, and gives no more than its newest plan does. */
export class GrantorWatch extends Watch {
  /** When a request of each holder last came. */
  private requested: Readonly<Record<string, number>> = {};
  /** Reserved offers, and until when each binds. */
  private reserved: readonly Until[] = [];
  /** Accepts that came, and until when what they accept binds. */
  private accepts: readonly Until[] = [];
  /** The most that the newest plan gives each holder, W. */
  private planned: Watts = {};
  /** The plan that stood when this event began. */
  private plannedBefore: Watts = {};
  private revoked: Readonly<Record<string, string>> = {};

  told(act: Act): void {
    // What was due at this instant was done first, by the plan that stood then.
    if (!this.quiet) this.plannedBefore = this.planned;
    if (act.kind === "emergency") this.planned = {};
    if (act.kind !== "give") return;
    const most = Object.entries(act.targets).map(([holder, { parts }]) => [
      holder,
      Math.max(...parts.flatMap(({ schedule }) => schedule.max)),
    ]);
    this.planned = Object.fromEntries(most) as Watts;
  }

  protected received({ body, sender, seq, inReplyTo }: Envelope): void {
    if (["need", "counterOffer", "accept", "renew"].includes(body.kind))
      this.requested = put(this.requested, sender, this.atMs);
    if (body.kind !== "accept") return;
    const offer = this.reserved.find((each) => each.holder === sender && each.seq === inReplyTo?.seq);
    if (offer !== undefined) this.accepts = sorted([...this.accepts, { holder: sender, seq, until: offer.until }]);
  }

  protected sent(envelope: Envelope, isNew: boolean): void {
    if (!isNew) return;
    const { body, recipient, seq } = envelope;
    if (body.kind === "offer" && body.reservedMs !== undefined) {
      const others = this.reserved.filter((each) => each.holder !== recipient || each.seq !== seq);
      this.reserved = sorted([...others, { holder: recipient, seq, until: this.atMs + body.reservedMs }]);
    } else if (body.kind === "commit") this.commits(envelope);
    else if (body.kind === "reject" && body.reason === "OVER_CAPACITY") {
      if ((this.acceptOf(envelope)?.until ?? 0) > this.atMs)
        this.breaks("CP-LEDGER-1", `what was reserved for ${recipient} was given away`);
    } else if (body.kind === "revoke") this.revoked = put(this.revoked, recipient, versionOf(body.version));
    else if (body.kind === "renewAck" && this.revoked[recipient] === versionOf(body.version))
      this.breaks("CP-NEG-6", `a lease of ${recipient} was confirmed after it was revoked`);
  }

  /** A commit of a new version: for one that raises there are rules. */
  private commits(envelope: Envelope): void {
    const { body, recipient } = envelope;
    const { core } = this;
    if (body.kind !== "commit" || core === undefined || !("booked" in core)) return;
    const granted = core.versions[recipient] ?? [];
    if (granted.some(([version]) => version === versionOf(body.version))) return;
    const accept = this.acceptOf(envelope);
    if (accept !== undefined && accept.until <= this.atMs)
      this.breaks("CP-NEG-2", `an offer to ${recipient} was carried out after it had expired`);
    const mostW = mostOf(envelope);
    if (granted.some(([, , maxW]) => maxW >= mostW)) return;
    if (this.atMs - (this.requested[recipient] ?? Number.NEGATIVE_INFINITY) > body.ttlMs / 2)
      this.breaks("CP-LEASE-5", `${recipient} gets more, and has asked for nothing for more than half a lease`);
    if (mostW > Math.max(this.planned[recipient] ?? 0, this.plannedBefore[recipient] ?? 0))
      this.breaks("CP-LEDGER-4", `${recipient} gets more than the newest plan says`);
  }

  private acceptOf({ recipient, inReplyTo }: Envelope): Until | undefined {
    return this.accepts.find((each) => each.holder === recipient && each.seq === inReplyTo?.seq);
  }

  protected ended(_: CoreLabel): void {
    this.plannedBefore = {};
  }
  protected forgot(): void {
    [this.requested, this.planned, this.reserved, this.accepts] = [{}, {}, [], []];
  }
}
