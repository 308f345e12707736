import type { Chemistry, PredictSettings, Predictors } from "@chargepact/protocol";

/** What the batteries of a swarm ask about themselves. */
export interface SwarmPredictors {
  /** Predictors for a chemistry; undefined: none were trained for it, its batteries use physics. */
  of(chemistry: Chemistry): Predictors | undefined;
  /** Names for the end table; `wear-nmc-1, horizon-nmc-1`. */
  readonly names: readonly string[];
  close?(): void | Promise<void>;
}

/** What a swarm found: predictors, or in words why its batteries use physics. */
export type FoundPredictors =
  | { readonly kind: "models"; readonly predictors: SwarmPredictors }
  | { readonly kind: "physics"; readonly why: string };

/** What `@chargepact/predictor` opens. In virtual time nothing may be waited for: `now` asks for answers within the call. */
interface PredictorPackage {
  openPredictors?(options: { readonly now: boolean }): Promise<SwarmPredictors>;
}

/** Opens the bundled models where `@chargepact/predictor` is installed. Never throws: a swarm runs without them. */
export async function findPredictors(
  options: { readonly now: boolean },
  load: () => Promise<unknown> = () => import("@chargepact/predictor"),
): Promise<FoundPredictors> {
  let loaded: PredictorPackage;
  try {
    loaded = (await load()) as PredictorPackage;
  } catch {
    return { kind: "physics", why: "@chargepact/predictor is not installed" };
  }
  if (loaded.openPredictors === undefined) return { kind: "physics", why: "@chargepact/predictor has no models" };
  try {
    return { kind: "models", predictors: await loaded.openPredictors(options) };
  } catch (cause) {
    return { kind: "physics", why: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** ms of the machine's clock that an answer may take: in scaled time one machine answers for all batteries of a site. */
export const predictDeadlineMs = (speed: number): number => (speed === 1 ? 25 : 100);

export const settingsOf = ({ wear, horizon }: Predictors, speed: number): PredictSettings => ({
  wear: wear !== undefined,
  horizon: horizon !== undefined,
  deadlineMs: predictDeadlineMs(speed),
});

export async function closePredictors(found: FoundPredictors): Promise<void> {
  if (found.kind === "models") await found.predictors.close?.();
}
