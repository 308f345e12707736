/** Schedule ms after which a meter that has said nothing more is believed to mean what it said last. */
export const quietMs = 10_000;
