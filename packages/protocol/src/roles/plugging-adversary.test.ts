import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { baseT, Host } from "../testing/host.test-helper.js";
import { Network, Timeline } from "../testing/network.test-helper.js";
import {
  flat,
  ScriptedGrantor,
  ScriptedHolder,
  type GrantorScript,
  type HolderScript,
} from "../testing/scripted.test-helper.js";
import { BatteryCore } from "./battery.js";
import { ChargerCore } from "./charger/charger.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const telemetry = {
  kind: "batteryTelemetry",
  telemetry: { soc: 0.3, soh: 0.95, temperatureC: 22, ambientC: 20, powerW: 0, deliveredWh: 0 },
} as const;
const trip = { kind: "trip", trip: { departureS: baseT / 1000 + 36_000, energyWh: 40_000 } } as const;

class Place {
  readonly timeline = new Timeline();
  readonly network = new Network(this.timeline, hash, 3);
  readonly hosts = new Map<string, Host>();

  grantor(id: string, holder: string, guaranteedW: number): Host {
    const script: GrantorScript = {
      ttlMs: 180_000,
      holders: new Map([[holder, 44_000]]),
      rows: [{ id: "site", share: () => 1 }],
      capacityW: 30_000,
      guaranteedW,
      deadline: undefined,
    };
    return this.add(new Host(id, this.network, (life) => new ScriptedGrantor({ ...life, hash }, script)));
  }
  battery(id: string, phases: readonly (1 | 2 | 3)[], acPowerMaxW: number, fallbackW = 0): Host {
    return this.add(
      new Host(
        id,
        this.network,
        (life) =>
          new BatteryCore(
            { ...life, hash },
            {
              ...{ chemistry: "NMC", capacityWh: 60_000, acPowerMaxW, powerMinW: 1380 * phases.length, phases },
              ...{ chargeEfficiency: 0.9, socMax: 1, valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 },
              fallback: { importW: fallbackW, exportW: 0, rampWPerS: 11_000 },
            },
          ),
        () => [telemetry, trip],
      ),
    );
  }
  charger(id: string, grantor: string, fallbackW = 0, count = 1): Host {
    const connectors = Array.from({ length: count }, (_, index) => {
      return { connector: index + 1, phases: [1, 2, 3] as const, powerMaxW: 22_000, powerMinW: 1380 };
    });
    return this.add(
      new Host(
        id,
        this.network,
        (life) =>
          new ChargerCore(
            { ...life, hash },
            {
              ...{ grantor, connectors, batteryTtlMs: 60_000 },
              fallback: { importW: fallbackW, exportW: 0, rampWPerS: 22_000 },
            },
          ),
      ),
    );
  }
  /** One that takes whatever it is offered. */
  greedy(id: string, grantor: string, powerMaxW: number): Host {
    const fallback = { importW: 0, exportW: 0, rampWPerS: 11_000 };
    const base = { connector: 1, version: 1, phases: [1, 2, 3] as const, blendable: false, exportMaxW: 0 };
    const need = [{ ...base, energyWh: 40_000, departureS: baseT / 1000 + 36_000, powerMaxW, powerMinW: 0 }];
    const script: HolderScript = { fallback, powerMaxW, answer: flat(baseT / 1000, powerMaxW), need };
    return this.add(new Host(id, this.network, (life) => new ScriptedHolder({ ...life, hash }, script, grantor)));
  }
  wait(ms: number): void {
    this.timeline.run(this.timeline.now + ms);
  }
  private add(host: Host): Host {
    this.hosts.set(host.id, host);
    return host;
  }
}

describe("a battery that is plugged in elsewhere", () => {
  it("CP-FALL-1 has no fallback there before it is admitted: what its equipment obeyed before is lowered, and booked until then", () => {
    const place = new Place();
    const [first, second] = [place.grantor("g1", "ev", 5000), place.grantor("g2", "ev", 0)];
    const ev = place.battery("ev", [1, 2, 3], 11_000, 4140);
    for (const host of [first, second, ev]) host.start();
    const booked = (host: Host): number => (host.core as ScriptedGrantor).desk.ledger.fallbackOf("ev").importW;
    ev.deliver({ kind: "plugged", connector: 1, peer: "g1" });
    place.wait(5000);
    expect([ev.failsafe.importW, booked(first)]).toEqual([4140, 4140]);
    ev.writeMs = undefined;
    ev.deliver({ kind: "plugged", connector: 1 });
    place.wait(1000);
    ev.deliver({ kind: "plugged", connector: 1, peer: "g2" });
    place.wait(5000);
    expect(booked(second)).toBeGreaterThanOrEqual(ev.failsafe.importW);
    ev.writeMs = 5;
    ev.restart({ sameBoot: true, afterMs: 10 });
    place.wait(500);
    ev.deliver({ kind: "plugged", connector: 1, peer: "g2" });
    place.wait(20_000);
    expect([ev.failsafe.importW, booked(second)]).toEqual([0, 0]);
  });
});

describe("a station that starts again", () => {
  it("CP-LEDGER-6 knows from its port on which phase a battery is, as before", () => {
    const place = new Place();
    const grid = place.grantor("grid", "c1", 30_000);
    const [station, one] = [place.charger("c1", "grid"), place.battery("one", [1], 7400)];
    for (const host of [grid, station, one]) host.start();
    const plugged = { kind: "plugged", connector: 1, peer: "one", phases: [2] } as const;
    station.deliver(plugged);
    one.deliver({ kind: "plugged", connector: 1, peer: "c1" });
    place.wait(3000);
    const phases = (): unknown => (grid.core as ScriptedGrantor).desk.link("c1").needs[0]?.phases;
    expect(phases()).toEqual([2]);
    station.restart({ sameBoot: true, afterMs: 100 });
    place.wait(101);
    station.deliver(plugged);
    place.wait(20_000);
    expect(phases()).toEqual([2]);
  });
});

describe("a station between grid and battery", () => {
  const begun = (fallbackW = 0): { place: Place; grid: Host; station: Host; give: (w: number) => void } => {
    const place = new Place();
    const grid = place.grantor("grid", "c1", 30_000);
    const station = place.charger("c1", "grid", fallbackW);
    const ev = place.battery("ev", [1, 2, 3], 11_000, fallbackW);
    for (const host of [grid, station, ev]) host.start();
    station.deliver({ kind: "plugged", connector: 1, peer: "ev", phases: [1, 2, 3] });
    ev.deliver({ kind: "plugged", connector: 1, peer: "c1" });
    place.wait(3000);
    const give = (w: number): void => {
      const core = grid.core as ScriptedGrantor;
      core.todo.push(() => {
        core.execute({ c1: flat(baseT / 1000, w) });
      });
      grid.deliver({ kind: "timer" });
      place.wait(3000);
    };
    give(9000);
    expect(station.applied.get(1)?.maxW).toBe(9000);
    return { place, grid, station, give };
  };

  it("CP-LEASE-9 acknowledges no decrease before its battery has", () => {
    const { place, grid, give } = begun();
    place.network.lose = ({ sender, body }) => sender === "ev" && body.kind === "commitAck";
    give(5000);
    const booked = (): number => (grid.core as ScriptedGrantor).desk.ledger.importAt("c1", baseT / 1000 + 10);
    expect(booked()).toBe(9000);
    place.network.lose = () => false;
    place.wait(5000);
    expect(booked()).toBe(5000);
  });

  it("CP-LEASE-9 acknowledges less than its battery's fallback: what is above it the port cuts (CP-LEASE-11)", () => {
    const { grid, station, give } = begun(4140);
    give(0);
    expect(station.applied.get(1)?.maxW).toBe(0);
    const { desk } = grid.core as ScriptedGrantor;
    expect(desk.link("c1").commitOpen).toBe(false);
    expect(desk.ledger.importAt("c1", baseT / 1000 + 10)).toBe(4140);
  });

  it("CP-LEASE-7 offers its battery nothing that it could not commit, because its own lease ends too soon", () => {
    const { place, station } = begun(4140);
    place.network.partition("grid", "c1");
    place.wait(186_000);
    expect((station.core as ChargerCore).up.phase).toBe("fallback");
    const offers = station.sentEnvelopes.filter(({ recipient, body }) => recipient === "ev" && body.kind === "offer");
    expect(offers.length).toBeLessThan(15);
    place.network.heal();
    place.wait(30_000);
    expect(station.applied.get(1)?.maxW).toBeGreaterThanOrEqual(4140);
  });

  it("says what bounds a connector, most binding first, and nothing that does not", () => {
    const { place, station, give } = begun();
    const why = (): unknown => station.traces.flatMap((each) => (each.what === "limited" ? [each.reasons] : [])).at(-1);
    const person = (maxW: number): void => station.deliver({ kind: "personLimit", connector: 1, maxW });
    person(8000);
    expect([station.applied.get(1)?.maxW, why()]).toEqual([8000, ["PERSON"]]);
    give(6000);
    expect([station.applied.get(1)?.maxW, why()]).toEqual([6000, []]);
    give(9000);
    const core = place.hosts.get("grid")!.core as ScriptedGrantor;
    const cap = { importMaxW: 5000, exportMaxW: 0, reasons: ["EMERGENCY"] as const };
    core.todo.push(() => core.desk.emergency(new Map([["c1", cap]]), 60_000));
    place.hosts.get("grid")!.deliver({ kind: "timer" });
    place.wait(1000);
    expect([station.applied.get(1)?.maxW, why()]).toEqual([5000, ["EMERGENCY", "PERSON"]]);
  });

  it("CP-LEASE-7 books no battery's lease beyond the end of its own", () => {
    const { place, station } = begun();
    place.network.partition("grid", "c1");
    const core = station.core as ChargerCore;
    for (let second = 0; second < 170; second++) {
      place.wait(1000);
      const end = core.up.terms.leaseEnd() ?? Number.POSITIVE_INFINITY;
      for (const { expiresAt } of core.desk.ledger.versionsOf("ev")) expect(expiresAt).toBeLessThanOrEqual(end);
    }
    place.wait(20_000);
    expect(core.up.phase).toBe("fallback");
    expect(station.applied.get(1)?.maxW).toBe(0);
  });
});

describe("a connector", () => {
  it("CP-SESSION-5 carries no more than it says, whatever is offered from above and wanted from below", () => {
    const place = new Place();
    const grid = place.grantor("grid", "c1", 30_000);
    const [station, greedy] = [place.charger("c1", "grid", 0, 2), place.greedy("ev", "c1", 43_000)];
    for (const host of [grid, station, greedy]) host.start();
    station.deliver({ kind: "plugged", connector: 1, peer: "ev", phases: [1, 2, 3] });
    place.wait(3000);
    const core = grid.core as ScriptedGrantor;
    const give = (consented: boolean): void => {
      core.todo.push(() => core.execute({ c1: flat(baseT / 1000, 28_000) }, consented));
      grid.deliver({ kind: "timer" });
      place.wait(10_000);
    };
    give(false);
    const offered = (greedy.core as ScriptedHolder).offers.map(({ offer }) => offer.proposals[0]?.value);
    expect(Math.max(...offered.flatMap((terms) => terms?.parts[0]?.schedule.max ?? []))).toBe(22_000);
    const answers = station.sentEnvelopes.flatMap(({ body }) => (body.kind === "counterOffer" ? body.options : []));
    expect(answers.map(({ terms }) => Math.max(...(terms.value.parts[0]?.schedule.max ?? [])))).toEqual([22_000]);
    expect(station.sentEnvelopes.filter(({ body }) => body.kind === "accept")).toEqual([]);
    give(true);
    expect(station.applied.get(1)?.maxW).toBe(22_000);
  });
});

describe("a battery of one phase after one of three", () => {
  it("CP-LEDGER-6 gets no more on its phase than the station's lease was booked with there", () => {
    const place = new Place();
    const grid = place.grantor("grid", "c1", 30_000);
    const station = place.charger("c1", "grid");
    const [three, one] = [place.battery("three", [1, 2, 3], 11_000), place.battery("one", [1], 7400)];
    for (const host of [grid, station, three, one]) host.start();
    station.deliver({ kind: "plugged", connector: 1, peer: "three", phases: [1, 2, 3] });
    three.deliver({ kind: "plugged", connector: 1, peer: "c1" });
    place.wait(3000);
    const core = grid.core as ScriptedGrantor;
    core.todo.push(() => {
      core.execute({ c1: flat(baseT / 1000, 7000) });
    });
    grid.deliver({ kind: "timer" });
    place.wait(5000);
    expect(station.applied.get(1)?.maxW).toBe(7000);
    place.network.partition("grid", "c1");
    station.deliver({ kind: "plugged", connector: 1 });
    three.deliver({ kind: "plugged", connector: 1 });
    place.wait(500);
    station.deliver({ kind: "plugged", connector: 1, peer: "one", phases: [1] });
    one.deliver({ kind: "plugged", connector: 1, peer: "c1" });
    let mostW = 0;
    for (let second = 0; second < 60; second++) {
      place.wait(1000);
      mostW = Math.max(mostW, station.applied.get(1)?.maxW ?? 0);
    }
    expect(mostW).toBeLessThanOrEqual(7000 / 3);
  });
});
