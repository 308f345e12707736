import { createActor } from "xstate";
import type { CoreEvent } from "../../core.js";
import { Desk, type DeskOwner, type Trigger } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import type { Hello, PriceVector } from "../../messages.js";
import type { AgentId, UnixS, Watts } from "../../units.js";
import { RoleCore, type CoreOptions } from "../base.js";
import { Capacity } from "./capacity.js";
import { clearOnce } from "./clearing.js";
import { EmergencyDesk } from "./emergency.js";
import { GridNeeds } from "./needs.js";
import { plannerMachine } from "./planner-machine.js";
import { gridRows, phasesOf } from "./rows.js";
import type { GridConfig, Site } from "./site.js";
import { Wishes } from "./wishes.js";

/** A grid operator: owns capacity, knows the uncontrolled load and prices, clears needs into leases. */
export class GridCore extends RoleCore implements DeskOwner, Site {
  readonly desk: Desk;
  private readonly capacity: Capacity;
  private readonly emergencies: EmergencyDesk;
  private readonly needs: GridNeeds;
  private readonly wishes: Wishes;
  private readonly planner;
  private priceVector: PriceVector | undefined;
  private planNumber = 0;
  private slotTimer: object | undefined;

  constructor(
    options: CoreOptions,
    readonly config: GridConfig,
  ) {
    super(options);
    const { timings, timers } = this.context;
    const rows = gridRows(config, (holder, connector) => phasesOf(config, this.desk, { holder, connector }));
    this.desk = new Desk(
      this.context,
      { ttlMs: config.ttlMs, graceMs: timings.graceMs, rows, registryCaps: config.children },
      this,
    );
    this.capacity = new Capacity(this);
    this.emergencies = new EmergencyDesk(this, this.capacity);
    this.needs = new GridNeeds(this);
    this.wishes = new Wishes(this);
    this.planner = createActor(plannerMachine, {
      clock: timers.clock,
      input: { debounceMs: config.debounceMs, intervalMs: config.planIntervalMs, trigger: "" },
    });
    this.planner.on("plan", ({ trigger }) => {
      this.plan(trigger);
    });
    this.planner.start();
  }

  protected started(lost: boolean): void {
    this.desk.restore(this.facts, lost);
    this.capacity.rebook();
    this.armSlot();
  }

  protected transportChanged(): void {
    if (this.transport) this.desk.expect(() => this.config.children.keys());
  }

  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        this.desk.receive(event.envelope);
        break;
      case "unexplained":
        this.desk.link(event.peer).askHello();
        break;
      case "limits":
        this.capacity.setLimits(event.limits);
        this.trigger("capacity");
        break;
      case "baseLoad":
        this.capacity.setBase(event.bound);
        this.trigger("base load");
        break;
      case "prices":
        this.priceVector = event.prices;
        this.trigger("prices");
        break;
      case "emergency":
        this.emergencies.begin(event.importMaxW, event.durationMs);
        break;
      case "meter":
        this.emergencies.metered(event.powerW);
        break;
      default:
        break;
    }
  }

  protected settled(): void {
    this.emergencies.settle();
  }

  protected limitsStale(): void {
    // A grid operator has no port to hold a power.
  }

  // What the desk asks.

  ownDeadline(): undefined {
    return undefined;
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    return this.capacity.guaranteed();
  }
  nowS(): UnixS {
    return this.context.now.t / 1000;
  }
  connectorsOf(hello: Hello): readonly number[] {
    return hello.connectors.length === 0 ? [1] : hello.connectors.map((each) => each.connector);
  }
  allowed(holder: AgentId): boolean {
    return this.config.children.has(holder);
  }
  childChanged(holder: AgentId, trigger: Trigger): void {
    if (trigger === "need") this.needs.stated(holder);
    if (trigger === "countered") this.needs.countered(holder);
    if (trigger === "acknowledged" || trigger === "greeted" || trigger === "countered") return;
    this.trigger(trigger);
  }
  asked(holder: AgentId, answer: Answer): void {
    if (this.wishes.heard(holder, answer)) this.trigger("option");
  }
  prices(): PriceVector | undefined {
    return this.priceVector;
  }

  trigger(trigger: string, urgent = false): void {
    this.planner.send({ type: urgent ? "urgent" : "trigger", trigger });
  }

  /** Each new step of the schedule is planned anew. */
  private armSlot(): void {
    const { timers, now, speed } = this.context;
    timers.clear(this.slotTimer);
    const stepMs = this.config.stepS * 1000;
    const nextMs = (Math.floor(now.t / stepMs) + 1) * stepMs;
    this.slotTimer = timers.set(now.mono + Math.max(1, (nextMs - now.t) / speed), () => {
      this.trigger("slot");
      this.armSlot();
    });
  }

  private plan(trigger: string): void {
    const startS = Math.floor(this.nowS() / this.config.stepS) * this.config.stepS;
    const children = this.needs.children();
    this.planNumber++;
    const targets = clearOnce(this, children, startS);
    this.wishes.addTo(targets, startS, this.capacity.exportW);
    const strategy = this.config.strategy.name;
    this.context.trace({ what: "plan", plan: this.planNumber, strategy, children: children.length, trigger });
    this.desk.execute(this.planNumber, targets);
  }
}
