/** A change of one file of the packages' source. */
export interface Patch {
  /** Path from the repository's root. */
  readonly file: string;
  /** What is replaced; it must occur exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Where one place is not enough, because two of them keep the rule. */
  readonly also?: readonly Omit<Patch, "also">[];
}

/** A protocol rule that is broken on purpose, to prove that whoever watches it sees that. */
export interface Mutant extends Patch {
  readonly id: string;
  /** Ids of docs/requirements.md of which at least one has to be named when it is caught. */
  readonly breaks: readonly string[];
  /** One sentence: what this agent does wrong. */
  readonly what: string;
}

/** All changes of a patch, file by file. */
export function partsOf(patch: Patch): readonly Omit<Patch, "also">[] {
  return [patch, ...(patch.also ?? [])];
}

/** The patched text. A patch that no longer fits its source is out of date: it throws and says what to mend. */
export function patched(source: string, { file, find, replace }: Omit<Patch, "also">): string {
  const count = source.split(find).length - 1;
  if (count !== 1) {
    const shown = JSON.stringify(find.length > 60 ? `${find.slice(0, 60)}…` : find);
    throw new Error(`${shown} occurs ${count} times in ${file}, not once: bring the mutant up to date`);
  }
  if (find === replace) throw new Error(`the patch of ${file} changes nothing`);
  return source.replace(find, () => replace);
}
