import type { AgentHandle, Transport } from "@chargepact/agent";
import type { AgentCore, Body, CoreEvent, CoreOptions, Effect, Envelope, Hello } from "@chargepact/protocol";
import { embedTerms } from "@chargepact/protocol";
import { start } from "./agents.js";
import { pairs, stepS, varied } from "./site.js";

/** Envelopes on the way at most, and how many arrive before the receiver says so. */
const windowMost = 512;
const creditEach = 128;
const kept = 512;

const hello: Hello = {
  kind: "hello",
  role: "charger",
  versions: [{ major: 1, minor: 0 }],
  features: [],
  criticalFeatures: [],
  nonce: new Uint8Array(0),
  sessionKey: new Uint8Array(0),
  fallback: { importW: 0, exportW: 0, rampWPerS: 1_000 },
  powerMaxW: 22_000,
  exportMaxW: 0,
  connectors: [],
  stepsMax: 96,
};

abstract class Plain implements AgentCore {
  readonly id: string;
  private seq = 0;
  private effects: Effect[] = [];
  constructor(protected readonly options: CoreOptions) {
    this.id = options.id;
  }

  handle(event: CoreEvent): readonly Effect[] {
    this.effects = [];
    this.happened(event);
    return this.effects;
  }
  protected abstract happened(event: CoreEvent): void;

  protected say(to: string, body: Body, answers?: Envelope): void {
    const envelope: Envelope = {
      major: 1,
      minor: 0,
      sender: this.id,
      recipient: to,
      epoch: this.options.epoch,
      seq: ++this.seq,
      sessionId: "",
      ttlMs: 30_000,
      body,
      ...(answers === undefined ? {} : { inReplyTo: { epoch: answers.epoch, seq: answers.seq } }),
    };
    this.effects.push({ kind: "send", to, envelope });
  }
}

const { bundle } = pairs;
const [holder] = bundle.holders;
const creditTopic = `chargepact/1/bench/inbox/${holder}/${bundle.grantor}`;

/** Greets, and says as many counter-offers of 96 steps in one event as it is told to. */
class Talker extends Plain {
  count = 0;
  greeted = false;
  protected override happened(event: CoreEvent): void {
    if (event.kind === "transportUp") this.say(bundle.grantor, hello);
    if (event.kind === "message" && event.envelope.body.kind === "hello") this.greeted = true;
    if (event.kind !== "meter") return;
    const startS = Math.floor(event.now.t / 1_000 / stepS) * stepS;
    for (let i = 0; i < this.count; i++) {
      const terms = embedTerms(varied(startS, i), this.options.hash);
      const option = { terms, costMicro: 123_456, quoteId: "0123456789abcdef", validMs: 120_000, modelHash: "" };
      const options = [{ ...option, reasons: ["CAPACITY" as const], quality: "PHYSICS" as const }];
      this.say(bundle.grantor, { kind: "counterOffer", plan: 1, needVersions: [1], options });
    }
  }
}

/** Answers a greeting, counts everything else, and says from time to time how far it has come. */
class Counter extends Plain {
  count = 0;
  protected override happened(event: CoreEvent): void {
    if (event.kind !== "message") return;
    if (event.envelope.body.kind === "hello") this.say(holder, { ...hello, role: "grid" }, event.envelope);
    else if (event.envelope.recipient !== "" && ++this.count % creditEach === 0)
      this.say(holder, { kind: "statusAck" });
  }
}

type Delivery = readonly [topic: string, payload: Uint8Array, retained: boolean];

/** A transport whose deliveries go to `hear` first. */
function listening(
  inner: Transport,
  hear: (message: (...delivery: Delivery) => void, delivery: Delivery) => void,
): Transport {
  return {
    loopback: inner.loopback,
    open: (session) => {
      const message = (...delivery: Delivery): void => session.handlers.message(...delivery);
      const handlers = { ...session.handlers, message: (...delivery: Delivery) => hear(message, delivery) };
      inner.open({ ...session, handlers });
    },
    publish: (topic, payload, options) => inner.publish(topic, payload, options),
    close: (graceful) => inner.close(graceful),
  };
}

export interface Flow {
  readonly envelopes: number;
  readonly elapsedMs: number;
}

/** Sends sealed envelopes that were made before, alone or in bundles, as fast as they arrive. */
export class Sender {
  private credit: () => void = () => undefined;
  private captured: (readonly [topic: string, payload: Uint8Array])[] | undefined;
  private transport: Transport | undefined;
  private handle: AgentHandle | undefined;
  private core: (() => Talker) | undefined;

  async connect(url: string): Promise<void> {
    const running = await start(holder, bundle, {
      url,
      create: (options) => new Talker(options),
      wrap: (inner) => {
        this.transport = inner;
        const heard = listening(inner, (message, [topic, payload, retained]) => {
          if (this.ready && topic === creditTopic) this.credit();
          else message(topic, payload, retained);
        });
        return {
          ...heard,
          publish: (topic, payload, options) => {
            if (this.captured === undefined) return inner.publish(topic, payload, options);
            this.captured.push([topic, payload]);
            return true;
          },
        };
      },
    });
    this.handle = running.handle;
    this.core = running.core;
  }

  get ready(): boolean {
    return this.core?.().greeted === true;
  }

  /** Lets an agent seal enough of them; nothing is sent yet. */
  private make(size: number): readonly (readonly [topic: string, payload: Uint8Array])[] {
    const core = this.core?.();
    if (core === undefined) throw new Error("not connected");
    this.captured = [];
    core.count = size;
    for (let made = 0; made < kept; made += size) this.handle?.input({ kind: "meter", connector: 1, powerW: 0 });
    const all = this.captured;
    this.captured = undefined;
    return all;
  }

  run(size: number, lengthMs: number): Promise<Flow> {
    const payloads = this.make(size);
    const { transport } = this;
    const beganAt = performance.now();
    let [sent, arrived, next] = [0, 0, 0];
    return new Promise((resolve) => {
      const fill = (): void => {
        while (sent + size - arrived <= windowMost) {
          const [topic, payload] = payloads[next++ % payloads.length] ?? ["", new Uint8Array(0)];
          transport?.publish(topic, payload);
          sent += size;
        }
      };
      this.credit = () => {
        arrived += creditEach;
        const elapsedMs = performance.now() - beganAt;
        if (elapsedMs < lengthMs) fill();
        else if (sent - arrived < creditEach) {
          this.credit = () => undefined;
          resolve({ envelopes: arrived, elapsedMs });
        }
      };
      fill();
    });
  }
}

/** Receives them: counts them unopened, or opens each as every agent opens what comes to it. */
export class Receiver {
  private unopened = 0;
  /** Envelopes in each unopened bundle; 0: they are opened. */
  private size = 0;

  async connect(url: string): Promise<void> {
    await start(bundle.grantor, bundle, {
      url,
      create: (options) => new Counter(options),
      wrap: (inner) =>
        listening(inner, (message, [topic, payload, retained]) => {
          if (this.size === 0) message(topic, payload, retained);
          else if ((this.unopened += this.size) % creditEach === 0) inner.publish(creditTopic, new Uint8Array(1));
        }),
    });
  }

  /** Of what comes from now on. */
  expect(size: number, opened: boolean): void {
    this.size = opened ? 0 : size;
    this.unopened = 0;
  }
}
