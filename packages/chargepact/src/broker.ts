import { createServer, type AddressInfo, type Socket } from "node:net";
import { Acl } from "@chargepact/agent";
import { ChargepactError, idPattern } from "@chargepact/protocol";
import { Aedes, type AedesPublishPacket, type Client } from "aedes";

export interface EmbeddedBrokerOptions {
  /** TCP port on 127.0.0.1; 0 (default) takes a free one. */
  readonly port?: number;
  /** First levels of the topics that may be used. Default `chargepact`. */
  readonly root?: string;
  /** Passwords by client id; where given, nobody else connects. */
  readonly passwords?: ReadonlyMap<string, string>;
}

/** A broker within this process, on this machine only. It forgets everything when it is closed. */
export interface EmbeddedBroker {
  readonly url: string;
  readonly port: number;
  /** Publishes that the ACL forbids, wills included: dropped, while the connection stays. */
  readonly denied: number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Where a forbidden publish goes: nobody may subscribe to it. */
const nowhere = "denied";

/** Starts aedes on a loopback port. Throws `BAD_CONFIG` where the port cannot be used. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const acl = new Acl(options.root);
  const counts = { denied: 0 };
  const aedes = await Aedes.createBroker({ maxTopicLevels: 8, connectTimeout: 10_000 });
  aedes.authenticate = (client, username, password, done) => {
    const known = options.passwords?.get(client.id);
    const trusted = options.passwords === undefined || (known !== undefined && username === client.id);
    done(null, idPattern.test(client.id) && trusted && (known === undefined || known === password?.toString()));
  };
  aedes.authorizePublish = (client, packet, done) => {
    if (client === null || !acl.mayPublish(client.id, packet.topic) || packet.qos === 2) {
      // An error would close a connection that other agents may share: so it is sent where nobody hears it.
      counts.denied++;
      Object.assign(packet, { topic: nowhere, payload: "", retain: false });
    }
    done(null);
  };
  aedes.authorizeSubscribe = (client, subscription, done) => {
    done(null, acl.maySubscribe(client.id, subscription.topic) ? subscription : null);
  };
  aedes.authorizeForward = (_client: Client, packet: AedesPublishPacket) => (packet.topic === nowhere ? null : packet);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    aedes.handle(socket);
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    get denied() {
      return counts.denied;
    },
    close: async () => {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        aedes.close(resolve);
      });
      await stopped;
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new ChargepactError("BAD_CONFIG", `port ${port} of 127.0.0.1 cannot be used: ${cause.message}`, { cause }),
      );
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
