import { performance } from "node:perf_hooks";
import { mqttTransport, ScaledClock, type Solver, ThreadSolver, type Transport } from "@chargepact/agent";
import type { Day } from "@chargepact/sim";
import { defaultSpeed } from "../swarm-day.js";
import { checkRunnable, Faults } from "./faults.js";
import { Lines } from "./lines.js";
import { lossOf, lossyTransport } from "./loss.js";
import { OwnBroker } from "./own-broker.js";
import { configOf, type MakeRunning, type RunnerOptions, type RunOptions, type SwarmRun } from "./run.js";
import { Swarm, type Runnable } from "./swarm.js";
import type { SwarmTerms } from "./terms.js";

export interface ScaledOptions extends RunOptions, BrokerOptions {}

/** Where a scaled run happens, and how fast. */
export interface BrokerOptions {
  /** Times real time; unless given, the day takes a little more than a minute. */
  readonly speed?: number;
  /**
   * `mqtt://host` or `mqtts://host` of a broker that runs already; unless given, the run brings its own. Each agent
   * connects under its own id, which is also its user name where there is a password: the one in the URL, for all.
   */
  readonly broker?: string;
  /** Each agent's own password. */
  readonly passwordOf?: (agent: string) => string;
  /** Real ms for which an agent may be without the broker before the run is given up; default 20 000. */
  readonly unreachableMs?: number;
}

export interface ScaledRun<Running = Swarm> extends SwarmRun<Running> {
  /** Address of the broker, without any password. */
  readonly broker: string;
  readonly speed: number;
  /** True where the signal ended it before the day did. */
  readonly stopped: boolean;
}

const unreachableMs = 20_000;
/** Mono ms between two steps of the plants. */
const tickMs = 10;
/** Real ms between two looks at the outside. */
const lookMs = 20;
/** Real ms between two calls of `onProgress`. */
const progressMs = 500;
/** Real ms that a solver gets where time stands still meanwhile. */
const solveMs = 4000;
/** What waits longer for a connection than this, ms, has been sent again meanwhile. */
const waitingMaxMs = 100;

/**
 * Runs a day in scaled time on an MQTT broker, one connection an agent. Time begins once all are connected. Throws
 * `BROKER_UNREACHABLE` where an agent is without the broker for too long; whatever happens, nothing is left running.
 */
export function runScaled(day: Day, options: ScaledOptions): Promise<ScaledRun> {
  return runScaledOf(day, options, (ground) => new Swarm(day, { ...ground, ...configOf(options) }));
}

/** Runs whatever `make` makes of that day. */
export async function runScaledOf<Running extends Runnable>(
  day: Day,
  options: RunnerOptions<Running> & BrokerOptions,
  make: MakeRunning<Running>,
): Promise<ScaledRun<Running>> {
  checkRunnable(day, options.broker !== undefined);
  const own = options.broker === undefined ? await OwnBroker.start() : undefined;
  const { url, passwordOf } = addressOf(own?.url ?? options.broker ?? "", options.passwordOf);
  const speed = options.speed ?? defaultSpeed(day);
  const clock = new ScaledClock(speed, day.fromS * 1000, { boot: "run", paused: true });
  const lines = new Lines(`broker ${url}`, () => performance.now());
  const connect = connector(day, url, passwordOf);
  const solver = options.strategy === "option-rounds" ? new ThreadSolver() : undefined;
  const swarm: Running = make({
    clock,
    ...(solver === undefined ? {} : { solve: standingStill(clock, solver) }),
    transport: (agent) => lines.watch(agent, connect(agent, swarm.terms)),
    seeded: false,
  });
  const faults = new Faults(swarm, clock, own);
  try {
    swarm.start();
    const stopped = await untilEnd({ swarm, clock, lines }, options);
    faults.stop();
    return { swarm, faults: faults.outcomes(), broker: url, speed, stopped };
  } finally {
    clock.close();
    await swarm.stop();
    await solver?.close();
    await own?.close();
  }
}

/**
 * In scaled time the day stands still while a programme is solved: a tenth of a second is a tenth of a second for a real
 * site, and would be a minute of this one.
 */
function standingStill(clock: ScaledClock, solver: ThreadSolver): Solver["solve"] {
  if (clock.speed <= 1) return (problem, deadlineMs) => solver.solve(problem, deadlineMs);
  return async (problem, deadlineMs) => {
    clock.close();
    try {
      return await solver.solve(problem, Math.max(deadlineMs, solveMs));
    } finally {
      clock.resume();
    }
  };
}

interface Address {
  readonly url: string;
  readonly passwordOf: ((agent: string) => string) | undefined;
}

/** A password belongs into no message, and a user name in the URL to no agent. */
function addressOf(text: string, given: ScaledOptions["passwordOf"]): Address {
  const url = new URL(text);
  const password = decodeURIComponent(url.password);
  url.username = "";
  url.password = "";
  const passwordOf = given ?? (password === "" ? undefined : () => password);
  return { url: url.href.replace(/\/$/, ""), passwordOf };
}

/** Makes each agent's connection, which loses messages where the day says so. */
function connector(day: Day, url: string, passwordOf: Address["passwordOf"]) {
  const loss = lossOf(day);
  return (agent: string, { reconnect }: SwarmTerms): Transport => {
    const transport = mqttTransport({
      url,
      id: agent,
      reconnect: { ...reconnect, stableMs: reconnect.minMs },
      outbox: { deadlineMs: waitingMaxMs },
      ...(passwordOf === undefined ? {} : { password: passwordOf(agent) }),
    });
    return loss === undefined ? transport : lossyTransport(transport, loss);
  };
}

interface Scene<Running> {
  readonly swarm: Running;
  readonly clock: ScaledClock;
  readonly lines: Lines;
}

/** Lets the day run to its end; true where it was stopped before. */
async function untilEnd<Running extends Runnable>(
  { swarm, clock, lines }: Scene<Running>,
  options: RunnerOptions<Running> & BrokerOptions,
): Promise<boolean> {
  const endMs = swarm.day.toS * 1000;
  let begun = false;
  let shownMs = performance.now();
  while (clock.now().t < endMs) {
    if (options.signal?.aborted === true) return true;
    const failure = lines.failure(options.unreachableMs ?? unreachableMs);
    if (failure !== undefined) throw failure;
    if (!begun && lines.allUp) {
      begun = true;
      moveWorld(swarm, clock, endMs);
      clock.resume();
    }
    if (performance.now() - shownMs >= progressMs) {
      shownMs = performance.now();
      options.onProgress?.(swarm);
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  swarm.tick();
  return false;
}

function moveWorld(swarm: Runnable, clock: ScaledClock, endMs: number): void {
  clock.setTimer(clock.now().mono + tickMs, () => {
    swarm.tick();
    if (clock.now().t < endMs) moveWorld(swarm, clock, endMs);
  });
}
