import { bundle } from "./bundle.js";
import { startChild } from "./child.js";
import type { Cost, RoleName } from "./core/world.js";
import type { Figure } from "./report.js";
import { median } from "./statistics.js";

export interface CoreBench {
  readonly rounds: number;
  readonly profile: string | undefined;
  readonly say: (line: string) => void;
}

const stations = 8;
const hours = 4;
const idleAgents = 5_000;
const roles: readonly RoleName[] = ["battery", "charger", "grid"];

type Costs = Readonly<Record<RoleName, Cost>>;

const perEvent = (costs: readonly Cost[]): number => {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((total, cost) => total + of(cost), 0);
  return (sum(({ ms }) => ms) * 1_000) / sum(({ events }) => events);
};

/** What a core costs without its shell: time an event, and heap while it waits. */
export async function core({ rounds, profile, say }: CoreBench): Promise<readonly Figure[]> {
  const path = await bundle({ core: "core/child.ts" });
  const flags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const child = startChild(path("core"), { execArgv: flags });
  const runs: Costs[] = [];
  const idle: number[] = [];
  try {
    say("core: warming up");
    await child.tell("events", { stations, hours: 2 });
    say(`core: ${rounds} rounds`);
    for (let i = 0; i < rounds; i++) runs.push(await child.tell<Costs>("events", { stations, hours }));
    for (let i = 0; i < 3; i++) idle.push(await child.tell<number>("idle", { count: idleAgents }));
  } finally {
    await child.stop();
  }
  const site = `${stations} stations, ${2 * stations} batteries, ${hours} h with leases, reports every 10 s`;
  const events = (id: string, of: readonly RoleName[], reference: string): Figure => {
    const values = runs.map((costs) => perEvent(of.map((role) => costs[role])));
    return { id, value: median(values), unit: "µs", bar: "", reference, runs: values };
  };
  const counts = runs[0];
  return [
    events("core.event", roles, site),
    ...roles.map((role) => events(`core.event.${role}`, [role], `${counts?.[role].events ?? 0} events of this role`)),
    {
      id: "core.idle",
      value: median(idle) / 1_000,
      unit: "kB",
      bar: "<= 10",
      reference: `heap of a battery with a link and a lease of 96 steps, ${idleAgents} at once`,
      runs: idle.map((bytes) => bytes / 1_000),
    },
  ];
}
