import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { passwordEntry } from "@chargepact/agent";
import { startEmbeddedBroker } from "chargepact";

/** A broker that knows these client ids, each with its password: `passwordOf(id)` unless given. */
export interface TestBroker {
  readonly url: string;
  /** Ends every connection and starts again on the same port; what was retained is forgotten. */
  restart(): Promise<void>;
  /** Ends every connection; `restart` starts it again. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface BrokerKind {
  readonly name: string;
  /** Undefined where it can run; else why not. */
  readonly missing: string | undefined;
  start(ids: readonly string[], password?: (id: string) => string): Promise<TestBroker>;
}

export const passwordOf = (id: string): string => `secret of ${id}`;

const shipped = fileURLToPath(new URL("../../packages/agent/config/mosquitto/", import.meta.url));

const aedes: BrokerKind = {
  name: "aedes",
  missing: undefined,
  start: async (ids, password = passwordOf) => {
    const passwords = new Map(ids.map((id) => [id, password(id)]));
    let broker = await startEmbeddedBroker({ passwords });
    const { port, url } = broker;
    return {
      url,
      restart: async () => {
        await broker.close();
        broker = await startEmbeddedBroker({ passwords, port });
      },
      stop: () => broker.close(),
      close: () => broker.close(),
    };
  },
};

/** The binary that CHARGEPACT_MOSQUITTO names, or the one on PATH and the system's folders; undefined where there is none. */
function findMosquitto(): string | undefined {
  const { CHARGEPACT_MOSQUITTO: named, PATH: path = "" } = process.env;
  for (const candidate of named !== undefined && named !== "" ? [named] : ["mosquitto"]) {
    try {
      // It prints its usage and ends with status 3.
      execFileSync(candidate, ["-h"], {
        stdio: "ignore",
        env: { ...process.env, PATH: `${path}:/usr/sbin:/usr/local/sbin` },
      });
      return candidate;
    } catch (error) {
      if (typeof error === "object" && error !== null && "status" in error && error.status === 3) return candidate;
    }
  }
  return undefined;
}

const binary = findMosquitto();

const mosquitto: BrokerKind = {
  name: "mosquitto",
  missing: binary === undefined ? "no mosquitto: install it or set CHARGEPACT_MOSQUITTO" : undefined,
  start: async (ids, password = passwordOf) => {
    if (binary === undefined) throw new Error("mosquitto is missing");
    const folder = mkdtempSync(join(tmpdir(), "chargepact-mosquitto-"));
    const port = await freePort();
    cpSync(shipped, folder, { recursive: true });
    writeFileSync(join(folder, "passwords"), ids.map((id) => `${passwordEntry(id, password(id))}\n`).join(""), {
      mode: 0o600,
    });
    writeFileSync(join(folder, "mosquitto.conf"), configuration(folder, port));
    let stop = await launch(binary, folder, port);
    return {
      url: `mqtt://127.0.0.1:${port}`,
      restart: async () => {
        await stop();
        stop = await launch(binary, folder, port);
      },
      stop: () => stop(),
      close: async () => {
        await stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

/** The shipped configuration on another port and in another folder; as the user who runs the test. */
function configuration(folder: string, port: number): string {
  const text = readFileSync(join(shipped, "mosquitto.conf"), "utf8")
    .replace("listener 1883 127.0.0.1", `listener ${port} 127.0.0.1`)
    .replaceAll("/etc/mosquitto/chargepact", folder);
  return process.getuid?.() === 0 ? `${text}user root\n` : text;
}

async function launch(command: string, folder: string, port: number): Promise<() => Promise<void>> {
  const child = spawn(command, ["-c", join(folder, "mosquitto.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/local/sbin` },
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-2_000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let tries = 0; !(await canConnect(port)); tries++) {
    if (child.exitCode !== null || tries > 100) throw new Error(`mosquitto did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    child.kill("SIGKILL");
    await ended;
  };
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export const brokerKinds: readonly BrokerKind[] = [aedes, mosquitto];
