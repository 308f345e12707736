import { type DeliveryFate, MemoryNetwork, Registry, VirtualClock } from "@chargepact/agent";
import type { AgentId, ChargepactError, ClearingStrategy, CoreInput, Role, Watts } from "@chargepact/protocol";
import { equalShare } from "@chargepact/protocol";
import { Broker, type BrokerProfile, brokerProfiles } from "./broker.js";
import { operatorCore, stationCore, storageCore, vehicleCore } from "./cores.js";
import type { Device } from "./device.js";
import { Draw } from "./draw.js";
import type { LifeChange, LimitChange, Look, Onlooker, Step, Violation } from "./history.js";
import { HostClock } from "./host-clock.js";
import { Host } from "./host.js";
import { calm, Medium } from "./link-faults.js";
import { Liar } from "./liar.js";
import { lookAt } from "./look.js";
import { Misled } from "./misled.js";
import { Station, StorageSite, Vehicle } from "./plant.js";
import { Reports } from "./reports.js";
import { Scribe } from "./scribe.js";
import type { OperatorPlan, SitePlan } from "./site-plan.js";
import { registryOf } from "./site-registry.js";
import { wildStrategy } from "./wild.js";

/** True time when a world begins, ms since the Unix epoch; a full quarter of an hour. */
export const beginsT = 1_800_000_000_000;
const tickMs = 1000;
/** Ticks from one look to the next where nothing changed meanwhile. */
const lookEvery = 5;
const nowhere: DeliveryFate = { delaysMs: [] };

export interface WorldOptions {
  readonly seed: number;
  readonly site: SitePlan;
  /** Default: mosquitto. */
  readonly broker?: BrokerProfile;
  /** Sees every payload that is published. */
  readonly onPayload?: ((payload: Uint8Array) => void) | undefined;
}

/** Everybody on a site, their machines, their equipment, and what lies between them, in one thread and one time. */
export class World {
  readonly base = new VirtualClock(beginsT);
  readonly medium: Medium;
  readonly net: MemoryNetwork;
  readonly broker: Broker;
  readonly hosts = new Map<AgentId, Host>();
  readonly stations = new Map<AgentId, Station>();
  readonly vehicles = new Map<AgentId, Vehicle>();
  readonly storages = new Map<AgentId, StorageSite>();
  readonly limits = new Map<AgentId, LimitChange>();
  readonly violations: Violation[] = [];
  readonly problems: string[] = [];
  events = 0;
  strategy: ClearingStrategy = equalShare;
  readonly misled = new Misled(() => this.links());
  private readonly checkers: Onlooker[] = [];
  private readonly reports = new Reports(this);
  private lookDue = false;
  private ticks = 0;
  private readonly registry: Registry;
  private readonly wild: ClearingStrategy;

  constructor(readonly options: WorldOptions) {
    const { seed, site } = options;
    this.medium = new Medium(new Draw(seed, "medium"), () => this.nowMs);
    const profile = options.broker ?? (brokerProfiles[0] as BrokerProfile);
    this.broker = new Broker(profile, new Draw(seed, "broker"), (detail) => this.problems.push(detail));
    this.net = new MemoryNetwork(this.base, {
      hook: (from, to, topic, payload) => {
        options.onPayload?.(payload);
        return this.broker.delivers(from, to, topic, payload) ? this.medium.fate(from, to) : nowhere;
      },
    });
    this.registry = new Registry(registryOf(site));
    this.wild = wildStrategy(new Draw(seed, "wild"));
    const now = (): number => this.nowMs;
    const changed = (): void => {
      this.lookSoon();
    };
    for (const plan of site.operators) {
      this.limit(plan, plan);
      this.add(plan.id, "grid", operatorCore(plan, site, this.sharing), undefined, () => this.operatorStates(plan));
    }
    for (const plan of site.stations) {
      const station = new Station(plan, now, changed);
      this.stations.set(plan.id, station);
      this.add(plan.id, "charger", stationCore(plan), station.device, () => station.stated());
    }
    for (const plan of site.vehicles) {
      const vehicle = new Vehicle(plan, now, changed);
      this.vehicles.set(plan.id, vehicle);
      this.add(plan.id, "battery", vehicleCore(plan), vehicle.device, () => vehicle.stated());
    }
    for (const plan of site.storages) {
      const storage = new StorageSite(plan, now, changed);
      this.storages.set(plan.id, storage);
      this.add(plan.id, "storage", storageCore(plan), storage.device, () => storage.stated());
    }
  }

  get nowMs(): number {
    return this.base.now().mono;
  }
  private get seed(): number {
    return this.options.seed;
  }
  get agents(): number {
    return this.hosts.size;
  }
  host(id: AgentId): Host {
    const host = this.hosts.get(id);
    if (host === undefined) throw new Error(`no host ${id}`);
    return host;
  }

  /** Adds somebody who only watches. */
  watch(checker: Onlooker): void {
    this.checkers.push(checker);
    for (const change of this.limits.values()) checker.limited?.(change);
  }
  readonly report = (violation: Violation): void => {
    if (this.misled.excuses(violation)) return;
    // One picture of a fault that lasts: it is not told again before it has been over for a minute.
    const key = `${violation.id} ${violation.agents.join(" ")}`;
    const last = this.reported.get(key);
    this.reported.set(key, violation.atMs);
    if (last !== undefined && violation.atMs - last < 60_000) return;
    this.violations.push({ ...violation, picture: this.scribe.pictureOf(violation.agents, this.links()) });
  };
  private readonly reported = new Map<string, number>();
  private readonly scribe = new Scribe();

  /** Somebody lies until faults end. */
  makeLiar(id: AgentId, draw: Draw): void {
    if (this.misled.add(id)) this.host(id).liar = new Liar(draw);
  }

  /** Who talks with whom. */
  links(): readonly (readonly [AgentId, AgentId])[] {
    const { operators, stations, storages } = this.options.site;
    return [
      ...operators.flatMap(({ id, parent }) => (parent === undefined ? [] : [[id, parent] as const])),
      ...[...stations, ...storages].map(({ id, operator }) => [id, operator] as const),
      ...[...this.vehicles.values()].flatMap(({ plan, at }) =>
        at === undefined ? [] : [[plan.id, at.station.plan.id] as const],
      ),
    ];
  }

  /** Plans are anything at all, far too much included: the ledger has the last word; or sensible again. */
  beWild(wild: boolean): void {
    this.strategy = wild ? this.wild : equalShare;
  }

  /** Faults end: everybody runs, everything arrives, nobody is stopped, and every connection carries what it should. */
  heal(): void {
    this.medium.heal();
    this.medium.faults = calm;
    this.net.start();
    this.beWild(false);
    for (const host of this.hosts.values()) host.heal();
    for (const station of this.stations.values()) station.meterFactor = 1;
    for (const plan of this.options.site.operators) {
      this.limit(plan, plan);
      this.host(plan.id).input({ kind: "emergency", importMaxW: plan.importW, durationMs: 0 });
    }
    for (const vehicle of this.vehicles.values()) {
      vehicle.temperatureC = 22;
      vehicle.personW = undefined;
      vehicle.overdrawW = 0;
      this.host(vehicle.plan.id).input({ kind: "personLimit", connector: 1 });
      this.host(vehicle.plan.id).input({ kind: "batteryTelemetry", telemetry: vehicle.telemetry() });
    }
  }

  /** Tells who watches that faults begin, or have stopped. */
  calm(calm: boolean): void {
    for (const checker of this.checkers) checker.calmed?.({ atMs: this.nowMs, calm });
  }

  start(): void {
    for (const host of this.hosts.values()) host.bootUp();
    this.tick();
  }

  /** Runs for so many ms of the world's time. */
  run(ms: number): void {
    this.base.run(this.nowMs + ms);
  }

  plug(vehicle: Vehicle, station: Station, connector: number): void {
    station.plugged.set(connector, vehicle);
    vehicle.at = { station, connector };
    this.host(station.plan.id).input(station.plugOf(connector));
    for (const input of vehicle.stated()) this.host(vehicle.plan.id).input(input);
  }
  unplug(vehicle: Vehicle): void {
    const { at } = vehicle;
    if (at === undefined) return;
    vehicle.at = undefined;
    vehicle.powerW = 0;
    at.station.plugged.delete(at.connector);
    this.host(vehicle.plan.id).input({ kind: "plugged", connector: 1 });
    this.host(at.station.plan.id).input(at.station.plugOf(at.connector));
  }

  /** An operator's own connection carries something else from now on. */
  limit(
    operator: Pick<OperatorPlan, "id" | "baseW">,
    limits: { readonly importW: Watts; readonly exportW: Watts },
  ): void {
    const { importW, exportW } = limits;
    const change = { atMs: this.nowMs, operator: operator.id, importW, exportW, baseW: operator.baseW };
    this.limits.set(operator.id, change);
    for (const checker of this.checkers) checker.limited?.(change);
    this.hosts.get(operator.id)?.input({ kind: "limits", limits: { importW, exportW }, reasons: [] });
  }

  private readonly sharing: ClearingStrategy = {
    name: "any",
    clear: (input) => this.strategy.clear(input),
  };

  private add(
    id: AgentId,
    role: Role,
    createCore: ConstructorParameters<typeof Host>[0]["createCore"],
    device: Device | undefined,
    stated: () => readonly CoreInput[],
  ): void {
    const clock = new HostClock(id, this.base);
    const node = { registry: this.registry, insecure: true, transport: (name: AgentId) => this.net.transport(name) };
    const host = new Host({
      ...{ id, role, clock, node, createCore, device, stated, draw: new Draw(this.seed, `host/${id}`) },
      onStep: (step) => {
        this.stepped(step);
      },
      onLife: (change) => {
        this.lived(change);
      },
      onProblem: (error) => {
        this.problem(id, error);
      },
    });
    this.hosts.set(id, host);
  }

  private stepped(step: Step): void {
    this.events++;
    this.scribe.stepped(step);
    for (const checker of this.checkers) checker.stepped?.(step);
  }
  private lived(change: LifeChange): void {
    this.scribe.lived(change);
    for (const checker of this.checkers) checker.lived?.(change);
    this.lookSoon();
  }
  private problem(id: AgentId, error: ChargepactError): void {
    if (error.code !== "STORE_FAILED") this.problems.push(`${this.nowMs / 1000} s ${id}: ${error.message}`);
  }

  private lookSoon(): void {
    if (this.lookDue) return;
    this.lookDue = true;
    this.base.setTimer(this.nowMs, () => {
      this.look();
    });
  }
  private look(): void {
    this.lookDue = false;
    const look: Look = lookAt(this);
    for (const checker of this.checkers) checker.looked?.(look);
  }

  /** A second of the plant. */
  private tick(): void {
    const seconds = tickMs / 1000;
    for (const vehicle of this.vehicles.values()) vehicle.step(seconds);
    for (const storage of this.storages.values()) storage.step(seconds);
    this.reports.tell();
    if (++this.ticks % lookEvery === 0) this.look();
    this.base.setTimer(this.nowMs + tickMs, () => {
      this.tick();
    });
  }

  private operatorStates({ id }: OperatorPlan): readonly CoreInput[] {
    const limits = this.limits.get(id);
    if (limits === undefined) return [];
    const { importW, exportW, baseW } = limits;
    const startS = Math.floor(this.base.now().t / 1000 / 900) * 900;
    const microPerKwh = Array.from({ length: 96 }, (_, step) => 50_000 + (step % 7) * 60_000);
    return [
      { kind: "baseLoad", bound: { startS, stepS: 3600, max: Array<number>(48).fill(baseW) } },
      { kind: "limits", limits: { importW, exportW }, reasons: [] },
      { kind: "prices", prices: { startS, stepS: 900, microPerKwh } },
    ];
  }
}
