import type { Body, BodyKind, BodyOf, Envelope, MessageRef, MonoMs } from "@chargepact/protocol";

/** A message of the agent under test, each once. */
export interface Heard<B extends Body = Body> {
  readonly at: MonoMs;
  readonly envelope: Envelope<B>;
  readonly body: B;
  readonly session: string | undefined;
}

export type Handlers = { readonly [K in BodyKind]?: (heard: Heard<BodyOf<K>>) => void };

export const refOf = ({ epoch, seq }: MessageRef): MessageRef => ({ epoch, seq });
