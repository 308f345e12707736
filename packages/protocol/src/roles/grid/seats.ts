import type { AgentId } from "../../units.js";

/** Who sat where: how often a place was taken anew, and whether it is taken; plain data. */
export type SeatBook = Readonly<Record<string, { readonly stay: number; readonly taken: boolean }>>;

/**
 * Names stays rather than connectors: whoever comes after another at the same connector is somebody else. `present` are the
 * places that are taken now; of places in `unknown` (their agent is silent) nothing is known, and they stay as they were.
 */
export function seated(
  before: SeatBook,
  present: readonly string[],
  isUnknown: (place: string) => boolean,
): { readonly book: SeatBook; readonly names: ReadonlyMap<string, AgentId> } {
  const here = new Set(present);
  const book: Record<string, { readonly stay: number; readonly taken: boolean }> = {};
  const names = new Map<string, AgentId>();
  for (const place of new Set([...Object.keys(before), ...present])) {
    const last = before[place] ?? { stay: 0, taken: false };
    if (here.has(place)) {
      const stay = last.taken ? last.stay : last.stay + 1;
      book[place] = { stay, taken: true };
      names.set(place, `${place}#${String(stay)}`);
    } else book[place] = { stay: last.stay, taken: last.taken && isUnknown(place) };
  }
  return { book, names };
}
