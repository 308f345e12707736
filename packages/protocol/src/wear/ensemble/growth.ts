/**
 * How one part of the loss grows along its own clock x (days, full equivalent cycles), at the stress of now. `power` is
 * y = rate·x^exponent; `sigmoid` is y = 2·end·(1/2 − 1/(1 + e^((rate·x)^exponent))), which comes to rest at `end`.
 */
export type Growth =
  | { readonly kind: "power"; readonly rate: number; readonly exponent: number; readonly dx: number }
  | {
      readonly kind: "sigmoid";
      readonly end: number;
      readonly rate: number;
      readonly exponent: number;
      readonly dx: number;
    };

/**
 * The loss after one more stretch of x. Stress that changed since is met by virtual time: the x at which the curve of
 * now would have lost as much, and on from there. So the same stress in two halves or in one comes to the same.
 */
export function grow(lost: number, growth: Growth): number {
  const { rate, exponent, dx } = growth;
  if (!(dx > 0) || !(rate > 0) || !(exponent > 0)) return lost;
  if (growth.kind === "power") return rate * ((Math.max(0, lost) / rate) ** (1 / exponent) + dx) ** exponent;
  const { end } = growth;
  if (!(end > lost)) return lost;
  const before = Math.log((end + lost) / (end - lost)) ** (1 / exponent) / rate;
  return end * Math.tanh((rate * (before + dx)) ** exponent / 2);
}
