import { ChargepactError, isChargepactError } from "../errors.js";

/** CP-WIRE-11: whatever a decoder throws leaves as one of our errors. */
export function decodeChecked<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (isChargepactError(cause)) throw cause;
    throw new ChargepactError("BAD_MESSAGE", "the bytes are not a message of ours", { side: "remote", cause });
  }
}
