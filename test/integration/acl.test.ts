import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokerKinds, passwordOf, type TestBroker } from "./brokers.js";

const space = "chargepact/1/site";
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

for (const kind of brokerKinds) {
  const name = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  describe.skipIf(kind.missing !== undefined)(name, () => {
    let broker: TestBroker;
    const clients: MqttClient[] = [];
    beforeAll(async () => {
      broker = await kind.start(["cs", "ev", "eve"]);
    });
    afterAll(async () => {
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await broker.close();
    });

    const join = async (id: string, options: IClientOptions = {}): Promise<MqttClient> => {
      const named = { clientId: id, username: id, password: passwordOf(id), reconnectPeriod: 0 };
      const client = await connectAsync(broker.url, { ...named, ...options });
      clients.push(client);
      return client;
    };
    /** Subscribes, whatever the broker says to it, and lists what is delivered. */
    const listen = async (client: MqttClient, ...filters: readonly string[]): Promise<readonly string[]> => {
      const heard: string[] = [];
      client.on("message", (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
      for (const filter of filters) await client.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);
      return heard;
    };

    test("a post into an inbox under another's name is not delivered, under one's own it is", async () => {
      const [cs, ev, eve] = [await join("cs"), await join("ev"), await join("eve")];
      const heard = await listen(cs, `${space}/inbox/cs/+`);
      for (const qos of [0, 1] as const) {
        await eve.publishAsync(`${space}/inbox/cs/ev`, "spoofed", { qos });
        await eve.publishAsync(`${space}/inbox/cs/ev`, "spoofed", { qos, retain: true });
      }
      await ev.publishAsync(`${space}/inbox/cs/ev`, "own", { qos: 1 });
      await eve.publishAsync(`${space}/inbox/cs/eve`, "still connected", { qos: 1 });
      await settle();
      expect(heard).toEqual([`${space}/inbox/cs/ev own`, `${space}/inbox/cs/eve still connected`]);
      const late = await join("cs");
      expect(await listen(late, `${space}/inbox/cs/+`)).toEqual([]);
      await settle();
      for (const client of [cs, ev, eve, late]) await client.endAsync(true);
    });

    test("a will in another's name is not delivered, in one's own it is", async () => {
      const cs = await join("cs");
      const heard = await listen(cs, `${space}/node/+/presence`);
      const wills = [`${space}/node/ev/presence`, `${space}/inbox/cs/ev`, `${space}/node/eve/presence`];
      for (const topic of wills) {
        const eve = await join("eve", { will: { topic, payload: Buffer.from("will"), qos: 1, retain: true } });
        eve.stream.destroy();
        await settle();
      }
      expect(heard).toEqual([`${space}/node/eve/presence will`]);
      await cs.endAsync(true);
    });

    test("wildcards and another's inbox deliver nothing to an eavesdropper", async () => {
      const [cs, ev, eve] = [await join("cs"), await join("ev"), await join("eve")];
      const filters = [
        "#",
        `${space}/#`,
        `${space}/inbox/#`,
        `${space}/inbox/+/+`,
        `${space}/inbox/cs/+`,
        `${space}/inbox/cs/ev`,
      ];
      const heard = await listen(eve, ...filters, "+/+/+/+/+/+", "$SYS/#", "denied");
      const inbox = await listen(cs, `${space}/inbox/cs/+`);
      await ev.publishAsync(`${space}/inbox/cs/ev`, "private", { qos: 1 });
      await settle();
      expect(inbox).toEqual([`${space}/inbox/cs/ev private`]);
      expect(heard.filter((line) => line.includes("private"))).toEqual([]);
      for (const client of [cs, ev, eve]) await client.endAsync(true);
    });

    test("nobody connects without a name, with a wrong password, or under another's name", async () => {
      const refused = async (options: IClientOptions): Promise<void> => {
        const attempt = connectAsync(broker.url, { reconnectPeriod: 0, connectTimeout: 2_000, ...options }, false);
        await expect(attempt).rejects.toThrow();
      };
      await refused({ clientId: "cs" });
      await refused({ clientId: "cs", username: "cs", password: "wrong" });
      await refused({ clientId: "stranger", username: "stranger", password: passwordOf("stranger") });
      // Under a false client id: either refused, or given the id that belongs to the name.
      const eve = await connectAsync(
        broker.url,
        { clientId: "cs", username: "eve", password: passwordOf("eve"), reconnectPeriod: 0 },
        false,
      ).catch(() => undefined);
      if (eve === undefined) return;
      const heard = await listen(eve, `${space}/inbox/cs/+`);
      const ev = await join("ev");
      await ev.publishAsync(`${space}/inbox/cs/ev`, "private", { qos: 1 });
      await settle();
      expect(heard).toEqual([]);
      await eve.endAsync(true);
      await ev.endAsync(true);
    });
  });
}
