import { fork } from "node:child_process";

export interface ChildOptions {
  readonly execArgv?: readonly string[];
  /** ms; nothing that is measured takes longer. */
  readonly patienceMs?: number;
}

/** What a process under measurement can be told to do. */
export type Commands = Readonly<Record<string, (options: never) => unknown>>;

interface Request {
  readonly number: number;
  readonly command: string;
  readonly options: unknown;
}
interface Response {
  readonly number: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A process under measurement, seen from the one that measures. */
export interface Child {
  /** Runs one command there and gives what it returned. Rejects where it failed or the process ended. */
  tell<T>(command: string, options?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a bundle in a process of its own. */
export function startChild(path: string, { execArgv = [], patienceMs = 30_000 }: ChildOptions = {}): Child {
  const child = fork(path, [], {
    execArgv: ["--enable-source-maps", "--expose-gc", ...execArgv],
    stdio: ["ignore", 2, 2, "ipc"],
    serialization: "advanced",
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let number = 0;
  child.on("message", (response: Response) => {
    const each = waiting.get(response.number);
    waiting.delete(response.number);
    if (response.error === undefined) each?.resolve(response.result);
    else each?.reject(new Error(response.error));
  });
  const ended = new Promise<void>((resolve) => {
    child.on("exit", (code, signal) => {
      for (const { reject } of waiting.values()) reject(new Error(`${path} ended with ${String(code ?? signal)}`));
      waiting.clear();
      resolve();
    });
  });
  return {
    tell: <T>(command: string, options: unknown = {}) =>
      new Promise<T>((resolve, reject) => {
        const own = ++number;
        const patience = setTimeout(() => {
          waiting.delete(own);
          reject(new Error(`${command} ${JSON.stringify(options)} took more than ${patienceMs / 1_000} s`));
        }, patienceMs);
        const settled =
          <V>(settle: (value: V) => void) =>
          (value: V): void => {
            clearTimeout(patience);
            settle(value);
          };
        waiting.set(own, { resolve: settled(resolve as (value: unknown) => void), reject: settled(reject) });
        child.send({ number: own, command, options } satisfies Request);
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), 3_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Makes this process do what it is told until the one that measures lets go of it. */
export function obey(commands: Commands): void {
  process.on("message", ({ number, command, options }: Request) => {
    const answer = (response: Omit<Response, "number">): void => {
      process.send?.({ number, ...response } satisfies Response);
    };
    const run = commands[command] as ((given: unknown) => unknown) | undefined;
    Promise.resolve()
      .then(() => {
        if (run === undefined) throw new Error(`no command ${command}`);
        return run(options);
      })
      .then(
        (result) => answer({ result }),
        (error: unknown) => answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on("disconnect", () => process.exit(0));
}
