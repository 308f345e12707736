import type { LifePolicyName } from "@chargepact/sim";

/** Classes of the lines of each policy, and what it is called. */
export const lineOf: Readonly<Record<LifePolicyName, string>> = {
  negotiated: "l-answer",
  asap100: "l-unc",
  asap80: "l-site",
  late80: "l-price",
};
export const nameOf: Readonly<Record<LifePolicyName, string>> = {
  negotiated: "negotiated",
  asap100: "at once to 100 %",
  asap80: "at once to 80 %",
  late80: "late to 80 %",
};
