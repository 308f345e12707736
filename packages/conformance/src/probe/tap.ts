import type { PublishOptions, Transport, TransportSession } from "@chargepact/agent";
import type { AgentId } from "@chargepact/protocol";

export interface TapWatcher {
  /** A unicast bundle of this client is about to leave. False: it does not. */
  leaving?(to: AgentId, topic: string, payload: Uint8Array): boolean;
  /** A unicast bundle arrived. False: it is not handed on. */
  arriving?(from: AgentId, topic: string, payload: Uint8Array): boolean;
}

/** The two nodes that an inbox topic names; undefined for another topic. */
export function inboxOf(topic: string): { readonly to: AgentId; readonly from: AgentId } | undefined {
  const levels = topic.split("/");
  const [to, from] = levels.slice(-2);
  return levels.at(-3) === "inbox" && to !== undefined && from !== undefined ? { to, from } : undefined;
}

/** A transport that somebody listens in on. */
export class Tap implements Transport {
  constructor(
    private readonly inner: Transport,
    private readonly watcher: TapWatcher,
  ) {}

  get loopback(): boolean {
    return this.inner.loopback;
  }

  open(session: TransportSession): void {
    const { handlers } = session;
    this.inner.open({
      ...session,
      handlers: {
        ...handlers,
        message: (topic, payload, retained) => {
          const inbox = inboxOf(topic);
          if (inbox !== undefined && this.watcher.arriving?.(inbox.from, topic, payload) === false) return;
          handlers.message(topic, payload, retained);
        },
      },
    });
  }

  publish(topic: string, payload: Uint8Array, options?: PublishOptions): boolean {
    const inbox = inboxOf(topic);
    if (inbox !== undefined && this.watcher.leaving?.(inbox.to, topic, payload) === false) return true;
    return this.inner.publish(topic, payload, options);
  }

  close(graceful: boolean): void | Promise<void> {
    return this.inner.close(graceful);
  }
}
