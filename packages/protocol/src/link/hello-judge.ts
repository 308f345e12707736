import type { Hello, Reject } from "../messages.js";
import { protocolVersion } from "../messages.js";
import type { DurationMs } from "../units.js";

/** Features this implementation knows; a Hello that insists on another one is refused. */
const known: readonly string[] = [];

/** Why a grantor refuses a Hello; undefined where it does not. `ttlMs` in schedule ms. */
export function judgeHello(hello: Hello, ttlMs: DurationMs): Omit<Reject, "kind"> | undefined {
  // CP-SESSION-2.
  if (!hello.versions.some((version) => version.major === protocolVersion.major)) {
    const detail = `majors offered: ${hello.versions.map((version) => String(version.major)).join(", ")}; supported: 1`;
    return { reason: "VERSION_UNSUPPORTED", detail, value: protocolVersion.major };
  }
  const unknown = hello.criticalFeatures.find((feature) => !known.includes(feature));
  if (unknown !== undefined)
    return { reason: "FEATURE_UNSUPPORTED", detail: `critical feature ${unknown} is not known here` };
  // CP-SESSION-3.
  const { fallback } = hello;
  const spanW = Math.max(hello.powerMaxW - fallback.importW, hello.exportMaxW - fallback.exportW, 0);
  const rampMs = (1000 * spanW) / fallback.rampWPerS;
  if (rampMs > ttlMs / 2) {
    const detail = `ramp of ${String(fallback.rampWPerS)} W/s takes ${String(Math.ceil(rampMs))} ms, at most ${String(ttlMs / 2)} ms allowed`;
    return { reason: "RAMP_TOO_SLOW", detail };
  }
  return undefined;
}
