import { type AgentId, type CoreEvent, type CoreOptions, equalShare, GridCore } from "@chargepact/protocol";
import type { Course } from "./course.js";
import { site, steps, stepS, varied } from "./site.js";

type Answer = Parameters<GridCore["asked"]>[1];
type Trigger = Parameters<GridCore["childChanged"]>[1];

/** What is done over and over: an indicative offer, or a reserved one that becomes a lease. */
export type Errand = "ask" | "grant";

/** A real grid operator that, instead of planning, asks one question after the other or grants one lease after the other. */
export class AskingGrid extends GridCore {
  private course: Course | undefined;
  private errand: Errand = "ask";
  private readonly beganAt = new Map<AgentId, number>();
  private turn = 0;
  private due: (() => void) | undefined;

  constructor(options: CoreOptions) {
    const holders = site.registry.document.agents.filter(({ grantors }) => grantors.includes(options.id));
    super(options, {
      children: new Map(holders.map(({ id, powerCapW }) => [id, powerCapW])),
      wiring: new Map(),
      phased: false,
      strategy: equalShare,
      stepS,
      stepsMax: steps,
      guaranteedW: 0,
      ttlMs: 600_000,
      debounceMs: 2_000,
      planIntervalMs: 3_600_000,
      settleMs: 10_000,
    });
  }

  /** Holders that could be asked now. */
  get ready(): number {
    return [...this.desk.links.values()].filter((link) => link.connected && link.needs.length > 0).length;
  }

  /** With the next event: every holder gets its first, and each answer is followed by the next. */
  prepare(course: Course, errand: Errand): void {
    this.due = () => {
      this.course = course;
      this.errand = errand;
      for (const holder of this.desk.links.keys()) this.begin(holder, course);
    };
  }

  protected override happened(event: CoreEvent): void {
    super.happened(event);
    const { due } = this;
    this.due = undefined;
    due?.();
  }

  private begin(holder: AgentId, course: Course): void {
    this.beganAt.set(holder, course.began());
    this.turn++;
    const startS = Math.floor(this.nowS() / stepS) * stepS;
    if (this.errand === "ask") {
      this.desk.link(holder).ask(this.desk.embed(varied(startS, this.turn)), 1, ["CAPACITY"]);
      return;
    }
    // More than before in every step, so that each has to be accepted.
    const max = Array<number>(steps).fill(10 * this.turn);
    const schedule = { startS, stepS, max, min: max.map(() => 0) };
    const terms = this.desk.embed({ parts: [{ connector: 1, schedule }] });
    this.desk.execute(this.turn, new Map([[holder, { terms, reasons: ["CAPACITY"], consented: false }]]));
  }

  private ended(holder: AgentId): void {
    const { course } = this;
    const beganAt = this.beganAt.get(holder);
    if (course === undefined || beganAt === undefined) return;
    this.beganAt.delete(holder);
    if (course.ended(beganAt)) this.begin(holder, course);
  }

  override asked(holder: AgentId, answer: Answer): void {
    if (answer.kind === "countered") this.ended(holder);
    else this.course?.failed(`${holder} answered an offer with ${answer.kind}`);
  }

  /** Its planner hears of nothing. */
  override childChanged(holder: AgentId, trigger: Trigger): void {
    if (this.errand !== "grant") return;
    if (trigger === "acknowledged") this.ended(holder);
    else if (trigger === "refused" || trigger === "expired") this.course?.failed(`${holder}: a lease was ${trigger}`);
  }
}
