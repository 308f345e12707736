/**
 * Maximum flow by Dinic's algorithm (levels by breadth first, then a blocking flow). Capacities are whole numbers, so
 * that it ends exactly; nodes are numbered from 0.
 */
export class FlowNetwork {
  private readonly ends: number[] = [];
  private readonly room: number[] = [];
  private readonly leaving: number[][] = [];

  /** Adds an edge; capacity is a whole number ≥ 0. */
  edge(from: number, to: number, capacity: number): void {
    const edge = this.ends.length;
    this.ends.push(to, from);
    this.room.push(capacity, 0);
    this.at(from).push(edge);
    this.at(to).push(edge + 1);
  }

  /** The most that can flow from source to sink. */
  maxFlow(source: number, sink: number): number {
    let total = 0;
    for (;;) {
      const levels = this.levels(source);
      if (levels[sink] === undefined) return total;
      const tried = this.leaving.map(() => 0);
      let pushed = 0;
      do {
        pushed = this.push(source, { sink, levels, tried, most: Infinity });
        total += pushed;
      } while (pushed > 0);
    }
  }

  private at(node: number): number[] {
    for (let next = this.leaving.length; next <= node; next += 1) this.leaving.push([]);
    return this.leaving[node] ?? [];
  }

  /** Distance of each node from the source along edges with room; undefined where none leads. */
  private levels(source: number): readonly (number | undefined)[] {
    const levels: (number | undefined)[] = Array.from({ length: this.leaving.length });
    levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of this.leaving[node] ?? []) {
        const end = this.ends[edge] ?? 0;
        if ((this.room[edge] ?? 0) === 0 || levels[end] !== undefined) continue;
        levels[end] = (levels[node] ?? 0) + 1;
        queue.push(end);
      }
    }
    return levels;
  }

  /** Pushes along one path, level by level; `tried` remembers the edges that led nowhere. */
  private push(node: number, search: Search): number {
    if (node === search.sink) return search.most;
    const edges = this.leaving[node] ?? [];
    for (let index = search.tried[node] ?? 0; index < edges.length; index += 1) {
      search.tried[node] = index;
      const edge = edges[index] ?? 0;
      const end = this.ends[edge] ?? 0;
      const room = this.room[edge] ?? 0;
      if (room === 0 || search.levels[end] !== (search.levels[node] ?? 0) + 1) continue;
      const pushed = this.push(end, { ...search, most: Math.min(search.most, room) });
      if (pushed === 0) continue;
      this.room[edge] = room - pushed;
      this.room[edge ^ 1] = (this.room[edge ^ 1] ?? 0) + pushed;
      return pushed;
    }
    search.tried[node] = edges.length;
    return 0;
  }
}

interface Search {
  readonly sink: number;
  readonly levels: readonly (number | undefined)[];
  readonly tried: number[];
  readonly most: number;
}
