import { cpus, loadavg, totalmem } from "node:os";

/** One figure that an issue names. */
export interface Figure {
  readonly id: string;
  /** NaN where it could not be measured. */
  readonly value: number;
  readonly unit: string;
  /** As `<= 1.5`; empty where it is only reported. */
  readonly bar: string;
  /** What the value is compared with, or how it was measured. */
  readonly reference: string;
  /** Each run's own value; `value` is their median unless the figure says otherwise. */
  readonly runs: readonly number[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly platform: string;
  /** One, five and fifteen minutes, when the bench began. */
  readonly load: readonly number[];
}

export function machine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    load: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

/** True where a bar is met, null where there is none. What was not measured meets no bar. */
export function meets(value: number, bar: string): boolean | null {
  if (bar === "") return null;
  const [, sign, limit] = /^(<=|>=|<|>) (\d+(?:\.\d+)?)$/.exec(bar) ?? [];
  if (sign === undefined || limit === undefined) throw new Error(`bar "${bar}" is not as "<= 1.5"`);
  const most = Number(limit);
  switch (sign) {
    case "<=":
      return value <= most;
    case ">=":
      return value >= most;
    case "<":
      return value < most;
    default:
      return value > most;
  }
}

/** Three digits that mean something, and no more than the value has. */
export function rounded(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The one document that `--json` prints. */
export function document(names: readonly string[], on: Machine, figures: readonly Figure[]): object {
  const bars = figures.map(({ id, value, unit, bar, reference, runs }) => ({
    id,
    value: rounded(value),
    unit,
    bar,
    ok: meets(value, bar),
    reference,
    runs: runs.map(rounded),
  }));
  return { bench: names.join(" "), machine: on, bars };
}

const marks = new Map([
  [true, "ok"],
  [false, "MISSED"],
  [null, ""],
] as const);

/** The same for people: one line a figure, columns aligned, the machine below. */
export function table(on: Machine, figures: readonly Figure[]): string {
  const shown = (value: number): string => String(rounded(value) ?? "-");
  const rows = [
    ["figure", "value", "unit", "bar", "", "runs", "measured against"],
    ...figures.map(({ id, value, unit, bar, reference, runs }) => {
      const spread = runs.length > 1 ? `${shown(Math.min(...runs))}..${shown(Math.max(...runs))} (${runs.length})` : "";
      return [id, shown(value), unit, bar, marks.get(meets(value, bar)) ?? "", spread, reference];
    }),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const { cpu, cores, memoryGb, node, platform, load } = on;
  return `${lines.join("\n")}\n\n${cpu}, ${cores} cores, ${memoryGb} GB, node ${node}, ${platform}, load ${load.join(" ")}\n`;
}
