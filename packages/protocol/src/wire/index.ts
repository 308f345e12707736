export { decodeEnvelope, encodeEnvelope } from "./codec.js";
export { decodeBundle, encodeBundle } from "./bundle.js";
export { decodeTerms, embedTerms, encodeTerms, openTerms, type HashFunction } from "./terms.js";
export { hex, isHex, unhex } from "./hex.js";
export { limits } from "./limits.js";
export { checkSpace, parseTopic, topicFilters, topicLimits, topicName, type Topic, type TopicSpace } from "./topics.js";
