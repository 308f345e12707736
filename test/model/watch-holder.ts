import type { Emergency, Envelope } from "@chargepact/protocol";
import type { HolderLabel } from "./agents.js";
import type { Port } from "./port.js";
import { mostOf, versionOf, Watch, type CoreLabel } from "./watch.js";

interface Heard {
  readonly number: number;
  readonly epoch: number;
  readonly importW: number;
  /** True ms; 0: it lifts. */
  readonly until: number;
}

/** What a holder says: it keeps what it has acknowledged, and takes nothing that is over. */
export class HolderWatch extends Watch {
  private heard: readonly Heard[] = [];
  /** Of the emergency that was acknowledged last. */
  private acknowledged: Pick<Heard, "number" | "epoch"> = { number: 0, epoch: 0 };
  /** Commits that came: what they answer, and the most that they give, W. */
  private commits: readonly { readonly version: string; readonly needs: string; readonly mostW: number }[] = [];
  /** The lease that was held last. */
  private held = "";
  private limitW = 0;
  /** A revoke that came in this event and is not answered yet. */
  private owed: number | undefined;

  constructor(private readonly port: Port) {
    super();
  }

  override begin(atMs: number, core: CoreLabel, quiet: boolean): void {
    super.begin(atMs, core, quiet);
    this.limitW = this.port.limitW;
  }
  told(): void {
    // Holders are told nothing that binds.
  }

  protected received(envelope: Envelope): void {
    const { body, seq } = envelope;
    if (body.kind === "emergency") this.hears(body, envelope.epoch);
    else if (body.kind === "revoke" && this.before()?.connected === true && this.quiet) this.owed = seq;
    else if (body.kind === "commit") {
      const heard = { version: versionOf(body.version), needs: body.needVersions.join(), mostW: mostOf(envelope) };
      // One may have waited for another of its version: which of them is taken shows only then.
      const others = this.commits.filter((each) => each.version !== heard.version || each.needs !== heard.needs);
      this.commits = [...others, heard].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    }
  }

  private hears({ number, importMaxW: importW, durationMs }: Emergency, epoch: number): void {
    if (this.heard.some((each) => each.number === number && each.epoch === epoch)) return;
    const until = durationMs === 0 ? 0 : this.atMs + durationMs;
    this.heard = [...this.heard, { number, epoch, importW, until }].sort((a, b) => a.number - b.number);
    const newer = epoch > this.acknowledged.epoch || number > this.acknowledged.number;
    // What a later one allows may be taken at once.
    if (newer && this.cap !== undefined && (until === 0 || importW > this.cap.importW)) this.cap = undefined;
  }

  protected sent({ body, inReplyTo }: Envelope): void {
    if (inReplyTo?.seq === this.owed) this.owed = undefined;
    if (body.kind === "emergencyAck") this.acknowledges(body.number);
    else if (body.kind === "commitAck" && body.taken) this.takes(versionOf(body.version));
  }

  private takes(version: string): void {
    const commits = this.commits.filter((each) => each.version === version);
    const before = this.before();
    if (before === undefined || commits.some(({ needs }) => needs === before.needs)) return;
    if (commits.some(({ mostW }) => mostW > this.limitW))
      this.breaks("CP-NEG-5", "takes more by a commit that answers a need of before");
  }

  private acknowledges(number: number): void {
    const said = this.heard.filter((each) => each.number === number).at(-1);
    if (said === undefined || number < this.acknowledged.number) return;
    this.acknowledged = { number: said.number, epoch: said.epoch };
    this.cap = said.until === 0 ? undefined : { importW: said.importW, until: said.until };
  }

  protected ended(core: CoreLabel): void {
    if (this.owed !== undefined && core !== undefined) this.breaks("CP-WINDOW-7", "lets a revoke wait");
    [this.owed, this.limitW] = [undefined, 0];
    if (core === undefined || !("phase" in core)) return;
    const back = this.before()?.phase === "fallback" && core.phase === "active";
    if (back && !isLater(core.version, this.held)) this.breaks("CP-FALL-6", "left its fallback without a later commit");
    if (core.version !== "") this.held = core.version;
  }
  protected forgot(): void {
    this.commits = [];
  }

  private before(): HolderLabel | undefined {
    return this.core !== undefined && "phase" in this.core ? this.core : undefined;
  }
}

const keyOf = ({ version, needs }: { readonly version: string; readonly needs: string }): string =>
  `${version} ${needs}`;

function isLater(version: string, than: string): boolean {
  const [epoch = 0, counter = 0] = version.split(".").map(Number);
  const [thanEpoch = 0, thanCounter = 0] = than.split(".").map(Number);
  return epoch > thanEpoch || (epoch === thanEpoch && counter > thanCounter);
}
