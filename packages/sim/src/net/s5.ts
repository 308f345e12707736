import type { AgentId, BatteryTelemetry, Watts } from "@chargepact/protocol";
import type { Checker, Report, Step } from "./history.js";

/** Where cells take nothing, whatever anybody agreed to: what makers of packs print, and wider than what we derate by. */
const [tooHotC, tooColdC, fullSoc] = [55, -10, 1];

interface Battery {
  maxW: Watts;
  minW: Watts;
  telemetry: BatteryTelemetry | undefined;
  personW: Watts | undefined;
}

/** S5: a battery's own protection and a person's stop are above every agreement, from the event on that tells of them. */
export class S5 implements Checker {
  readonly id = "S5";
  private readonly batteries = new Map<AgentId, Battery>();

  constructor(
    batteries: readonly AgentId[],
    private readonly report: Report,
  ) {
    for (const id of batteries) this.batteries.set(id, fresh());
  }

  stepped({ agent, atMs, event, effects }: Step): void {
    const battery = this.batteries.get(agent);
    if (battery === undefined) return;
    if (event.kind === "start") this.batteries.set(agent, fresh());
    if (event.kind === "batteryTelemetry") battery.telemetry = event.telemetry;
    if (event.kind === "personLimit") battery.personW = event.maxW;
    for (const effect of effects) {
      if (effect.kind === "apply") ({ maxW: battery.maxW, minW: battery.minW } = effect.band);
    }
    const problem = problemOf(battery);
    if (problem !== undefined) this.report({ id: "S5", atMs, agents: [agent], detail: `${agent} ${problem}` });
  }
}

const fresh = (): Battery => ({ maxW: 0, minW: 0, telemetry: undefined, personW: undefined });

function problemOf({ maxW, minW, telemetry, personW }: Battery): string | undefined {
  if (personW !== undefined && (maxW > personW || minW < -personW)) {
    return `lets ${minW}..${maxW} W through where a person set ${personW} W`;
  }
  if (telemetry === undefined || maxW <= 0) return undefined;
  const { temperatureC, soc } = telemetry;
  // Written so that a reading that is no number counts as the worst.
  if (!(temperatureC < tooHotC && temperatureC > tooColdC)) return `charges with ${maxW} W at ${temperatureC} °C`;
  if (!(soc < fullSoc)) return `charges with ${maxW} W at a state of charge of ${soc}`;
  return undefined;
}
