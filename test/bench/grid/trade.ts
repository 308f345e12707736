import { cases } from "../market/cases.js";
import { figure } from "../market/figure.js";
import { makeInstance } from "../market/instance.js";
import type { Figure } from "../report.js";
import { tradeDay } from "./trade-day.js";

/** Vehicles of a site trade between its plans; each day with trades and without. */
export function tradeFigures(say: (line: string) => void): readonly Figure[] {
  const { blendable, minimum, source } = cases();
  const worst: number[] = [];
  const shares: number[] = [];
  let [made, refused, savedMicro] = [0, 0, 0];
  for (const shape of [...blendable, ...minimum]) {
    const instance = makeInstance({ ...shape, v2gShare: 0, storage: false });
    const [without, day] = [tradeDay(instance, false), tradeDay(instance, true)];
    const saved = day.changesMicro.reduce((sum, change) => sum - change, 0);
    const share = 100 * (1 - day.costMicro / without.costMicro);
    if (day.changesMicro.length > 0) worst.push(Math.max(...day.changesMicro));
    shares.push(share);
    made += day.changesMicro.length;
    refused += day.refused;
    savedMicro += saved;
    say(
      `${day.name}: ${day.changesMicro.length} trades, ${day.refused} refused, saved ${(saved / 1e6).toFixed(2)} one by one; the day costs ${share.toFixed(2)} % less`,
    );
  }
  say(`trade: ${made} trades made, ${refused} refused, ${(savedMicro / 1e6).toFixed(2)} saved one by one (${source})`);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return [
    figure(
      "trade.cost",
      Math.max(...worst),
      "µ",
      "<= 0",
      "the largest change of total cost by a trade, all days",
      worst,
    ),
    figure("trade.made", made, "", "", `trades on ${shares.length} days; ${refused} proposals refused`, []),
    figure("trade.saved", mean, "%", "", "what vehicles pay and miss less than without trades; mean of days", shares),
  ];
}
