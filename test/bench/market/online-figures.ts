import type { Solver } from "@chargepact/agent";
import type { Figure } from "../report.js";
import type { Cases } from "./cases.js";
import { figure } from "./figure.js";
import { onlineDay, type OnlineDay } from "./online.js";

/** Days of which the planner learns as they go. */
export async function onlineFigures(
  online: Cases["online"],
  solver: Solver,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const days: OnlineDay[] = [];
  for (const [day, expected] of online) {
    const lived = await onlineDay(day, expected, solver);
    days.push(lived);
    const { rounds, central, llf, deliverableWh } = lived;
    const delivered = ((100 * rounds.deliveredWh) / deliverableWh).toFixed(2);
    const beside = `${(rounds.micro / central.micro).toFixed(4)} × central, ${(rounds.micro / llf.micro).toFixed(4)} × llf`;
    say(`market: ${lived.name} as it goes, ${beside}, ${delivered} % delivered, ${rounds.plans} plans`);
  }
  const each = (of: (day: OnlineDay) => number): number[] => days.map(of);
  const ratios = each(({ rounds, central }) => rounds.micro / central.micro);
  const besideLlf = each(({ rounds, llf }) => rounds.micro / llf.micro);
  const delivered = each(({ rounds, deliverableWh }) => (100 * rounds.deliveredWh) / deliverableWh);
  const centrally = each(({ central, deliverableWh: most }) => (100 * central.deliveredWh) / most);
  const worth = each(({ rounds, worthWh }) => (100 * rounds.deliveredWh) / worthWh);
  const perPlan = each(({ rounds }) => rounds.rounds / rounds.plans);
  const messages = each(({ rounds, sessions }) => (2 * rounds.asks) / sessions);
  return [
    figure(
      "market.online.cost",
      mean(ratios),
      "× central",
      "<= 1.05",
      "re-optimised at each arrival, same information; mean",
      ratios,
    ),
    figure(
      "market.online.delivered",
      mean(delivered),
      "%",
      ">= 99.5",
      "of what limits and stays let through; mean",
      delivered,
    ),
    figure(
      "market.online.central",
      mean(centrally),
      "%",
      "",
      "delivered by the central optimum of each arrival",
      centrally,
    ),
    figure("market.online.worth", mean(worth), "%", "", "of what the cheapest plan that knows the day delivers", worth),
    figure(
      "market.online.llf",
      Math.max(...besideLlf),
      "× llf",
      "< 1",
      "all costs of the day; the worst day",
      besideLlf,
    ),
    figure("market.online.rounds", mean(perPlan), "rounds", "", "a plan, at most 4; mean", perPlan),
    figure("market.online.messages", mean(messages), "", "", "offers and counter-offers, a session; mean", messages),
  ];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
