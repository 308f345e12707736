import type { ContractCase } from "../contract.js";

/** Titles of the cases that fail. */
export async function failures(cases: readonly ContractCase[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { title, run } of cases) {
    try {
      await run();
    } catch {
      failed.push(title);
    }
  }
  return failed;
}
