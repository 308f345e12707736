import { type LifePolicyName, lifePolicyNames } from "@chargepact/sim";
import { yearsMost } from "@chargepact/protocol";
import { decimal } from "../swarm/format.js";
import type { LifeResult } from "./result.js";

/** `+43 %`. */
export const gainText = (gain: number): string =>
  `${gain < 0 ? "-" : "+"}${decimal(Math.abs(100 * gain), 0)} %`.replace("-0 %", "+0 %");

/** `12.3`, or `> 200`. */
export const yearsText = (years: number): string => (years >= yearsMost ? `> ${yearsMost}` : decimal(years, 1));

const [nameWidth, cellWidth] = [36, 13];

/** The result for people: what each policy is like, then what it gains by each model. */
export function lifeTable(result: LifeResult): string {
  const others = lifePolicyNames.filter((name) => name !== result.policy);
  const rule = "─".repeat(nameWidth + cellWidth * 4);
  const row = (name: string, cells: readonly string[]): string =>
    (name.padEnd(nameWidth) + cells.map((cell) => cell.padStart(cellWidth)).join("")).trimEnd();
  const of = (text: (name: LifePolicyName) => string): string[] => [result.policy, ...others].map(text);
  const figures = (name: LifePolicyName) => result.policies[name];
  const against = (name: LifePolicyName, text: (spread: { median: number; worst: number; best: number }) => string) =>
    result.gains[name] === undefined ? "" : text(result.gains[name]);
  const spread = (text: (spread: { median: number; worst: number; best: number }) => string): string[] => [
    "",
    ...others.map((name) => against(name, text)),
  ];
  return [
    `${result.policy}, ${decimal(result.years, result.years % 1 === 0 ? 0 : 2)} ${result.years === 1 ? "year" : "years"}, ${result.climate ?? "air from a file"}, seed ${result.seed}`,
    rule,
    row(
      "",
      of((name) => name),
    ),
    rule,
    row(
      "mean charge",
      of((name) => `${decimal(100 * (figures(name)?.socMean ?? 0), 1)} %`),
    ),
    row(
      "time above 80 %",
      of((name) => `${decimal(100 * (figures(name)?.highShare ?? 0), 1)} %`),
    ),
    row(
      "mean temperature of the cells",
      of((name) => `${decimal(figures(name)?.temperatureMeanC ?? 0, 1)} °C`),
    ),
    row(
      "charged",
      of((name) => `${decimal((figures(name)?.chargedWh ?? 0) / 1000, 0)} kWh`),
    ),
    row(
      "trips not met",
      of((name) => `${figures(name)?.unmet ?? 0} of ${result.trips}`),
    ),
    rule,
    row(`${result.policy} lives longer than`, ["years", ...others]),
    rule,
    ...result.models.map(({ name, against: gains }) => {
      const reference = gains[others.includes("asap80") ? "asap80" : "late80"];
      const reached = reference === undefined || reference.loss >= 0.2 ? "" : "*";
      return row(`${name}${reached}`, [
        reference === undefined ? "" : yearsText(reference.years),
        ...others.map((other) => (gains[other] === undefined ? "" : gainText(gains[other].gain))),
      ]);
    }),
    rule,
    row(
      "median",
      spread(({ median }) => gainText(median)),
    ),
    row(
      "least",
      spread(({ worst }) => gainText(worst)),
    ),
    row(
      "most",
      spread(({ best }) => gainText(best)),
    ),
    rule,
    "years until 80 % of the capacity is left, the series repeated; *: until as much is lost",
    "  as with the reference after 40 years, where that is less",
  ].join("\n");
}
