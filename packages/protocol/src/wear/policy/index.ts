export { type FastCurve, fastCurve, type FastQuestion, fastStepS, platingRate } from "./fast-curve.js";
export { type ColdNight, type Fullness, type FullnessView, howFull, socFloor, socReserve } from "./how-full.js";
export { type ChargePlan, type ChargeQuestion, planCharge, plannedWear } from "./plan.js";
