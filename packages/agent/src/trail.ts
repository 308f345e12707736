import { ChargepactError, type Envelope, type Sealed, type Trace } from "@chargepact/protocol";
import type { AuditEntry, AuditLog } from "./audit.js";
import { TokenBucket } from "./bucket.js";
import type { Clock } from "./clock.js";
import { isBinding } from "./seal.js";
import { isSecurityEvent, type Refusal } from "./stats.js";

/** Most audit records of refused messages: others may cause these, so they must not fill a disk. */
const refusalRate = { perS: 1, burst: 100 };

const kept: ReadonlySet<Trace["what"]> = new Set(["quoted", "guarded", "maintenance"]);
/** JSON has no infinities: they are kept as words. */
const finite = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/** What a node writes into its audit log; nothing where it has none. */
export class Trail {
  private readonly rate: TokenBucket;

  constructor(
    private readonly log: AuditLog | undefined,
    private readonly clock: Clock,
    private readonly onProblem: (error: ChargepactError) => void,
  ) {
    this.rate = new TokenBucket(refusalRate, clock.now().mono);
  }

  /** Hex hash of the newest record; empty where there is none. */
  get head(): string {
    return this.log?.head ?? "";
  }

  began(agent: string, epoch: number): void {
    this.append({ kind: "life", detail: { agent, epoch } });
  }

  refused(refusal: Refusal, detail: string): void {
    if (this.log === undefined || !isSecurityEvent(refusal) || !this.rate.take(1, this.clock.now().mono)) return;
    this.append({ kind: "security", detail: { refusal, what: detail } });
  }

  /** CP-SEAL-7: what binds is kept with its seal, so that two such records are a receipt. */
  message(kind: "sent" | "received", topic: string, sealed: Sealed, { body }: Envelope): void {
    if (this.log === undefined || !isBinding(body) || sealed.proof.kind === "none") return;
    const detail = {
      body: body.kind,
      topic,
      envelope: Buffer.from(sealed.envelope).toString("base64"),
      keyId: sealed.keyId,
      proof: Buffer.from(sealed.proof.bytes).toString("base64"),
    };
    this.append({ kind, detail });
  }

  /** What a battery's owner may want to look into later: quotes with all that makes them again, and what was not believed. */
  traced(agent: string, trace: Trace): void {
    if (this.log === undefined || !kept.has(trace.what)) return;
    const { what, ...record } = trace;
    this.append({ kind: "prediction", detail: { agent, what, record: JSON.stringify(record, finite) } });
  }

  private append(entry: AuditEntry): void {
    try {
      this.log?.append(this.clock.now(), entry);
    } catch (cause) {
      this.onProblem(new ChargepactError("STORE_FAILED", "the audit log cannot be written", { cause }));
    }
  }
}
