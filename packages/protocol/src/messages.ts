/** The words of the protocol as plain values. How they travel is in `wire/`, what they mean in `proto/`. */
export * from "./messages/values.js";
export * from "./messages/session.js";
export * from "./messages/negotiation.js";
export * from "./messages/lease.js";
export * from "./messages/market.js";
export * from "./messages/envelope.js";
export * from "./messages/trade.js";
