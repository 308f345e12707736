import { Socket } from "node:net";
import { connectAsync, type MqttClient } from "mqtt";
import { Course, type Exchanges } from "./course.js";
import { passwordOf, rawAnswerer, rawAsker } from "./site.js";

/** The reference: MQTT.js without anything of ours, 200 bytes there and 200 bytes back. */
const bytes = 200;

/** Topics that the shipped access rules allow for these two. */
const toAnswerer = `chargepact/1/bench/inbox/${rawAnswerer}/${rawAsker}`;
const toAsker = `chargepact/1/bench/inbox/${rawAsker}/${rawAnswerer}`;

async function connected(url: string, id: string, filter: string): Promise<MqttClient> {
  const client = await connectAsync(url, { clientId: id, username: id, password: passwordOf(id), reconnectPeriod: 0 });
  if (client.stream instanceof Socket) client.stream.setNoDelay(true);
  // Each delivery has the QoS of its publish.
  await client.subscribeAsync(filter, { qos: 1 });
  return client;
}

export class RawAsker {
  private constructor(private readonly client: MqttClient) {}

  static async connect(url: string): Promise<RawAsker> {
    return new RawAsker(await connected(url, rawAsker, toAsker));
  }

  run(qos: 0 | 1, lengthMs: number, window: number): Promise<Exchanges> {
    const { client } = this;
    const course = new Course(lengthMs);
    const began: number[] = [];
    const payload = Buffer.alloc(bytes, 1);
    const ask = (): void => {
      began.push(course.began());
      client.publish(toAnswerer, payload, { qos });
    };
    const answered = (): void => {
      if (course.ended(began.shift() ?? Number.NaN)) ask();
    };
    client.on("message", answered);
    for (let i = 0; i < window; i++) ask();
    return course.done.finally(() => client.off("message", answered));
  }
}

export async function answerRaw(url: string): Promise<void> {
  const client = await connected(url, rawAnswerer, toAnswerer);
  client.on("message", (_, payload, { qos }) => {
    client.publish(toAsker, payload, { qos });
  });
}
