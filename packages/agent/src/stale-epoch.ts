import type { CoreInput } from "@chargepact/protocol";

const epochJumpMax = 1_000_000;

/** CP-WINDOW-8: the epoch that a peer has seen, where a signed reject of a Hello of life `epoch` says so. */
export function epochSeen(input: CoreInput, epoch: number): number | undefined {
  if (input.kind !== "message" || input.session !== undefined) return undefined;
  const { body, inReplyTo } = input.envelope;
  if (body.kind !== "reject" || body.reason !== "EPOCH_STALE" || inReplyTo?.epoch !== epoch) return undefined;
  const seen = body.value ?? 0;
  return seen < epoch || seen - epoch > epochJumpMax ? undefined : seen;
}
