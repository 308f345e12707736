const signals = { SIGINT: 130, SIGTERM: 143 } as const;

export interface StopSignal {
  readonly signal: AbortSignal;
  /** 128 + the signal's number once one has come. */
  readonly exitCode: number | undefined;
  dispose(): void;
}

/** The first Ctrl-C asks for a clean end, the second ends the process at once. */
export function stopOnSignal(): StopSignal {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const handlers = Object.entries(signals).map(([name, code]) => {
    const handler = (): void => {
      if (exitCode !== undefined) process.exit(code);
      exitCode = code;
      controller.abort();
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    dispose: () => {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}
