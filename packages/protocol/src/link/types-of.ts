/** Stands where `setup` of a state machine wants types: assert it to them. No value stands behind it. */
export const onlyTypes: unknown = {};
