import { decimal, duration, kW, kWh, money, share } from "./format.js";
import type { FeederResult, LevelResult } from "./feeder-result.js";
import type { ComparedFigures } from "./result.js";
import { clip, faultLine, trafficLines, width, wrapped } from "./table.js";

const labelWidth = 20;
const rule = "─".repeat(width);

/** What stands beside the run, by the title of its column. */
type Columns = readonly (readonly [title: string, of: (level: LevelResult) => ComparedFigures])[];

/** The end of a run of sites under a feeder, as plain text of at most 80 columns: the feeder, then each site. */
export function feederTable(result: FeederResult, stopped: boolean, notes: readonly string[] = []): string {
  const columns: Columns = [
    ["negotiated", (level) => level],
    ...(result.flatPrices === undefined
      ? []
      : [["flat prices", (level: LevelResult) => level.flatPrices ?? level] as const]),
    ["uncontrolled", ({ uncontrolled }) => uncontrolled],
    ["equal share", ({ equalShare }) => equalShare],
  ];
  const head = `${result.scenario} · ${result.date}`;
  const lines = [
    clip(stopped ? `${head} · stopped after ${duration(result.durationS)} of the day` : head),
    rule,
    line(
      "",
      columns.map(([title]) => title),
    ),
    ...levelLines("feeder", result.feeder, columns, result.currency),
    ...result.sites.flatMap((site) => levelLines(site.id, site, columns, result.currency)),
    rule,
    ...trafficLines(result),
    ...result.faults.map(faultLine),
    ...notes.flatMap(wrapped),
    `${duration(result.durationS)} of the day in ${decimal(result.wallMs / 1000, 1)} s`,
  ];
  return lines.map((each) => each.trimEnd()).join("\n");
}

function levelLines(name: string, level: LevelResult, columns: Columns, currency: string): string[] {
  const row = (label: string, cell: (figures: ComparedFigures) => string): string =>
    line(
      `  ${label}`,
      columns.map(([, of]) => cell(of(level))),
    );
  const { energyDeliverableWh, energyRequestedWh, capacityW } = level;
  const compared = columns.map(([, of]) => of(level));
  return [
    clip(`${name} · ${kW(capacityW)} · ${kWh(energyRequestedWh)} asked for, ${kWh(energyDeliverableWh)} possible`),
    row("peak import", ({ peakImportW }) => kW(peakImportW)),
    row("limit violations", ({ limitViolations }) => String(limitViolations)),
    row("delivered", ({ energyDeliveredWh }) => kWh(energyDeliveredWh)),
    row("of what is possible", (figures) => share(figures.energyDeliveredWh, energyDeliverableWh)),
    ...(compared.some(({ vehiclesExportWh, storageExportWh }) => vehiclesExportWh + storageExportWh >= 50)
      ? [row("fed back", ({ vehiclesExportWh, storageExportWh }) => kWh(vehiclesExportWh + storageExportWh))]
      : []),
    row("energy and peak", ({ costMicro }) => money(costMicro, currency)),
    row("battery wear", ({ wearMicro }) => money(wearMicro, currency)),
    row("not delivered", ({ unservedMicro }) => money(unservedMicro, currency)),
    row("sum", (figures) => money(sumOf(figures), currency)),
  ];
}

/** µ; energy and peaks, wear, and what was not delivered. */
export const sumOf = ({ costMicro, wearMicro, unservedMicro }: ComparedFigures): number =>
  costMicro + wearMicro + unservedMicro;

function line(label: string, cells: readonly string[]): string {
  const cellWidth = Math.floor((width - labelWidth - 2) / cells.length);
  return label.padEnd(labelWidth + 2) + cells.map((cell) => cell.padStart(cellWidth)).join("");
}
