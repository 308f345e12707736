/** What a policy knows at the beginning of a step in which the car is plugged in. */
export interface PolicyView {
  readonly nowS: number;
  readonly soc: number;
  readonly temperatureC: number;
  /** W at the grid side that the pack can take now. */
  readonly limitW: number;
  /** The next departure; undefined after the last trip. */
  readonly departS: number | undefined;
  /** Wh at the cells of the next trip, where its driver has said it. */
  readonly declaredWh: number | undefined;
}

/** How a car is charged: W at the grid side for the next step, 0 or from the least power on. */
export interface LifePolicy {
  readonly name: string;
  powerW(view: PolicyView): number;
  /** W of heat into (+) or out of (−) the pack for the same step, asked for after the power; absent: none. */
  conditioningW?(view: PolicyView): number;
}
