/**
 * What goes between the agent's process and the engine's: a head of sixteen bytes (four 32-bit numbers, of this machine's
 * own byte order) and a payload.
 *
 * To the engine: payload bytes, what, number, rows. From it: payload bytes, status, number, µs that the run took.
 */
export const headBytes = 16;

/** `what` of a frame to the engine: load a model (payload: JSON of its shape's length, JSON, bytes), or run model `what`. */
export const loadFrame = 0xffff_ffff;

/** Status of a frame from the engine: answers follow, or a text that says what went wrong. */
export const status = { answer: 0, failed: 1, loaded: 2, ready: 3, noEngine: 4 } as const;

/** Most bytes of a text in a frame. */
export const textMax = 2_048;
