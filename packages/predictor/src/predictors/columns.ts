import { ChargepactError } from "@chargepact/protocol";
import type { Manifest } from "../manifest.js";

/** What a column of features is, computed from a question; `number` is what stands at the end of its name, from 1. */
export type Column<Query> = (query: Query, number: number) => number;

/**
 * What writes a row of features by the names of a manifest's inputs. Names that are not known are a fault of the manifest.
 * A name that ends in `_#` in the table stands for `_1`, `_2` and so on, up to `numbered`.
 */
export function columnsOf<Query>(
  manifest: Manifest,
  known: Readonly<Record<string, Column<Query>>>,
  numbered: number,
): (query: Query, features: Float32Array) => void {
  const columns = manifest.inputs.map(({ name }) => columnOf(manifest, { name, known, numbered }));
  return (query, features) => {
    for (const [index, { column, number }] of columns.entries()) features[index] = column(query, number);
  };
}

function columnOf<Query>(
  { id }: Manifest,
  of: { readonly name: string; readonly known: Readonly<Record<string, Column<Query>>>; readonly numbered: number },
): { readonly column: Column<Query>; readonly number: number } {
  const { name, known, numbered } = of;
  const [, stem, digits] = /^(.*)_(\d+)$/.exec(name) ?? [];
  const [plain, counted] = [known[name], stem === undefined ? undefined : known[`${stem}_#`]];
  if (plain !== undefined) return { column: plain, number: 0 };
  const number = Number(digits);
  if (counted !== undefined && number >= 1 && number <= numbered) return { column: counted, number };
  const names = Object.keys(known).map((each) => each.replace("_#", `_1 to _${numbered}`));
  const message = `model ${id}: input "${name}" is not known; known are ${names.join(", ")}`;
  throw new ChargepactError("MODEL", message, { side: "remote" });
}

/** Where each of these outputs stands in an answer. One that is missing is a fault of the manifest. */
export function outputsOf<Name extends string>(
  { id, outputs }: Manifest,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const found = names.map((name) => [name, outputs.findIndex((each) => each.name === name)] as const);
  const missing = found.filter(([, at]) => at < 0).map(([name]) => `"${name}"`);
  if (missing.length > 0) {
    const message = `model ${id} has no output ${missing.join(", ")}; needed are ${names.join(", ")}`;
    throw new ChargepactError("MODEL", message, { side: "remote" });
  }
  return Object.fromEntries(found) as Readonly<Record<Name, number>>;
}
