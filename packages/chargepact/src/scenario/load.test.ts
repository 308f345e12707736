import { ChargepactError } from "@chargepact/protocol";
import { describe, expect, it } from "vitest";
import { checkScenario } from "./load.js";
import { resolveScenario } from "./resolve.js";

const stations = "stations: [{ id: post, connectors: 2, powerMaxW: 22000, fallbackW: 1380 }]";
const fleet = "fleet: { count: 2 }";

/** The lines of the error that a scenario of these lines gives. */
function errorOf(...lines: string[]): { code: string; lines: string[] } {
  try {
    resolveScenario(checkScenario(lines.join("\n"), "day.yaml"));
  } catch (error) {
    if (error instanceof ChargepactError) return { code: error.code, lines: error.message.split("\n") };
    throw error;
  }
  throw new Error("the scenario was accepted");
}

/** Each row: what is wrong, the lines of the scenario after `version: 1`, and what the error says, whole. */
const wrong: [string, string[], string][] = [
  [
    "an unknown key",
    [stations, fleet, "colour: red"],
    "day.yaml:4: colour = red; allowed: a mapping with the keys version, name, seed, day, currency, site, stations, storage, fleet, sessions, feeder, sites, prices, grid, terms, responseS, faults; next: correct the name of the key, or remove it",
  ],
  [
    "a number out of range",
    [stations, fleet, "site:", "  capacityW: -5"],
    "day.yaml:5: site.capacityW = -5; allowed: a whole number from 1 to 100000000 W; next: correct the value; see docs/scenario.md",
  ],
  [
    "a text where a number belongs",
    [fleet, "stations:", "  - { id: a, connectors: two, powerMaxW: 22000 }"],
    "day.yaml:4: stations[0].connectors = two; allowed: a whole number from 1 to 8 connectors; next: correct the value; see docs/scenario.md",
  ],
  [
    "a missing key",
    [fleet, "stations:", "  - id: a", "    connectors: 1"],
    "day.yaml:4: stations[0].powerMaxW = (missing); allowed: a number from 1380 to 400000 W a connector; next: add the key; see docs/scenario.md",
  ],
  [
    "an unknown vehicle model",
    [stations, "fleet:", "  count: 3", "  models:", "    - spring-27", "    - hovercraft"],
    "day.yaml:7: fleet.models[1] = hovercraft; allowed: spring-27 or leaf-38 or model3-50 or id3-58 or model3-74, or a mapping with the keys name, capacityWh, acPowerMaxW, phases, chemistry, exportMaxW; next: correct the value; see docs/scenario.md",
  ],
  [
    "a described model with the name of a default one",
    [
      stations,
      "sessions:",
      "  - { vehicle: v, station: post, arrive: '09:00', depart: '11:00', energyWh: 5000, model: { name: id3-58, capacityWh: 9000, acPowerMaxW: 11000, phases: 3, chemistry: NMC } }",
    ],
    "day.yaml:4: sessions[0].model = id3-58; allowed: a name that no default model has; next: rename the model, or correct its figures",
  ],
  [
    "a key written twice",
    [stations, fleet, "seed: 1", "seed: 2"],
    "day.yaml:5: YAML = Map keys must be unique; allowed: YAML 1.2, each key once; next: correct the syntax of this line",
  ],
  [
    "a missing colon, once although the parser complains of every key behind it",
    [stations.replace(":", ""), fleet],
    "day.yaml:2: YAML = Nested mappings are not allowed in compact mappings; allowed: YAML 1.2, each key once; next: correct the syntax of this line",
  ],
  [
    "guaranteed capacity below base load and fallbacks, with the numbers",
    [stations, fleet, "site:", "  guaranteedW: 2000", "  baseLoad: { hourlyW: [1000] }"],
    "day.yaml:5: site.guaranteedW = 2000; allowed: at least 2390 W (base load up to 1010 W + fallbacks of 1 station, 1380 W); next: raise site.guaranteedW to 2390, or lower the base load or the fallbacks",
  ],
  [
    "a capacity below the guaranteed one",
    [stations, fleet, "site: { guaranteedW: 5000, capacityW: 4000 }"],
    "day.yaml:4: site.capacityW = 4000; allowed: at least guaranteedW: 5000 W; next: raise site.capacityW to 5000 or more",
  ],
  [
    "a fallback that no equipment can hold",
    [fleet, "stations:", "  - { id: a, connectors: 2, powerMaxW: 22000, fallbackW: 500 }"],
    "day.yaml:4: stations[0].fallbackW = 500; allowed: 0 W, or at least 1380 W (6 A on one phase); next: raise fallbackW or set it to 0",
  ],
  [
    "more vehicles than connectors",
    [stations, "fleet:", "  count: 40"],
    "day.yaml:4: fleet.count = 40; allowed: a fleet of which each vehicle finds a connector; all 2 are taken at 09:49; next: lower fleet.count, or add stations",
  ],
  [
    "a three-phase station at a one-phase site",
    [stations, fleet, "site: { phases: 1 }"],
    "day.yaml:2: stations[0].phases = 3; allowed: 1, because site.phases is 1; next: set phases to 1, or site.phases to 3",
  ],
  [
    "neither fleet nor sessions",
    [stations],
    "day.yaml:1: sessions = neither fleet nor sessions; allowed: one of the keys fleet and sessions; next: keep one of them",
  ],
  [
    "a ttl that its children's would outlive",
    [stations, fleet, "terms:", "  ttlS:", "    charger: 90"],
    "day.yaml:6: terms.ttlS.charger = 90; allowed: at least 120 s, twice terms.ttlS.battery; next: raise it",
  ],
  [
    "a fault outside the day",
    [stations, fleet, "faults:", "  - drop:0.2", "  - broker-restart@05:00"],
    "day.yaml:6: faults[1] = broker-restart@05:00; allowed: a time within the day, 06:00 to 20:00; next: choose a time in the day, or a longer day",
  ],
  [
    "a session that ends before it begins",
    [stations, "sessions:", "  - { vehicle: v, station: post, arrive: '12:00', depart: '11:00', energyWh: 5000 }"],
    "day.yaml:4: sessions[0].depart = 11:00; allowed: after its arrival, 12:00; next: correct the times",
  ],
  [
    "a session outside the day",
    [stations, "sessions:", "  - { vehicle: v, station: post, arrive: '04:00', depart: '11:00', energyWh: 5000 }"],
    "day.yaml:4: sessions[0] = s-1, 04:00 to 11:00; allowed: sessions within the day, 06:00 to 20:00; next: move the session, or day.from and day.to",
  ],
  [
    "a session at a station that is not there",
    [stations, "sessions:", "  - { vehicle: v, station: pots, arrive: '09:00', depart: '11:00', energyWh: 5000 }"],
    "day.yaml:4: sessions[0].station = pots; allowed: one of post; next: name a station of the scenario, or add this one",
  ],
  [
    "an id that two agents have",
    [stations, "sessions:", "  - { vehicle: post, station: post, arrive: '09:00', depart: '11:00', energyWh: 5000 }"],
    'day.yaml:2: stations = post; allowed: an id of at most 32 characters that no other agent has ("grid" is the operator\'s); next: rename it',
  ],
  [
    "two kinds of prices",
    [stations, fleet, "prices:", "  meanPerKwh: 0.1", "  perKwh: [0.1]"],
    "day.yaml:5: prices.meanPerKwh = perKwh, meanPerKwh; allowed: one of perKwh, meanPerKwh, file; next: keep one of them",
  ],
  [
    "an hourly list that is neither one value nor a day",
    [stations, fleet, "prices:", "  perKwh: [0.1, 0.2]"],
    "day.yaml:5: prices.perKwh = 2 values; allowed: a list of 24 values from 00:00, or of one: [0.2]; next: complete the list",
  ],
  [
    "an hourly price without a list",
    [stations, fleet, "prices: { perKwh: 0.2 }"],
    "day.yaml:4: prices.perKwh = 0.2; allowed: a list of 24 values from 00:00, or of one: [0.2]; next: correct the value; see docs/scenario.md",
  ],
  [
    "hourly loads of a day and an hour",
    [stations, fleet, "site:", "  baseLoad:", `    hourlyW: [${Array(25).fill("9").join(", ")}]`],
    "day.yaml:6: site.baseLoad.hourlyW = 25 values; allowed: a list of 24 values in W from 00:00, or of one: [5000]; next: complete the list",
  ],
];

describe("a scenario", () => {
  it.each(wrong)("with %s is refused with file, line, key, value, range and next step", (_what, lines, expected) => {
    expect(errorOf("version: 1", ...lines).lines).toEqual([expected]);
  });

  it("with several errors gets all of them at once, in the order of the lines", () => {
    const { code, lines } = errorOf("version: 2", "seed: -1", stations, "fleet: { count: 0 }");
    expect(code).toBe("BAD_CONFIG");
    expect(lines.map((line) => line.split(" = ")[0])).toEqual([
      "day.yaml:1: version",
      "day.yaml:2: seed",
      "day.yaml:4: fleet.count",
    ]);
  });

  it("names ten errors and counts the rest", () => {
    const bad = Array.from({ length: 14 }, (_, i) => `key${i}: 1`);
    const { lines } = errorOf("version: 1", stations, fleet, ...bad);
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe("and 4 more");
  });

  it("that is empty or a list is refused", () => {
    expect(errorOf("").lines[0]).toMatch(/^day\.yaml:1: \(the file\) = null; allowed: a mapping with the keys version/);
    expect(errorOf("- 1").lines[0]).toMatch(/^day\.yaml:1: \(the file\) = \[1\]; allowed: a mapping/);
  });

  it("that grows without end through its aliases is refused", () => {
    const bomb = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1]"];
    for (const [name, of] of ["ba", "cb", "dc", "ed"]) {
      bomb.push(
        `${name ?? ""}: &${name ?? ""} [${Array(8)
          .fill(`*${of ?? ""}`)
          .join(", ")}]`,
      );
    }
    expect(errorOf(...bomb).lines[0]).toMatch(/^day\.yaml: YAML = .*; allowed: at most 100 uses of an alias/);
  });

  it("of listed sessions may describe a model, which only those have that name it", () => {
    const { day } = resolveScenario(
      checkScenario(
        [
          "version: 1",
          stations,
          "sessions:",
          "  - { vehicle: a, station: post, arrive: '09:00', depart: '11:00', energyWh: 90000, model: &bus { name: bus, capacityWh: 200000, acPowerMaxW: 43000, phases: 3, chemistry: LFP } }",
          "  - { vehicle: b, station: post, arrive: '11:00', depart: '12:00', energyWh: 9000, model: *bus }",
          "  - { vehicle: c, station: post, arrive: '12:00', depart: '13:00', energyWh: 90000 }",
        ].join("\n"),
        "day.yaml",
      ),
    );
    const models = day.sessions.map(({ vehicle }) => [vehicle.model.name, vehicle.model.capacityWh]);
    expect(models.slice(0, 2)).toEqual([
      ["bus", 200_000],
      ["bus", 200_000],
    ]);
    expect(models[2]?.[0]).not.toBe("bus");
  });

  it("of listed sessions keeps their times, and moves a vehicle's second session behind its first", () => {
    const { day, notes } = resolveScenario(
      checkScenario(
        [
          "version: 1",
          stations,
          "sessions:",
          "  - { vehicle: v, station: post, arrive: '09:00', depart: '11:00', energyWh: 5000, soc: 0.3, model: leaf-38 }",
          "  - { vehicle: v, station: post, arrive: '10:30', depart: '12:00', energyWh: 1000 }",
        ].join("\n"),
        "day.yaml",
      ),
    );
    const [first, second] = day.sessions;
    expect(first).toMatchObject({ soc: 0.3, energyWh: 5000, connector: 1, arriveS: day.fromS + 3 * 3600 });
    expect(first?.vehicle.model.name).toBe("leaf-38");
    expect(second?.vehicle).toBe(first?.vehicle);
    expect(second?.arriveS).toBe(first?.departS);
    expect(notes[0]).toBe("1 session moved to begin when an overlapping one of the same vehicle ended");
  });
});
