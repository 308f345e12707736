import type { LeaseTariff, Schedule } from "../messages.js";
import { maxAt, minAt } from "../schedule.js";
import { tariffPrice } from "../tariff.js";
import type { Micro, UnixS } from "../units.js";

/** What a schedule costs from an instant on when it is kept: import where it may import, else export. µ, < 0: earned. */
export function payMicro(tariff: LeaseTariff, connector: number, schedule: Schedule, fromS: UnixS): Micro {
  const endS = schedule.startS + schedule.max.length * schedule.stepS;
  let micro = 0;
  for (let atS = Math.max(fromS, schedule.startS); atS < endS;) {
    const price = tariffPrice(tariff, connector, atS);
    if (price === undefined) break;
    const step = Math.floor((atS - schedule.startS) / schedule.stepS);
    const nextS = Math.min(schedule.startS + (step + 1) * schedule.stepS, price.untilS, endS);
    const most = maxAt(schedule, atS) ?? 0;
    const powerW = most > 0 ? most : Math.min(0, minAt(schedule, atS) ?? 0);
    micro += ((powerW > 0 ? price.importPrice : price.exportPrice) * powerW * (nextS - atS)) / 3.6e6;
    atS = nextS;
  }
  return micro;
}
