#!/usr/bin/env node
import { readFileSync } from "node:fs";

interface Manifest {
  readonly version: string;
}

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Manifest;
const words = process.argv.slice(2);
const silent = ["--quiet", "--help", "-h", "--version", "-V"].some((word) => words.includes(word));
// The rest takes a second to load: a person should see at once that something happens.
if (words[0] === "swarm" && !silent) {
  const out = words.includes("--json") ? process.stderr : process.stdout;
  out.write(`chargepact ${manifest.version}: loading …\n`);
}
// Whoever read the output has left (as `head` does): nothing is worth going on for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
const { main } = await import("./cli/main.js");
process.exitCode = await main(words, manifest.version);
