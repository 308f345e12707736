/** Every limit of the wire format. They bind the sender as they bind the receiver. */
export const limits = {
  /** CP-WIRE-1: bytes of an encoded envelope, and of encoded terms. */
  envelopeBytes: 16_384,
  /** CP-WIRE-2: bytes of a bundle. */
  bundleBytes: 65_536,
  /** CP-WIRE-2: sealed envelopes in a bundle. */
  bundleCount: 64,
  /** CP-WIRE-8: steps of a schedule or a price vector. */
  steps: 1000,
  /** CP-WIRE-8: connectors in a need or in terms. */
  parts: 16,
  proposals: 5,
  options: 16,
  /** Options in the mixture of one connector. */
  blendWeights: 24,
  /** CP-WIRE-15: what the weights of a mixture sum to. */
  blendUnit: 65_536,
  reasons: 16,
  versions: 8,
  features: 32,
  rosterAgents: 128,
  /** CP-WIRE-6: W, magnitude. */
  powerMaxW: 1_000_000_000,
  /** W; largest unit in which a schedule's values travel. */
  unitMaxW: 50,
  /** Magnitude of a difference between neighbouring values. */
  deltaMax: 2_000_000_000,
  energyMaxWh: 1_000_000_000,
  /** A day. */
  durationMaxMs: 86_400_000,
  stepMaxS: 86_400,
  /** 1 January 2100. */
  instantMaxS: 4_102_444_800,
  /** µ/kWh, magnitude. */
  priceMaxMicro: 1_000_000_000,
  /** µ, magnitude: the largest integer that a double holds exactly. */
  moneyMaxMicro: 9_007_199_254_740_991,
  /** Millionths, magnitude: how far a set of children is off in clearing by sums. */
  excessMaxPpm: 100_000_000,
  rounds: 1000,
  connectorMax: 1000,
  versionMax: 65_535,
  /** Characters of a reject's explanation. */
  detail: 200,
} as const;
