export * from "./types.js";
export { proposeTrades } from "./propose.js";
export { billChange } from "./price.js";
export { staleParty, storageParty, type StaleView } from "./stale.js";
export { exchangeEndS, keptOf, sharePassed, type Exchange } from "./kept.js";
export { tradeLines, type TradeDone, type TradedSide, type TradeLine } from "./lines.js";
