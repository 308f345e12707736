/**
 * What `lease.pml` can leave out, one at a time: switch → the rule, with its requirement. Each must lead to an error, or the
 * model would not see that the rule matters.
 */
export const rules = {
  NO_GRACE: "CP-LEASE-4: no grace; the grantor reclaims when the ttl has passed by its own clock",
  TTL_FROM_RECEIPT: "CP-LEASE-2: the holder counts the ttl from when it received the commit",
  LATE_ECHO_RAISES: "CP-LEASE-3: a commit that echoes a request whose ttl has passed raises",
  OLDER_COMMIT_TAKEN: "CP-LEASE-1: an older commit is taken after a newer one",
  OLDER_RENEWED: "CP-LEASE-6: a renewal of an older version is confirmed",
  ACK_BEFORE_DOWN: "CP-LEASE-9: a decrease is acknowledged before the power is down",
  NEWEST_BOOKED_ALONE: "CP-LEDGER-1: only the newest version is booked",
  ACK_DROPS_NEWER: "CP-LEDGER-2: an acknowledgement drops later versions too",
  INCREASE_WITH_DECREASE: "CP-LEDGER-4: an increase goes out with the decrease that makes room for it",
  FALLBACK_NOT_BOOKED: "CP-LEDGER-1: the fallback is not booked",
  LAST_LIMIT_KEPT: "CP-FALL-5: at its deadline the holder keeps the last limit",
  CONTACT_ENDS_FALLBACK: "CP-FALL-6: a confirmation of the same version ends the fallback",
  ACK_BEFORE_DURABLE: "CP-STORE-1: a decrease is acknowledged before it is durable",
  BOOT_NOT_ASKED: "CP-STORE-5: a holder that starts in another boot goes on with its lease, at its full ttl",
  RESTART_WITH_OLD_ENDS: "CP-STORE-6: a grantor that restarts reclaims when it had written at the commit",
  NO_RECOVERY: "CP-STORE-7: a grantor that has lost its ledger grants at once",
  OLD_SESSION_BELIEVED: "CP-SEAL-3: messages of a session that is over are believed",
};

/** The same for what must happen at last. */
export const livenessRules = {
  NOTHING_RECLAIMED: "CP-LEASE-4: the grantor never reclaims what it booked",
  LAST_LIMIT_KEPT: "CP-FALL-5: at its deadline the holder keeps the last limit",
};
