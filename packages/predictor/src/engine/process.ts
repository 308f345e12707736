import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import type { Duplex } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface EngineProcessOptions {
  readonly memoryMaxBytes: number;
  /** Program of the engine's process; default the one that lies beside this. */
  readonly module: URL | undefined;
  readonly onData: (chunk: Uint8Array) => void;
  /** Once, with what the process said last on standard error. */
  readonly onEnd: (detail: string) => void;
}

/** The engine's process, as the agent's sees it. It keeps no process alive. */
export class EngineProcess {
  /** Undefined where the system gave no process, and no channel where it had no descriptor left for one. */
  readonly #child: ChildProcess | undefined;
  readonly #channel: Duplex | undefined;
  #said = "";
  #ended = false;

  constructor({ memoryMaxBytes, module, onData, onEnd }: EngineProcessOptions) {
    const [command, words] = commandOf(memoryMaxBytes, module);
    const end = (detail: string): void => {
      if (this.#ended) return;
      this.#ended = true;
      this.kill();
      onEnd(detail);
    };
    try {
      this.#child = spawn(command, words, { stdio: ["ignore", "ignore", "pipe", "pipe"], env: environment() });
    } catch (error) {
      setImmediate(() => end((error as Error).message));
      return;
    }
    const { stdio } = this.#child as { readonly stdio?: ChildProcess["stdio"] };
    this.#channel = stdio?.[3] as Duplex | undefined;
    this.#channel?.on("data", onData);
    this.#channel?.on("error", () => undefined);
    this.#child.stderr?.on("data", (chunk: Buffer) => (this.#said = (this.#said + chunk.toString()).slice(-saidMax)));
    this.#child.on("error", (error) => end(error.message));
    this.#child.on("exit", (code, signal) => {
      const last = this.#said.trim().split("\n").at(-1) ?? "";
      end(`its process ended with ${signal ?? `exit code ${code ?? -1}`}${last === "" ? "" : `: ${last}`}`);
    });
    this.keepAlive(false);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  write(bytes: Uint8Array): void {
    this.#channel?.write(bytes);
  }

  /** From now on, where both want a core, the agent goes first: its leases are worth more than a prediction. */
  yield(): void {
    yieldTo(this.#child?.pid);
  }

  /** Whether the agent's process stays because of this one. */
  keepAlive(stay: boolean): void {
    const channel = this.#channel as (Duplex & { ref?(): void; unref?(): void }) | undefined;
    const errors = this.#child?.stderr as (Duplex & { unref?(): void }) | null | undefined;
    errors?.unref?.();
    if (stay) {
      this.#child?.ref();
      channel?.ref?.();
    } else {
      this.#child?.unref();
      channel?.unref?.();
    }
  }

  /** Ends it at once, wherever it is. */
  kill(): void {
    this.#channel?.destroy();
    this.#child?.kill("SIGKILL");
  }
}

const saidMax = 2_000;

/**
 * Where there is a system limit on data (Linux), an allocation beyond it fails within the engine, which says so and lives
 * on; elsewhere, and for what that does not count, the process watches itself.
 */
function commandOf(memoryMaxBytes: number, module: URL | undefined): readonly [string, string[]] {
  const node = [process.execPath, ...nodeOptions, ...programOf(module), String(memoryMaxBytes)];
  const [first = process.execPath, ...rest] = node;
  if (process.platform !== "linux") return [first, rest];
  const limitKb = Math.ceil(memoryMaxBytes / 1024);
  return ["/bin/sh", ["-c", 'ulimit -d "$0"; exec "$@"', String(limitKb), ...node]];
}

const nodeOptions = ["--max-old-space-size=64", "--no-warnings"];

function programOf(module: URL | undefined): string[] {
  if (module !== undefined) return [fileURLToPath(module)];
  const own = import.meta.url;
  if (!own.endsWith(".ts")) {
    return [fileURLToPath(new URL(own.endsWith(".cjs") ? "./engine-process.cjs" : "./engine-process.js", own))];
  }
  // In this repository it is run from its source.
  const loader = pathToFileURL(createRequire(own).resolve("tsx")).href;
  return ["--import", loader, "--conditions=chargepact-source", fileURLToPath(new URL("./child.ts", own))];
}

/** A model's file gets to see nothing of the agent's environment but what loading a library needs. */
function environment(): NodeJS.ProcessEnv {
  const names = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR"];
  const found = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function yieldTo(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or the system does not let us; then they share.
  }
}

const niceness = 5;
