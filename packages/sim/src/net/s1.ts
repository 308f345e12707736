import type { AgentId, DurationMs, Watts } from "@chargepact/protocol";
import type { Books, Checker, LimitChange, Look, Report } from "./history.js";

/** What S1 needs to know of a connection that it judges at the meters. */
export interface Connection {
  readonly operator: AgentId;
  /** Whose equipment is behind it. */
  readonly equipment: ReadonlySet<AgentId>;
  /** How long something may run on that nobody can reach, ms: the longest ttl and grace on the way, clocks that drift. */
  readonly unreachableMs: DurationMs;
}

/**
 * S1: bookings never exceed the grantor's own capacity, and what the equipment behind a connection may take never exceeds
 * what the connection carries. A capacity that was lowered counts once those that nobody can reach have run out.
 */
export class S1 implements Checker {
  readonly id = "S1";
  private readonly limits = new Map<AgentId, LimitChange[]>();
  /** Since when a grantor's books are over, ms, or what they may hold was lowered once more while they were. */
  private readonly overSince = new Map<AgentId, number>();
  private readonly capacities = new Map<AgentId, Watts>();

  constructor(
    private readonly connections: readonly Connection[],
    private readonly report: Report,
    /** How long a grantor's books may be over a capacity that was lowered, ms; default 0. */
    private readonly booksMs: ReadonlyMap<AgentId, DurationMs> = new Map(),
  ) {}

  limited(change: LimitChange): void {
    const known = this.limits.get(change.operator) ?? [];
    known.push(change);
    this.limits.set(change.operator, known);
  }

  looked(look: Look): void {
    for (const connection of this.connections) this.judgeMeters(connection, look);
    for (const books of look.books) {
      const lowered = books.capacityW < (this.capacities.get(books.grantor) ?? 0);
      this.capacities.set(books.grantor, books.capacityW);
      if (lowered) this.overSince.delete(books.grantor);
      if (books.supposed || books.over === undefined) this.overSince.delete(books.grantor);
      else this.judgeBooks(books, books.over, look.atMs);
    }
  }

  private judgeMeters({ operator, equipment, unreachableMs }: Connection, look: Look): void {
    const [importMaxW, exportMaxW, baseW] = this.mostAt(operator, look.atMs - unreachableMs);
    let [importW, exportW] = [baseW, 0];
    for (const { agent, allowed, honest } of look.meters) {
      if (!equipment.has(agent) || !honest) continue;
      importW += allowed.importW;
      exportW += allowed.exportW;
    }
    if (importW > importMaxW + 1) this.say(operator, look.atMs, `equipment may import ${importW} W of ${importMaxW} W`);
    if (exportW > exportMaxW + 1) this.say(operator, look.atMs, `equipment may export ${exportW} W of ${exportMaxW} W`);
  }

  /** The largest limits in force since `fromMs`; earlier ones are forgotten. */
  private mostAt(operator: AgentId, fromMs: number): readonly [number, number, number] {
    const all = this.limits.get(operator) ?? [];
    while (all.length > 1 && (all[1]?.atMs ?? 0) < fromMs) all.shift();
    const [importW, exportW] = [Math.max(...all.map((e) => e.importW)), Math.max(...all.map((e) => e.exportW))];
    return [importW, exportW, Math.min(...all.map((e) => e.baseW))];
  }

  private judgeBooks({ grantor, heaviest }: Books, over: string, atMs: number): void {
    const since = this.overSince.get(grantor) ?? atMs;
    this.overSince.set(grantor, since);
    if (atMs - since < (this.booksMs.get(grantor) ?? 0)) return;
    this.overSince.set(grantor, Number.POSITIVE_INFINITY);
    const agents = heaviest === undefined ? [grantor] : [heaviest, grantor];
    this.report({ id: "S1", atMs, agents, detail: `the books of ${grantor} have ${over}` });
  }

  private say(grantor: AgentId, atMs: number, detail: string): void {
    this.report({ id: "S1", atMs, agents: [grantor], detail });
  }
}
