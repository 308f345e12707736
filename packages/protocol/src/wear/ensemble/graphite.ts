/**
 * Open-circuit potential of the graphite electrode against lithium, V, at a state of charge of the cell: falls in
 * plateaus as it fills. Safari and Delacourt 2011, J. Electrochem. Soc. 158 (A562); filled from 0.0085 to 0.78 as by
 * Schimpe et al. 2018, J. Electrochem. Soc. 165 (A181).
 */
export function graphiteV(soc: number): number {
  const filled = 0.0085 + soc * (0.78 - 0.0085);
  const step = (height: number, at: number, width: number): number => height * Math.tanh((filled - at) / width);
  return (
    0.6379 +
    0.5416 * Math.exp(-305.5309 * filled) -
    step(0.044, 0.1958, 0.1088) -
    step(0.1978, 1.0571, 0.0854) -
    step(0.6875, -0.0117, 0.0529) -
    step(0.0175, 0.5692, 0.0875)
  );
}

/** The potential at half charge, by which several fits divide, V. */
export const graphiteHalfV = 0.123;
