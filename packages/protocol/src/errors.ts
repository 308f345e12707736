/** Every code that a {@link ChargepactError} can carry; each has a line in `docs/errors.md`. */
export const errorCodes = [
  "BAD_CONFIG",
  "BAD_INPUT",
  "BAD_MESSAGE",
  "BAD_SEAL",
  "BROKER_UNREACHABLE",
  "CLOCK",
  "ENGINE",
  "IDENTITY_CLASH",
  "INTERNAL",
  "MODEL",
  "REGISTRY",
  "STORE_FAILED",
  "STORE_LOST",
  "TOO_LARGE",
  "UNSUPPORTED",
] as const;

export type ErrorCode = (typeof errorCodes)[number];
/** Whose fault: `local` is this process or its configuration, `remote` the peer, the broker or a file from elsewhere. */
export type ErrorSide = "local" | "remote";

/** The one error class: a closed code, whose fault it is, and a message with the value, the limit and the next step. */
export class ChargepactError extends Error {
  readonly code: ErrorCode;
  readonly side: ErrorSide;
  constructor(code: ErrorCode, message: string, options: { side?: ErrorSide; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ChargepactError";
    this.code = code;
    this.side = options.side ?? "local";
  }
}

/** True for an error of ours, also when it comes from another copy of this package. */
export function isChargepactError(error: unknown): error is ChargepactError {
  return (
    error instanceof Error &&
    error.name === "ChargepactError" &&
    (errorCodes as readonly string[]).includes((error as { code?: string }).code ?? "")
  );
}
