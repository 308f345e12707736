import type { StatementLine, TierReached } from "@chargepact/protocol";
import { clock, decimal } from "../format.js";
import type { Account } from "../meter.js";
import { html, type Markup } from "./html.js";

/** Slots are shown by the quarter of an hour, s. */
const shownS = 900;
const amount = (micro: number): string => decimal(micro / 1e6, 3);

/** One stay's bill, slot by slot; closed until it is opened. Slots in which nothing happened are left out. */
export function statementDetails({ session, statement }: Account): Markup {
  const { energyMicro, deviationMicro, returnedMicro, trades, tradedMicro, totalMicro, tiers } = statement;
  const lines = quarters(statement.lines).filter(
    ({ meteredWh, deviationWh }) => Math.abs(meteredWh) >= 1 || deviationWh >= 1,
  );
  return html`<details>
    <summary>Statement of ${session.vehicle.id}, ${session.id}: ${amount(totalMicro)}</summary>
    <p class="soft">
      Energy ${amount(energyMicro)}, deviation ${amount(deviationMicro)}, given back
      ${amount(returnedMicro)}${trades.length === 0 ? "" : `, traded ${amount(tradedMicro)}`}. Of the first half of what
      was asked for ${reached(tiers[0])} was delivered, of the next three tenths ${reached(tiers[1])}, of the rest
      ${reached(tiers[2])}.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>from</th>
            <th>kWh</th>
            <th>per kWh</th>
            <th>energy</th>
            <th>deviated kWh</th>
            <th>for it</th>
            <th>limited by</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(row)}
        </tbody>
      </table>
    </div>
  </details>`;
}

const reached = (tier: TierReached | undefined): string =>
  tier === undefined ? "–" : `${decimal((100 * tier.deliveredWh) / Math.max(1, tier.askedWh), 0)} %`;

function row({ fromS, meteredWh, energyMicro, deviationWh, deviationMicro, limitedBy }: StatementLine): Markup {
  return html`<tr>
    <td>${clock(fromS * 1000)}</td>
    <td>${decimal(meteredWh / 1000, 2)}</td>
    <td>${Math.abs(meteredWh) < 1 ? "–" : decimal(energyMicro / meteredWh / 1e3, 3)}</td>
    <td>${amount(energyMicro)}</td>
    <td>${decimal(deviationWh / 1000, 2)}</td>
    <td>${amount(deviationMicro)}</td>
    <td>${limitedBy === undefined ? "–" : rowName(limitedBy)}</td>
  </tr>`;
}

/** Lines of the same quarter of an hour as one; what limited most of their energy stands for it. */
function quarters(lines: readonly StatementLine[]): readonly StatementLine[] {
  const merged = new Map<number, StatementLine[]>();
  for (const line of lines) {
    const quarter = Math.floor(line.fromS / shownS);
    merged.set(quarter, [...(merged.get(quarter) ?? []), line]);
  }
  return [...merged.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const sum = (of: (line: StatementLine) => number): number => own.reduce((total, line) => total + of(line), 0);
    const most = own.reduce((best, line) => (line.meteredWh > best.meteredWh ? line : best));
    const { limitedBy: _, ...rest } = first;
    return [
      {
        ...rest,
        toS: own.at(-1)?.toS ?? first.toS,
        meteredWh: sum((line) => line.meteredWh),
        energyMicro: sum((line) => line.energyMicro),
        gridMicro: sum((line) => line.gridMicro),
        deviationWh: sum((line) => line.deviationWh),
        deviationMicro: sum((line) => line.deviationMicro),
        ...(most.limitedBy === undefined ? {} : { limitedBy: most.limitedBy }),
      },
    ];
  });
}

/** `site`, `phase 1`, `station post-1`. */
export function rowName(id: string): string {
  if (id === "site") return id;
  const phase = /^phase-(\d)$/.exec(id)?.[1];
  return phase === undefined ? `station ${id}` : `phase ${phase}`;
}
