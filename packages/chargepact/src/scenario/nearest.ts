/** Letters of a name that one mistyped letter may stand for. */
const lettersPerSlip = 3;
const prefixMin = 3;

/**
 * The name that was probably meant: one that begins with what was given, or differs from it in at most every third
 * letter, small and capital letters alike; undefined where none is near.
 */
export function nearest<Name extends string>(given: string, names: readonly Name[]): Name | undefined {
  const text = given.toLowerCase();
  const begun = text.length >= prefixMin ? names.find((name) => name.startsWith(text)) : undefined;
  if (begun !== undefined) return begun;
  const close = names
    .map((name) => ({ name, slips: distance(text, name) }))
    .filter(({ name, slips }) => slips * lettersPerSlip <= name.length);
  return close.toSorted((a, b) => a.slips - b.slips)[0]?.name;
}

/** Letters to add, remove or change to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let index = 0; index < a.length; index++) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const changed = (row[column - 1] ?? 0) + (a[index] === b[column - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
