/** Goes on with a value at once where it is there, and later where it is promised: a virtual run makes no promise. */
export function whenDone<T, R>(value: T | Promise<T>, then: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(then) : then(value);
}
