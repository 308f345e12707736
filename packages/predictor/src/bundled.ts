import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Manifests of the models that come with this package. */
export async function bundledManifests(): Promise<readonly string[]> {
  const folder = new URL("../models/", import.meta.url);
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => fileURLToPath(new URL(name, folder)));
}
