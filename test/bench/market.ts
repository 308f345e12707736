import { InProcessSolver, type Solver } from "@chargepact/agent";
import { optionBytes, priceBytes } from "./market/bytes.js";
import { cases } from "./market/cases.js";
import { figure } from "./market/figure.js";
import { gapFigures, type Runs } from "./market/gap-figures.js";
import { countMessages, type Counted } from "./market/messages.js";
import { onlineFigures } from "./market/online-figures.js";
import { losing, plan, type Result, subjectOf, type Subject } from "./market/gaps.js";
import { makeInstance } from "./market/instance.js";
import { scaleFigures } from "./market/scales.js";
import { socialFigures } from "./market/social.js";
import type { Figure } from "./report.js";
import { median } from "./statistics.js";

export interface MarketOptions {
  /** Rewrites the drawing of time and bytes against the number of batteries. */
  readonly draw: boolean;
  readonly say: (line: string) => void;
}

/** Option rounds beside one central linear programme that knows everything, on the same instances. */
export async function market({ draw, say }: MarketOptions): Promise<readonly Figure[]> {
  const solver = new InProcessSolver();
  const all = cases();
  say(`market: ${all.blendable.length + all.minimum.length} instances (${all.source})`);
  const runs: Runs = new Map();
  const bytes: Bytes = { option: [], price: [] };
  for (const [index, shape] of all.blendable.entries()) {
    const subject = await subjectOf(makeInstance(shape), solver);
    await blendablePlans(subject, { solver, runs, bytes, seed: index });
    say(line(subject, runs));
  }
  for (const shape of all.minimum) {
    const subject = await subjectOf(makeInstance(shape), solver);
    add(runs, "minimum", await plan(subject, solver, { warm: false, settings: { roundsMax: 8 } }));
    say(line(subject, runs));
  }
  const figures = [...gapFigures(runs), ...(await socialFigures(all, solver, say))];
  figures.push(...(await onlineFigures(all.online, solver, say)), ...(await scaleFigures(draw, say)));
  return [...figures, ...byteFigures(bytes), messageFigure(await countMessages())];
}

interface Bytes {
  readonly option: number[];
  readonly price: number[];
}

async function blendablePlans(
  subject: Subject,
  to: { readonly solver: Solver; readonly runs: Runs; readonly bytes: Bytes; readonly seed: number },
): Promise<void> {
  const { solver, runs, bytes, seed } = to;
  const { grid } = subject.instance.problem;
  for (const roundsMax of [4, 8, 12]) {
    const result = await plan(subject, solver, { warm: true, settings: { roundsMax } });
    add(runs, `warm ${roundsMax}`, result);
    if (roundsMax !== 12) continue;
    for (const { options } of result.play.replies)
      for (const option of options) bytes.option.push(optionBytes(grid, option));
    for (const prices of result.play.told) bytes.price.push(priceBytes(grid, prices));
  }
  for (const roundsMax of [4, 8])
    add(runs, `cold ${roundsMax}`, await plan(subject, solver, { warm: false, settings: { roundsMax } }));
  add(
    runs,
    "lost 30",
    await plan(subject, solver, { warm: true, settings: { roundsMax: 4 }, lost: losing(0.3, seed) }),
  );
  add(
    runs,
    "lost 50",
    await plan(subject, solver, { warm: true, settings: { roundsMax: 8 }, lost: losing(0.5, seed) }),
  );
}

function add(runs: Runs, name: string, result: Result): void {
  runs.set(name, [...(runs.get(name) ?? []), result]);
}

function line({ instance, optimumMicro, centralMs }: Subject, runs: Runs): string {
  const cells = [...runs].flatMap(([name, results]) => {
    const own = results.find((result) => result.name === instance.name);
    return own === undefined ? [] : [`${name}: ${own.truePct.toFixed(2)}/${own.publishedPct.toFixed(2)}`];
  });
  const { problem } = instance;
  const size = `${problem.children.length} × ${problem.grid.usable.length}`;
  return `${instance.name} (${size}), central ${(optimumMicro / 1e6).toFixed(2)} in ${centralMs.toFixed(0)} ms; true/published % ${cells.join(", ")}`;
}

const byteFigures = ({ option, price }: Bytes): readonly Figure[] => [
  figure("market.option", median(option), "B", "<= 200", "median of all options", []),
  figure("market.price", median(price), "B", "<= 400", "median of all rounds, one child's prices", [
    Math.min(...price),
    Math.max(...price),
  ]),
];

const messageFigure = ({ offersMost, answersMost, rounds }: Counted): Figure =>
  figure("market.unicasts", Math.max(offersMost, answersMost), "", "<= 1", `each way, ${rounds} rounds × children`, [
    offersMost,
    answersMost,
  ]);
