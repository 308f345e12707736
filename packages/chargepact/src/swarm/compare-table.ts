import { sumMicroOf, type Comparison, type StrategyRun } from "./compare.js";
import { decimal, kW, kWh, share } from "./format.js";

/** A column: its title, the unit under it, and the cell of a run. Numbers stand without their unit, which saves room. */
interface Column {
  readonly title: string;
  readonly unit: string;
  readonly cell: (run: StrategyRun) => string;
}

/**
 * Strategies side by side as plain text: a row for each. A day of hundreds of kWh and thousands of messages fits 80
 * columns; larger numbers take the room they need.
 */
export function compareTable(comparison: Comparison): string {
  const { day, runs, missing } = comparison;
  const columns = columnsOf(comparison);
  const rows = [
    columns.map(({ title }) => title),
    columns.map(({ unit }) => unit),
    ...runs.map((run) => columns.map(({ cell }) => cell(run))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const [title = "", units = "", ...lines] = rows.map((row) => line(row, widths));
  const rule = "─".repeat(widths.reduce((sum, width) => sum + width, widths.length - 1));
  const head = `${day.name} · ${day.date}`;
  return [
    head.length > rule.length ? `${head.slice(0, rule.length - 1)}…` : head,
    rule,
    title,
    units,
    rule,
    ...lines,
    rule,
    `of ${kWh(comparison.deliverableWh)} possible, with a capacity of ${kW(day.capacityW)}; over: limit violations`,
    ...(columns.some(({ title: name }) => name === "back") ? ["back: fed back by vehicles"] : []),
    ...(missing.length === 0 ? [] : [`stopped, and so without ${missing.join(", ")}`]),
  ]
    .map((each) => each.trimEnd())
    .join("\n");
}

function columnsOf({ day, deliverableWh, runs }: Comparison): Column[] {
  const money = (amountMicro: number): string => decimal(amountMicro / 1e6, 2);
  const { currency } = day;
  return [
    { title: "", unit: "", cell: ({ strategy }) => strategy },
    { title: "energy", unit: "kWh", cell: ({ outcome }) => decimal(outcome.energyDeliveredWh / 1000, 1) },
    {
      title: "of all",
      unit: "%",
      cell: ({ outcome }) => share(outcome.energyDeliveredWh, deliverableWh).replace(" %", ""),
    },
    ...(runs.some(({ outcome }) => outcome.vehiclesExportWh >= 50)
      ? [
          {
            title: "back",
            unit: "kWh",
            cell: ({ outcome }: StrategyRun) => decimal(outcome.vehiclesExportWh / 1000, 1),
          },
        ]
      : []),
    { title: "peak", unit: "kW", cell: ({ outcome }) => decimal(outcome.peakImportW / 1000, 1) },
    { title: "cost", unit: currency, cell: ({ outcome }) => money(outcome.costMicro) },
    { title: "wear", unit: currency, cell: ({ outcome }) => money(outcome.wearMicro) },
    { title: "unserved", unit: currency, cell: ({ outcome }) => money(outcome.unservedMicro) },
    { title: "sum", unit: currency, cell: (run) => money(sumMicroOf(run)) },
    { title: "over", unit: "", cell: ({ outcome }) => String(outcome.limitViolations) },
    { title: "messages", unit: "", cell: ({ messages }) => decimal(messages, 0) },
    { title: "time", unit: "s", cell: ({ wallMs }) => decimal(wallMs / 1000, 1) },
  ];
}

/** The first cell from the left, the others from the right. */
const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join(" ");
