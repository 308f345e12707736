import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { resolveSwarm, swarmOptions } from "../swarm-options.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-feeder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const twoSites = `version: 1
feeder: { capacityW: 40000 }
sites:
  - id: north
    stations: [{ id: bay, connectors: 1, powerMaxW: 11000 }]
    sessions: [{ vehicle: ev-1, station: bay, arrive: "09:00", depart: "11:00", energyWh: 5000 }]
  - id: south
    stations: [{ id: bay, connectors: 1, powerMaxW: 11000 }]
    sessions:
      - { vehicle: ev-1, station: bay, arrive: "09:00", depart: "11:00", energyWh: 5000 }
      - vehicle: ev-2
        station: bay
        arrive: "12:00"
        depart: "13:00"
        energyWh: 5000
faults:
  - drop:0.1
`;

/** What a run of this scenario is refused with, the folder left out. */
function refusal(text: string, fault: readonly string[] = []): string[] {
  const file = join(folder, "two.yaml");
  writeFileSync(file, text);
  try {
    resolveSwarm(swarmOptions(file, { strategy: "llf", fault }));
  } catch (error) {
    return (error as Error).message.replaceAll(file, "two.yaml").split("\n");
  }
  throw new Error("the scenario was accepted");
}

describe("a scenario of several sites", () => {
  it("that kills an agent it does not have is refused with file, line and key, or the option", () => {
    const reason =
      /= kill:nobody@18:00; allowed: an agent of the day \(\d+: feeder, north, .*; next: name one of the day's agents$/;
    const own = refusal(`${twoSites}  - kill:nobody@18:00\n`);
    expect(own).toEqual([expect.stringMatching(reason)]);
    expect(own[0]).toMatch(/^two\.yaml:18: faults\[1\] = /);
    const added = refusal(twoSites, ["kill:nobody@18:00"]);
    expect(added).toEqual([expect.stringMatching(reason)]);
    expect(added[0]).toMatch(/^command line: --fault = /);
  });

  it("whose session names an unknown station is refused with the key from the top and its own line", () => {
    const text = twoSites.replace('station: bay\n        arrive: "12:00"', 'station: bay-9\n        arrive: "12:00"');
    expect(refusal(text)).toEqual([
      "two.yaml:12: sites[1].sessions[1].station = bay-9; allowed: one of bay; next: name a station of the scenario, or add this one",
    ]);
  });
});
