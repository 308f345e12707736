import type { AnswerProblem, WearStep } from "./problem.js";

/** A holder's problem written out as a linear programme, from its definition and not from the code under test. */
export interface HolderProgramme {
  readonly objective: readonly string[];
  readonly rows: readonly string[];
  readonly bounds: readonly string[];
  /** µ to add to the objective. */
  readonly constant: number;
  /** Cost of each column that has one. */
  readonly costs: ReadonlyMap<string, number>;
}

const term = (coefficient: number, column: string): string =>
  `${coefficient < 0 ? "-" : "+"} ${Math.abs(coefficient).toPrecision(17)} ${column}`;

/** `name` begins every column, so that several holders stand in one programme. May charge and discharge at once. */
export function programmeOf(problem: AnswerProblem, name: string): HolderProgramme {
  const { chargeEfficiency, dischargeEfficiency, storedWh, tiers } = problem;
  const [rows, bounds]: [string[], string[]] = [[], []];
  const costs = new Map<string, number>();
  const column = (kind: string, cost: number, bound: string): string => {
    const id = `${name}${kind}`;
    if (cost !== 0) costs.set(id, cost);
    bounds.push(bound.replace("x", id));
    return id;
  };
  const low = Math.min(storedWh, problem.storedMinWh);
  const high = Math.max(storedWh, problem.storedMaxWh);
  const hours = problem.usable.map((share) => (share * problem.stepS) / 3600);
  let constant = 0;
  let before = column("s0", 0, `x = ${storedWh}`);
  for (let step = 0; step < hours.length; step += 1) {
    const duration = hours[step] ?? 0;
    const way = (kind: string, sign: 1 | -1, bands: readonly WearStep[], limits?: readonly number[]): string[] => {
      let fromW = 0;
      return bands.map(({ toW, wearMicroPerKwh }, band) => {
        const widthW = Math.max(0, Math.min(toW, limits?.[step] ?? Infinity) - fromW);
        fromW = toW;
        const price = (sign > 0 ? problem.price : (problem.exportPrice ?? problem.price))[step] ?? 0;
        return column(
          `${kind}${step}_${band}`,
          (sign * price + wearMicroPerKwh) / 1000,
          `0 <= x <= ${widthW * duration}`,
        );
      });
    };
    const charge = way("c", 1, problem.charge, problem.chargeMaxW).map((id) => term(-chargeEfficiency, id));
    const discharge = way("d", -1, problem.discharge, problem.dischargeMaxW).map((id) =>
      term(1 / dischargeEfficiency, id),
    );
    const after = column(`s${step + 1}`, 0, `${low} <= x <= ${high}`);
    rows.push(`${after} - ${before} ${charge.join(" ")} ${discharge.join(" ")} = 0`);
    before = after;
  }
  const fills = tiers.map((tier, index) => {
    constant += (tier.energyWh * tier.valueMicroPerKwh) / 1000;
    return column(`t${index}`, -tier.valueMicroPerKwh / 1000, `0 <= x <= ${tier.energyWh}`);
  });
  const over = column("over", 0, "x >= 0");
  const below = column("below", (tiers[0]?.valueMicroPerKwh ?? 0) / 1000 / chargeEfficiency, "x >= 0");
  const filled = fills.map((id) => term(-chargeEfficiency, id)).join(" ");
  rows.push(`${before} - ${over} + ${below} ${filled} = ${problem.tiersFromWh ?? storedWh}`);
  for (let index = 0; index <= hours.length; index += 1) {
    const weight = ((hours[index - 1] ?? 0) + (hours[index] ?? 0)) / 2;
    stand(problem, { index, weight, state: `${name}s${index}` }, { column, rows });
  }
  const objective = [...costs].map(([id, cost]) => term(cost, id));
  return { objective, rows, bounds, constant, costs };
}

/** Stored energy as a mixture of calendar points, or beyond them along the hull's ends where those cost more. */
function stand(
  { calendar }: AnswerProblem,
  of: { readonly index: number; readonly weight: number; readonly state: string },
  into: { readonly column: (kind: string, cost: number, bound: string) => string; readonly rows: string[] },
): void {
  if (calendar === undefined || of.weight === 0) return;
  const [first, last] = [calendar[0], calendar.at(-1)];
  if (first === undefined || last === undefined) return;
  const slope = (a: typeof first, b: typeof first): number =>
    (b.microPerHour - a.microPerHour) / (b.storedWh - a.storedWh);
  const left = Math.min(0, ...calendar.slice(1).map((point) => slope(first, point)));
  const right = Math.max(0, ...calendar.slice(0, -1).map((point) => slope(point, last)));
  const shares = calendar.map(({ microPerHour }, point) =>
    into.column(`w${of.index}_${point}`, of.weight * microPerHour, "x >= 0"),
  );
  const before = into.column(`w${of.index}left`, of.weight * -left, "x >= 0");
  const beyond = into.column(`w${of.index}right`, of.weight * right, "x >= 0");
  into.rows.push(`${shares.join(" + ")} = 1`);
  const mixture = calendar.map(({ storedWh }, point) => term(-storedWh, shares[point] ?? "")).join(" ");
  into.rows.push(`${of.state} ${mixture} + ${before} - ${beyond} = 0`);
}

/** One programme of several holders, in the CPLEX LP format. */
export function lpText(programmes: readonly HolderProgramme[]): string {
  const all = (of: (programme: HolderProgramme) => readonly string[]): string => programmes.flatMap(of).join("\n");
  return `Minimize\nobj:\n${all(({ objective }) => objective)}\nSubject To\n${all(({ rows }) => rows)}\nBounds\n${all(({ bounds }) => bounds)}\nEnd\n`;
}
