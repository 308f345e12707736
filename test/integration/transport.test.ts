import { mqttTransport, type Transport, transportContract, type TransportHarness } from "@chargepact/agent";
import { connectAsync, type MqttClient } from "mqtt";
import { describe, expect, test } from "vitest";
import { brokerKinds, passwordOf, type TestBroker } from "./brokers.js";

const reconnect = { minMs: 20, maxMs: 200, stableMs: 300, clashMs: 500 };
const ids = ["a", "b", "c", "d", "eve"];

async function until(condition: () => boolean, what = "the expected"): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!condition()) throw new Error(`${what} never happened`);
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

for (const kind of brokerKinds) {
  const name = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  describe.skipIf(kind.missing !== undefined)(name, () => {
    const transportOf = (broker: TestBroker, id: string): Transport =>
      mqttTransport({ url: broker.url, id, password: passwordOf(id), reconnect, qos: 1 });

    const harness = async (): Promise<TransportHarness> => {
      const broker = await kind.start(ids);
      return {
        create: (id) => transportOf(broker, id),
        until,
        settle,
        interrupt: () => broker.restart(),
        close: () => broker.close(),
      };
    };
    for (const { title, run } of transportContract(harness)) test(title, run);

    test("CP-TOPIC-5 twenty filters are subscribed in packets of at most 8, in a clean session and never at QoS 2", async () => {
      const broker = await kind.start(ids);
      const options = { clientId: "a", username: "a", password: passwordOf("a"), reconnectPeriod: 0 };
      const client = await connectAsync(broker.url, options);
      const packets: number[] = [];
      client.on("packetsend", (packet) => {
        if (packet.cmd !== "subscribe") return;
        packets.push(packet.subscriptions.length);
        expect(packet.subscriptions.every(({ qos }) => qos < 2)).toBe(true);
      });
      const transport = mqttTransport({ client });
      let ups = 0;
      const filters = Array.from({ length: 20 }, (_, index) => `chargepact/1/site/market/n${String(index)}/+`);
      transport.open({ filters, handlers: { up: () => ups++, down: () => undefined, message: () => undefined } });
      await until(() => ups === 1);
      expect(packets).toEqual([8, 8, 4]);
      await client.endAsync(true);
      await broker.close();
    });

    describe("over a client that the program already has", () => {
      const clients = new Map<Transport, MqttClient>();
      const wrapping = async (): Promise<TransportHarness> => {
        const broker = await kind.start(ids);
        const ready = new Map(
          await Promise.all(
            ids.map(async (id) => {
              const options = { clientId: id, username: id, password: passwordOf(id), reconnectPeriod: 50 };
              return [id, await connectAsync(broker.url, options)] as const;
            }),
          ),
        );
        return {
          create: (id) => {
            const client = ready.get(id);
            if (client === undefined) throw new Error(`no client ${id}`);
            const transport = mqttTransport({ client, loopback: true, qos: 1 });
            clients.set(transport, client);
            return transport;
          },
          until,
          settle,
          interrupt: () => broker.restart(),
          close: async () => {
            await Promise.all([...ready.values()].map((client) => client.endAsync(true)));
            await broker.close();
          },
        };
      };
      for (const { title, run } of transportContract(wrapping)) {
        if (!title.includes("leaves its will")) test(title, run);
      }
    });
  });
}
