import type { DeliveryHook, Transport } from "@chargepact/agent";
import type { Day } from "@chargepact/sim";
import { randomOf } from "../scenario/random.js";

/** Whether the next message is lost; the same sequence for the same day. */
export type Loss = () => boolean;

/** The day's loss of messages, or undefined where none is lost. */
export function lossOf(day: Day): Loss | undefined {
  const fractions = day.faults.flatMap((fault) => (fault.kind === "drop" ? [fault.fraction] : []));
  if (fractions.length === 0) return undefined;
  const random = randomOf(day.seed, "loss of messages");
  return () => fractions.some((fraction) => random() < fraction);
}

/** Loss in a network in memory: of each delivery. */
export const lossHook =
  (loss: Loss): DeliveryHook =>
  () => ({ drop: loss() });

/** Loss on a real broker: of each message as it is published; its sender believes it gone out. */
export function lossyTransport(transport: Transport, loss: Loss): Transport {
  return {
    loopback: transport.loopback,
    open: (session) => transport.open(session),
    publish: (topic, payload, options) => loss() || transport.publish(topic, payload, options),
    close: (graceful) => transport.close(graceful),
  };
}
