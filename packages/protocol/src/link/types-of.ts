/** The types of a state machine for `setup`: no value stands behind them. */
export function typesOf<T>(): T {
  return {} as T;
}
