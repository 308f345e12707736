import type { ISubscriptionMap, MqttClient } from "mqtt";

/** CP-TOPIC-5 */
const filtersMax = 8;

/** Subscribes in packets of at most 8 filters, then calls `done` with those that the broker refused. */
export function subscribeAll(
  client: MqttClient,
  filters: readonly string[],
  qos: 0 | 1,
  done: (refused: readonly string[]) => void,
): void {
  const packets: string[][] = [];
  for (let at = 0; at < filters.length; at += filtersMax) packets.push(filters.slice(at, at + filtersMax));
  const refused = new Set<string>();
  let open = packets.length;
  if (open === 0) done([]);
  for (const packet of packets) {
    // A client that the program already has may remember the filter from before: it would say done with nothing sent.
    const asked = Object.fromEntries(packet.map((filter) => [filter, { qos }]));
    client.subscribe({ ...asked, resubscribe: true } as ISubscriptionMap, (error, granted) => {
      if (error !== null) for (const filter of packet) refused.add(filter);
      for (const grant of granted ?? []) if (grant.qos === 128) refused.add(grant.topic);
      if (--open === 0) done([...refused]);
    });
  }
}
