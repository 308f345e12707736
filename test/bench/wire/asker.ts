import { type Running, start } from "./agents.js";
import { Sender } from "./bundles.js";
import { Course, type Exchanges } from "./course.js";
import { AskingGrid, type Errand } from "./grantor.js";
import { RawAsker } from "./raw.js";
import { eachPair, type PairName, pairs } from "./site.js";

const grids = new Map<PairName, Running<AskingGrid>>();
const sender = new Sender();
let raw: RawAsker | undefined;

async function connect(url: string): Promise<void> {
  for (const [name, pair] of eachPair) {
    if (pair.answers === "counter") continue;
    const grid = await start(pair.grantor, pair, { url, create: (options) => new AskingGrid(options) });
    grid.handle.input({ kind: "limits", limits: { importW: 1_000_000, exportW: 0 }, reasons: [] });
    grids.set(name, grid);
  }
  await sender.connect(url);
  raw = await RawAsker.connect(url);
}

function exchange(name: PairName, errand: Errand, lengthMs: number): Promise<Exchanges> {
  const grid = grids.get(name);
  if (grid === undefined) throw new Error(`no pair ${name}`);
  const course = new Course(lengthMs);
  grid.core().prepare(course, errand);
  // Any event that means nothing to a grid operator.
  grid.handle.input({ kind: "personLimit", connector: 1 });
  return course.done;
}

/** The end that asks and measures. */
export const asker = {
  connect,
  /** True once every holder has greeted and stated a need. */
  ready: () => sender.ready && [...grids].every(([name, grid]) => grid.core().ready === pairs[name].holders.length),
  exchange,
  raw: (qos: 0 | 1, lengthMs: number, window: number) => {
    if (raw === undefined) throw new Error("not connected");
    return raw.run(qos, lengthMs, window);
  },
  flow: (size: number, lengthMs: number) => sender.run(size, lengthMs),
};
