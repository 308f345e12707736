import { bundle } from "../bench/bundle.js";
import { type Child, startChild } from "../bench/child.js";

/** Processes that live simulated worlds, as many as are asked for. */
export class Pool {
  private constructor(private readonly children: readonly Child[]) {}

  static async start(size: number): Promise<Pool> {
    const path = await bundle({ sim: "../sim/child.ts" });
    return new Pool(Array.from({ length: size }, () => startChild(path("sim"), { patienceMs: 1_800_000 })));
  }

  /** Each order to whichever process is free; results in the order in which they come. */
  // What comes back is what the child's command of that name returns.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  async run<Result extends object, Order>(
    command: string,
    orders: Iterable<Order>,
    done: (result: Result, order: Order) => void,
  ): Promise<void> {
    const left = orders[Symbol.iterator]();
    await Promise.all(
      this.children.map(async (child) => {
        for (let next = left.next(); next.done !== true; next = left.next()) {
          done(await child.tell<Result>(command, next.value), next.value);
        }
      }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
  }
}
