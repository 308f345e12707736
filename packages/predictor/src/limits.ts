/** What a model file may be at most. A user's own is held to the same as ours. */
export const modelLimits = {
  bytes: 4_194_304,
  manifestBytes: 262_144,
  /** Elements of one tensor, of all together, and of one dimension. */
  tensorElements: 1_048_576,
  elements: 2_097_152,
  dim: 1_048_576,
  features: 1_024,
  outputs: 4_096,
  /** Versions of ONNX' default operator set; ours are of the first. */
  opsetMin: 13,
  opsetMax: 21,
} as const;

/** Rows of one call at most. */
export const batchMax = 64;
