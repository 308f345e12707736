import type { AgentId, TradeDone } from "@chargepact/protocol";
import { clock, decimal } from "../format.js";
import type { Reckoning } from "../reckon.js";
import { html, type Markup } from "./html.js";

/** Rows that are shown at most. */
const shownMost = 100;
const amount = (micro: number): string => decimal(micro / 1e6, 3);

/** Who traded with whom, when and for how much; nothing where nobody did. */
export function tradeSection(trades: readonly TradeDone[], { day }: Pick<Reckoning, "day">): Markup {
  if (trades.length === 0) return html``;
  const saved = trades.reduce((sum, trade) => sum + savedMicro(trade), 0);
  const dearest = [...trades].sort((one, other) => savedMicro(other) - savedMicro(one)).slice(0, shownMost);
  const shown = dearest.sort((one, other) => one.atS - other.atS);
  const more = trades.length > shown.length ? ` Shown are the ${shown.length} that saved most.` : "";
  return html`<section>
    <h2>Who traded</h2>
    <p>
      Between the plans, holders traded power ${trades.length} times, which saved ${amount(saved)} ${day.currency} by
      what they declared.${more}
    </p>
    <p class="soft">
      Cost: wear and what is not delivered, as each declared it, + dearer. All of it for as long as the trade was kept:
      the next plan shares anew. Money in ${day.currency}.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>at</th>
            <th>seller</th>
            <th>its cost</th>
            <th>buyer</th>
            <th>its cost</th>
            <th>price</th>
            <th>saved</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((trade) => row(trade, day))}
        </tbody>
      </table>
    </div>
  </section>`;
}

const savedMicro = ({ seller, buyer }: TradeDone): number => -(seller.costMicro + buyer.costMicro);

function row(trade: TradeDone, day: Reckoning["day"]): Markup {
  const { atS, seller, buyer, priceMicro } = trade;
  return html`<tr>
    <td>${clock(atS * 1000)}</td>
    <td>${nameOf(seller, atS, day)}</td>
    <td>${amount(seller.costMicro)}</td>
    <td>${nameOf(buyer, atS, day)}</td>
    <td>${amount(buyer.costMicro)}</td>
    <td>${amount(priceMicro)}</td>
    <td class="main">${amount(savedMicro(trade))}</td>
  </tr>`;
}

/** The vehicle at a connector, or whoever holds the lease itself. */
function nameOf(
  { holder, connector }: { readonly holder: AgentId; readonly connector: number },
  atS: number,
  { sessions }: Reckoning["day"],
): string {
  const here = sessions.find(
    (each) => each.station === holder && each.connector === connector && each.arriveS <= atS && atS < each.departS,
  );
  return here?.vehicle.id ?? holder;
}
