import type {
  AgentCore,
  CoreEvent,
  Effect,
  Fallback,
  HashFunction,
  LinkTimings,
  StepFunction,
  Terms,
} from "@chargepact/protocol";
import type { Patch } from "../mutants/patch.js";
import { buildMutant } from "../mutants/build.js";

/** What a person or a plan asks of an agent. */
export type HolderAct =
  { readonly kind: "need"; readonly version: number; readonly powerMaxW: number } | { readonly kind: "release" };
export type GrantorAct =
  | { readonly kind: "give"; readonly targets: Readonly<Record<string, Terms>>; readonly consented: boolean }
  | { readonly kind: "emergency"; readonly importMaxW: number; readonly durationMs: number }
  | { readonly kind: "revoke"; readonly holder: string }
  | { readonly kind: "capacity"; readonly importW: number };
export type Act = HolderAct | GrantorAct;

export interface HolderLabel {
  readonly phase: string;
  readonly version: string;
  readonly hash: string;
  readonly fallbackW: number;
  readonly needs: string;
  readonly connected: boolean;
}
export interface GrantorLabel {
  readonly over: boolean;
  readonly recovering: boolean;
  /** Import booked for each holder, W over schedule time. */
  readonly booked: Readonly<Record<string, StepFunction>>;
  readonly versions: Readonly<Record<string, readonly (readonly [version: string, hash: string, maxW: number])[]>>;
}

export interface ModelCore extends AgentCore {
  handle(event: CoreEvent): readonly Effect[];
  readonly context: { readonly timers: { next(): number | undefined } };
  /** Done as part of the next event. */
  act(act: Act): void;
  label(): HolderLabel | GrantorLabel;
  meteredAtPort?: number;
}
export interface HolderOptions {
  readonly id: string;
  readonly epoch: number;
  readonly timings: Partial<LinkTimings>;
  readonly hash: HashFunction;
  readonly grantor: string;
  readonly powerMaxW: number;
  readonly exportMaxW: number;
  readonly fallback: Fallback;
  readonly optionMs: number | undefined;
}
export interface GrantorOptions {
  readonly id: string;
  readonly epoch: number;
  readonly timings: Partial<LinkTimings>;
  readonly hash: HashFunction;
  readonly ttlMs: number;
  readonly capW: number;
  readonly holders: readonly string[];
  readonly capacityW: number;
  readonly guaranteedW: number;
  readonly deadlineMono: number | undefined;
}

/** The module of `entry`: the real link core with a small role around it, as the search drives it. */
export interface ModelAgents {
  readonly ModelHolder: new (options: HolderOptions) => ModelCore;
  readonly ModelGrantor: new (options: GrantorOptions) => ModelCore;
}
const entry = "packages/protocol/src/testing/model.test-helper.ts";

/** Both roles over the link core as it is, or with one rule of it broken. */
export function modelAgents(patch: Patch | undefined): Promise<ModelAgents> {
  return buildMutant<ModelAgents>(patch, entry);
}
