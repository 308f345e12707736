import { sumFigures } from "./grid/sum.js";
import type { Figure } from "./report.js";

/** What the grid above sites does. So far: clearing by sums. */
export async function grid(say: (line: string) => void): Promise<readonly Figure[]> {
  return sumFigures(say);
}
