import {
  type AgentHandle,
  type AgentPort,
  launchAgent,
  type Life,
  type NodeOptions,
  seededEntropy,
  type Transport,
} from "@chargepact/agent";
import type { AgentCore, AgentId, ChargepactError, CoreInput, Role } from "@chargepact/protocol";
import type { Device } from "./device.js";
import { Disk } from "./disk.js";
import type { Draw } from "./draw.js";
import type { Step, LifeChange } from "./history.js";
import type { HostClock } from "./host-clock.js";
import type { Liar } from "./liar.js";

export interface HostOptions {
  readonly id: AgentId;
  readonly role: Role;
  readonly clock: HostClock;
  readonly draw: Draw;
  readonly node: Pick<NodeOptions, "registry" | "insecure"> & { readonly transport: (id: AgentId) => Transport };
  readonly createCore: (life: Life) => AgentCore;
  readonly device: Device | undefined;
  /** What its port says at the start of every life. */
  readonly stated: () => readonly CoreInput[];
  readonly onStep: (step: Step) => void;
  readonly onLife: (change: LifeChange) => void;
  readonly onProblem: (error: ChargepactError) => void;
}

/** Of each clock against true time: any two of them come apart by a thousandth at most, as the protocol allows. */
const driftMost = 5e-4;

/** How a process comes back after it died. */
export interface Return {
  /** ms until it starts again. */
  readonly afterMs: number;
  /** The machine went on: its monotonic clock is the same. */
  readonly sameBoot: boolean;
}

/** One machine with one agent: its clocks, its disk, its equipment, and one process after the other. */
export class Host {
  readonly id: AgentId;
  readonly disk: Disk;
  core: AgentCore | undefined;
  deaths = 0;
  private handle: AgentHandle | undefined;
  private process = 0;
  private undecided: Step | undefined;
  /** Changes what leaves it. */
  liar: Liar | undefined;
  /** How it comes back from a death that nobody planned. */
  comesBack: Return = { afterMs: 1000, sameBoot: true };

  constructor(readonly options: HostOptions) {
    this.id = options.id;
    this.disk = new Disk(
      options.id,
      () => {
        this.die(this.comesBack);
      },
      (goesOn) => {
        this.wrote(goesOn);
      },
    );
  }

  get clock(): HostClock {
    return this.options.clock;
  }
  get up(): boolean {
    return this.handle !== undefined;
  }
  get epoch(): number {
    return this.handle?.epoch ?? 0;
  }
  private get nowMs(): number {
    return this.clock.base.now().mono;
  }

  /** Another boot of the machine, and its process. */
  bootUp(): void {
    const { clock, draw } = this.options;
    clock.booted(1_000_000 + draw.below(1e7), draw.between(-driftMost, driftMost));
    this.start();
  }

  /** The process ends here and now; what its equipment was told runs out by itself. */
  die(back?: Return): void {
    const { handle } = this;
    this.process++;
    this.deaths++;
    this.handle = undefined;
    this.core = undefined;
    this.options.onLife({ atMs: this.nowMs, agent: this.id, what: "died", lost: false });
    void handle?.kill();
    if (back !== undefined) this.comeBack(back);
  }

  private comeBack({ afterMs, sameBoot }: Return): void {
    const { process } = this;
    this.clock.base.setTimer(this.nowMs + afterMs, () => {
      // Nothing starts on a machine that is suspended.
      this.clock.run(() => {
        if (this.process !== process || this.up) return;
        if (sameBoot) this.start();
        else this.bootUp();
      });
    });
  }

  /** Whatever held it up or was wrong with its disk is over; it runs within a second. */
  heal(): void {
    this.disk.heal();
    this.disk.onCommit = undefined;
    this.clock.goOn(false);
    this.clock.wallErrorMs = 0;
    this.liar = undefined;
    this.comesBack = { afterMs: 1000, sameBoot: true };
    if (!this.up) this.comeBack({ afterMs: 1, sameBoot: false });
  }

  /** An input as from its port; nothing where no process runs. */
  input(input: CoreInput): void {
    const { process } = this;
    this.clock.run(() => {
      if (this.process === process) this.handle?.input(input);
    });
  }

  private wrote(goesOn: boolean): void {
    const step = this.undecided;
    this.undecided = undefined;
    if (step !== undefined) this.options.onStep(goesOn ? step : { ...step, effects: [] });
  }

  private start(): void {
    const { id, clock, node, device, stated, draw, onProblem } = this.options;
    const process = ++this.process;
    clock.began();
    const port: AgentPort = {
      ...(device === undefined ? {} : { power: device }),
      listen: (input) => {
        for (const each of stated()) input(each);
      },
    };
    try {
      const { handle } = launchAgent({
        ...{ id, clock, port, store: this.disk, registry: node.registry, insecure: node.insecure ?? false },
        transport: this.paused(node.transport(id)),
        entropy: seededEntropy(`${draw.seed}/${id}/${process}`),
        createCore: (life) => this.watched(life),
        onProblem: (error) => {
          if (this.process === process) onProblem(error);
        },
      });
      if (this.process === process) this.handle = handle;
      else void handle.kill();
    } catch (error) {
      // It died of a write while it was starting, and comes back already; or its disk refuses, and it tries again.
      if (this.process !== process) return;
      onProblem(error as ChargepactError);
      this.die(this.comesBack);
    }
  }

  private watched(life: Life): AgentCore {
    const { id, clock, onStep, onLife, createCore } = this.options;
    const core = createCore(life);
    this.core = core;
    onLife({ atMs: this.nowMs, agent: id, what: "began", lost: this.disk.takeReplaced() });
    return {
      id,
      handle: (event) => {
        const effects = core.handle(event);
        const step = { atMs: clock.base.now().mono, agent: id, epoch: life.epoch, event, effects };
        // What is to be durable comes first: whether it is decides whether the rest ever happens.
        if (effects[0]?.kind === "persist") this.undecided = step;
        else onStep(step);
        return effects;
      },
    };
  }

  /** Nothing reaches a process that does not run. */
  private paused(transport: Transport): Transport {
    const { clock } = this;
    return {
      ...transport,
      publish: (topic, payload, options) => {
        const told = this.liar === undefined || !topic.includes("/inbox/") ? payload : this.liar.lie(payload);
        return transport.publish(topic, told, options);
      },
      open: (session) => {
        const { handlers } = session;
        transport.open({
          ...session,
          handlers: {
            ...handlers,
            up: () => {
              clock.run(() => handlers.up());
            },
            down: () => {
              clock.run(() => handlers.down());
            },
            message: (topic, payload, retained) => {
              if (clock.stopped) clock.run(() => handlers.message(topic, payload, retained));
              else handlers.message(topic, payload, retained);
            },
          },
        });
      },
    };
  }
}
