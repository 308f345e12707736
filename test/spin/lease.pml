/*
 * Leases, fallback and restart between one grantor and two holders: a second opinion on docs/protocol.md, written from the
 * documents and not from the code. `npm run spin` runs it; rules.mjs beside it names the rules that a switch leaves out.
 *
 * Time passes in ticks, and nothing carries an instant: what runs out is counted down. So is, in a message under way, what
 * is left of the ttl since the holder first sent the request that the message echoes [CP-LEASE-2]. So time has no end.
 * Clocks drift: in half of the search a booking ends a tick early by the holder's clock.
 *
 * A channel is the set of what was sent in this session: each message may arrive at any time, in any order, again, or
 * never. What could change nothing any more is taken out. The two Hellos of a session are one event, which may come as late
 * as it likes. Power has units of its own, and a lease is one level.
 *
 * The search is exhaustive: any number of ticks, plans, renewals and repetitions; VERSIONS that may be about on a link at
 * one time; RESTARTS of grantor and holders in all.
 */
#define CAPACITY 2
#ifndef TTL
#define TTL 2
#endif
#ifndef VERSIONS
#define VERSIONS 2
#endif
#ifndef RESTARTS
#define RESTARTS 1
#endif
#ifdef NO_GRACE
#define GRACE 0
#else
#define GRACE 1
#endif
/* Holder 0 has a fallback of 1, holder 1 of 0; together they fit the capacity [CP-FALL-4]. */
#define FALLBACK(h) (1 - (h))

typedef Link {
  /* The holder: newest version, its level, ticks to its deadline (0: no lease), power at the meter. */
  byte version, level, left, drawn;
  /* The grantor: the newest version, what is left of the ttl of the newest request that it has heard. */
  byte issued, echo;
  /* By version: level, and ticks until its booking is reclaimed [CP-LEASE-4]. */
  byte levelOf[VERSIONS + 2];
  byte booked[VERSIONS + 2];
  bit greeted;
  /* Under way: 0 is nothing, else the ttl that is left, + 1. A request names the version held, or 0 (a need). */
  byte request, named;
  byte commit[VERSIONS + 2];
  byte renewAck[VERSIONS + 2];
  bit ack[VERSIONS + 2];
#ifdef ACK_BEFORE_DURABLE
  byte storedLevel;
#endif
#ifdef RESTART_WITH_OLD_ENDS
  byte storedEnd[VERSIONS + 2];
#endif
}
Link s[2];
byte restarts = RESTARTS;
/* Ticks by which the grantor's clock is ahead of a holder's after a lease. */
bit drift;
/* Ticks for which a grantor that lost its ledger grants nothing [CP-STORE-7]. */
byte recovering;
#ifdef LIVENESS
/* Holder 0 hears and is heard no more. */
bit cut;
#define REACHED(h) (s[h].greeted && !(cut && h == 0))
#else
#define REACHED(h) (s[h].greeted)
#endif
/* Scratch, 0 between events. */
byte i, n, m;

/* ---- what must hold ---- */

/* into: what holder h is booked at [CP-LEDGER-1]. */
inline booking(h, into) {
#ifdef FALLBACK_NOT_BOOKED
  into = 0;
#else
  into = FALLBACK(h);
#endif
#ifdef NEWEST_BOOKED_ALONE
  i = s[h].issued;
#else
  i = 1;
#endif
  do
  :: i > s[h].issued -> break
  :: else ->
    if
    :: s[h].booked[i] > 0 && s[h].levelOf[i] > into -> into = s[h].levelOf[i]
    :: else
    fi;
    i++
  od
}

/* S1 at the meters; and no lease outlives its grantor's booking, which a lost ledger can only say after its wait. */
inline check() {
  assert(s[0].drawn + s[1].drawn <= CAPACITY);
  if
  :: recovering == 0 -> booking(0, n); assert(s[0].drawn <= n); booking(1, n); assert(s[1].drawn <= n)
  :: else
  fi;
  i = 0; n = 0; m = 0
}

inline fewer(value) { if :: value > 0 -> value-- :: else fi }

#define NEEDED(h) \
  (s[h].version == 1 && s[h].left > 0 || s[h].named == 1 || s[h].booked[1] || s[h].commit[1] || s[h].renewAck[1] || s[h].ack[1])

/*
 * Versions matter in their order alone: the oldest is forgotten once nobody holds, books or says it, and the others move
 * down. So VERSIONS bounds how many are about at one time, not how many are issued.
 */
inline tidy(h) {
  n = 0;
  i = 1;
  do
  :: i > s[h].issued -> break
  :: else ->
#ifndef ACK_DROPS_NEWER
    /* Would drop nothing. */
    if :: n == 0 -> s[h].ack[i] = 0 :: else fi;
#endif
    if :: s[h].booked[i] > 0 -> n = 1 :: else fi;
    i++
  od;
  do
  :: s[h].issued > 0 && !NEEDED(h) ->
    i = 1;
    do
    :: i > VERSIONS -> break
    :: else ->
      s[h].levelOf[i] = s[h].levelOf[i + 1];
      s[h].booked[i] = s[h].booked[i + 1];
      s[h].commit[i] = s[h].commit[i + 1];
      s[h].renewAck[i] = s[h].renewAck[i + 1];
      s[h].ack[i] = s[h].ack[i + 1];
#ifdef RESTART_WITH_OLD_ENDS
      s[h].storedEnd[i] = s[h].storedEnd[i + 1];
#endif
      i++
    od;
    s[h].issued--;
    fewer(s[h].version);
    fewer(s[h].named)
  :: else -> break
  od
}

/* ---- the holder ---- */

/* Only once the power is down [CP-LEASE-9]. */
inline acknowledge(h) {
  if
#ifdef ACK_BEFORE_DOWN
  :: true -> s[h].ack[s[h].version] = 1
#else
  :: s[h].drawn <= s[h].level -> s[h].ack[s[h].version] = 1
#endif
  :: else
  fi
}

/* The ramp began early enough to end at the deadline [CP-LEASE-8]. */
inline fall(h) {
  s[h].left = 0;
  s[h].level = FALLBACK(h);
  s[h].drawn = FALLBACK(h)
}

inline take(h, v, ttlLeft) {
  /* Out of the fallback by a later version only [CP-FALL-6]. */
  assert(s[h].left > 0 || v > s[h].version);
  s[h].version = v;
  s[h].level = s[h].levelOf[v];
  s[h].left = ttlLeft;
  if :: s[h].level > s[h].drawn -> s[h].drawn = s[h].level :: else fi;
  acknowledge(h)
}

inline hearCommit(h, v) {
  printf("grantor -> holder %d: Commit %d, level %d\n", h, v, s[h].levelOf[v]);
  if
#ifdef OLDER_COMMIT_TAKEN
  :: v < s[h].version && s[h].commit[v] > 1 -> take(h, v, s[h].commit[v] - 1)
#endif
#ifdef TTL_FROM_RECEIPT
  :: v > s[h].version -> take(h, v, TTL)
#else
  :: v > s[h].version && s[h].commit[v] > 1 -> take(h, v, s[h].commit[v] - 1)
#ifdef LATE_ECHO_RAISES
  :: v > s[h].version && s[h].commit[v] == 1 -> take(h, v, TTL)
#else
  /* The ttl of the request that it echoes has passed: it may only lower [CP-LEASE-3]. */
  :: v > s[h].version && s[h].commit[v] == 1 && s[h].left > 0 && s[h].levelOf[v] <= s[h].level -> take(h, v, s[h].left)
#endif
#endif
  :: else
  fi;
#if defined(OLDER_COMMIT_TAKEN) || defined(OLD_SESSION_BELIEVED)
  skip;
#else
  /* Older versions change nothing any more [CP-LEASE-1], nor does this one: its ack is under way, or owed. */
  i = 1;
  do
  :: i > s[h].version -> break
  :: else ->
    s[h].commit[i] = 0;
    if :: i < s[h].version -> s[h].renewAck[i] = 0 :: else fi;
    i++
  od;
#endif
  tidy(h);
  check()
}

/* A confirmation is enough to go on, never to leave the fallback. */
inline hearRenewAck(h, v) {
  printf("grantor -> holder %d: RenewAck %d\n", h, v);
  if
  :: v == s[h].version && s[h].left > 0 && s[h].renewAck[v] - 1 > s[h].left -> s[h].left = s[h].renewAck[v] - 1
#ifdef CONTACT_ENDS_FALLBACK
  :: v == s[h].version && s[h].left == 0 -> take(h, v, s[h].renewAck[v] - 1)
#endif
  :: else
  fi;
  s[h].renewAck[v] = 0;
  tidy(h);
  check()
}

/* What was sent in a session that is over changes nothing any more [CP-SEAL-3]. */
inline endSession(h) {
  s[h].greeted = 0;
  s[h].echo = 0;
#ifndef OLD_SESSION_BELIEVED
  s[h].request = 0;
  s[h].named = 0;
  i = 1;
  do
  :: i > VERSIONS -> break
  :: else -> s[h].commit[i] = 0; s[h].renewAck[i] = 0; s[h].ack[i] = 0; i++
  od
#endif
}

#define HEAR(v) \
  :: d_step { REACHED(h) && s[h].commit[v] > 0 -> hearCommit(h, v) } \
  :: d_step { REACHED(h) && s[h].renewAck[v] > 0 -> hearRenewAck(h, v) }

proctype Holder(byte h) {
  do
  /* A new request each time: the same one again would be the same message. */
  :: d_step { REACHED(h) && s[h].request == 0 && s[h].echo < TTL ->
      s[h].request = TTL + 1;
      if :: s[h].left > 0 -> s[h].named = s[h].version :: else -> s[h].named = 0 fi;
      printf("holder %d: asks, holding %d\n", h, s[h].named) }
  HEAR(1)
  HEAR(2)
#if VERSIONS > 2
  HEAR(3)
#endif
  :: d_step { s[h].drawn > s[h].level ->
      s[h].drawn = s[h].level;
      printf("holder %d: is down to %d\n", h, s[h].drawn);
      if :: s[h].greeted -> acknowledge(h) :: else fi;
      tidy(h);
      check() }
#ifdef ACK_BEFORE_DURABLE
  :: d_step { s[h].storedLevel != s[h].level -> s[h].storedLevel = s[h].level }
#endif
  /* In the same boot a holder keeps its lease to the deadline that it wrote down, and its equipment the power. */
  :: d_step { restarts > 0 ->
      restarts--;
      endSession(h);
#ifdef ACK_BEFORE_DURABLE
      if :: s[h].left > 0 -> s[h].level = s[h].storedLevel :: else fi;
      if :: s[h].level > s[h].drawn -> s[h].drawn = s[h].level :: else fi;
#endif
      printf("holder %d: restarts\n", h);
      tidy(h);
      check() }
  /* In another boot, or with its store lost, it has none [CP-STORE-5]. */
  :: d_step { restarts > 0 ->
      restarts--;
      endSession(h);
#ifdef BOOT_NOT_ASKED
      if :: s[h].left > 0 -> s[h].left = TTL :: else fi;
#else
      s[h].version = 0;
      fall(h);
#endif
      printf("holder %d: restarts in another boot\n", h);
      tidy(h);
      check() }
  od
}

/* ---- the grantor ---- */

/* A confirmation: from now on the version is booked for its ttl and the grace [CP-LEASE-4]. */
#define CONFIRM(h, v) s[h].booked[v] = TTL + GRACE - drift

inline hearRequest(h) {
  printf("grantor: hears holder %d's request, holding %d\n", h, s[h].named);
  if :: s[h].request - 1 > s[h].echo -> s[h].echo = s[h].request - 1 :: else fi;
  s[h].request = 0;
  if
  :: s[h].named > 0 && s[h].echo > 0 && s[h].booked[s[h].issued] > 0 ->
    CONFIRM(h, s[h].issued);
    if
    :: s[h].named == s[h].issued -> s[h].renewAck[s[h].issued] = s[h].echo + 1
#ifdef OLDER_RENEWED
    :: s[h].named < s[h].issued -> s[h].renewAck[s[h].named] = s[h].echo + 1
#else
    /* An older one is answered with the newest commit [CP-LEASE-6]. */
    :: s[h].named < s[h].issued -> s[h].commit[s[h].issued] = s[h].echo + 1
#endif
    fi
  :: else
  fi;
  s[h].named = 0;
  tidy(h);
  check()
}

/* Acknowledging a version drops only those below it [CP-LEDGER-2]. */
inline hearAck(h, v) {
  printf("grantor: hears holder %d's CommitAck %d\n", h, v);
  i = 1;
  do
  :: i > s[h].issued -> break
#ifdef ACK_DROPS_NEWER
  :: i <= s[h].issued && i != v -> s[h].booked[i] = 0; i++
  :: i == v -> i++
#else
  :: i < v -> s[h].booked[i] = 0; i++
  :: i >= v -> break
#endif
  od;
  s[h].ack[v] = 0;
  tidy(h);
  check()
}

inline commitTo(h, wanted) {
  s[h].issued++;
  s[h].levelOf[s[h].issued] = wanted;
  CONFIRM(h, s[h].issued);
#ifdef RESTART_WITH_OLD_ENDS
  s[h].storedEnd[s[h].issued] = s[h].booked[s[h].issued];
#endif
  s[h].commit[s[h].issued] = s[h].echo + 1;
  printf("grantor: commits version %d to holder %d, level %d\n", s[h].issued, h, wanted);
  check()
}

/* Something new to say, and room to say it. */
#define MAY_COMMIT(h, wanted) (REACHED(h) && s[h].issued < VERSIONS && recovering == 0 \
  && (s[h].levelOf[s[h].issued] != wanted || s[h].booked[s[h].issued] == 0))

/* What lowers goes at once. What raises passes the ledger as it is released [CP-LEDGER-4], for a fresh request [CP-LEASE-5]. */
inline plan(h, other, wanted) {
  booking(h, n);
  booking(other, m);
#ifdef INCREASE_WITH_DECREASE
  /* Beside what the other was told last, acknowledged or not. */
  m = FALLBACK(other);
  if
  :: s[other].booked[s[other].issued] > 0 && s[other].levelOf[s[other].issued] > m -> m = s[other].levelOf[s[other].issued]
  :: else
  fi;
#endif
  if
  :: wanted <= n -> commitTo(h, wanted)
  :: wanted > n && wanted + m <= CAPACITY && 2 * s[h].echo >= TTL -> commitTo(h, wanted)
  :: else -> check()
  fi
}

#define HEAR_ACK(v) :: d_step { REACHED(h) && s[h].ack[v] -> hearAck(h, v) }
proctype Grantor(byte h; byte other) {
  do
#ifdef LIVENESS
  :: d_step { !s[h].greeted && !(cut && h == 0) -> s[h].greeted = 1; printf("grantor: Hello with holder %d\n", h) }
#else
  :: d_step { !s[h].greeted -> s[h].greeted = 1; printf("grantor: Hello with holder %d\n", h) }
#endif
  HEAR_ACK(1)
  HEAR_ACK(2)
#if VERSIONS > 2
  HEAR_ACK(3)
#endif
  :: d_step { REACHED(h) && s[h].request > 0 -> hearRequest(h) }
  :: d_step { MAY_COMMIT(h, 0) -> plan(h, other, 0) }
  :: d_step { MAY_COMMIT(h, 1) -> plan(h, other, 1) }
  :: d_step { MAY_COMMIT(h, 2) -> plan(h, other, 2) }
  od
}

/* ---- time and the grantor's faults ---- */

inline holderTick(h) {
  fewer(s[h].echo);
  if :: s[h].request > 2 -> s[h].request-- :: else -> s[h].request = 0; s[h].named = 0 fi;
  i = 1;
  do
  :: i > s[h].issued -> break
  :: else ->
    if :: s[h].commit[i] > 1 -> s[h].commit[i]-- :: else fi;
    /* One whose ttl has passed says nothing. */
    if :: s[h].renewAck[i] > 2 -> s[h].renewAck[i]-- :: else -> s[h].renewAck[i] = 0 fi;
    i++
  od;
  /* A ramp takes a tick at most. */
  if
  :: s[h].drawn > s[h].level ->
    s[h].drawn = s[h].level;
    if :: s[h].greeted -> acknowledge(h) :: else fi
  :: else
  fi;
#ifndef LAST_LIMIT_KEPT
  if
  :: s[h].left > 1 -> s[h].left--
  :: s[h].left == 1 -> fall(h)
  :: else
  fi
#endif
}

inline grantorTick(h) {
  i = 1;
  do
  :: i > s[h].issued -> break
  :: else ->
#ifndef NOTHING_RECLAIMED
    fewer(s[h].booked[i]);
#endif
    /* The message is void by now. */
    if :: s[h].booked[i] == 0 -> s[h].commit[i] = 0 :: else fi;
#ifdef RESTART_WITH_OLD_ENDS
    fewer(s[h].storedEnd[i]);
#endif
    i++
  od
}

/* With its ledger it holds every booking for a full ttl and grace [CP-STORE-6]. */
inline restartBookings(h) {
  i = 1;
  do
  :: i > VERSIONS -> break
  :: else ->
#ifdef RESTART_WITH_OLD_ENDS
    s[h].booked[i] = s[h].storedEnd[i];
#else
    if :: s[h].booked[i] > 0 -> CONFIRM(h, i) :: else fi;
#endif
    i++
  od
}

/* Its next epoch is above all versions that it may have issued. */
inline loseBookings(h) {
  i = 1;
  do
  :: i > VERSIONS -> break
  :: else -> s[h].booked[i] = 0; s[h].commit[i] = 0; s[h].levelOf[i] = 0; i++
  od
}

proctype World() {
  do
  :: d_step {
      holderTick(0); holderTick(1); grantorTick(0); grantorTick(1);
      fewer(recovering);
      tidy(0); tidy(1);
      printf("-- a tick --\n");
      check() }
  :: d_step { restarts > 0 ->
      restarts--;
      endSession(0); endSession(1);
      restartBookings(0); restartBookings(1);
      printf("grantor: restarts with its ledger\n");
      tidy(0); tidy(1);
      check() }
  :: d_step { restarts > 0 ->
      restarts--;
      endSession(0); endSession(1);
      loseBookings(0); loseBookings(1);
#ifndef NO_RECOVERY
      recovering = TTL + GRACE - drift;
#endif
      printf("grantor: restarts, its ledger is lost\n");
      tidy(0); tidy(1);
      check() }
  od
}

#ifdef LIVENESS
/* What a silent holder has comes back, at its meter and in the ledger: of one link, since the other plays no part in it. */
#define BACK (s[0].left == 0 && s[0].drawn == FALLBACK(0) && s[0].booked[1] == 0 && s[0].booked[2] == 0)
ltl back { [] (cut -> <> [] BACK) }

proctype Cutting() {
  cut = 1
}
#endif

init {
  atomic {
#ifdef LIVENESS
    drift = 1;
#else
    if :: drift = 0 :: drift = 1 fi;
#endif
    s[0].level = FALLBACK(0);
    s[0].drawn = FALLBACK(0);
    run World();
    run Holder(0); run Grantor(0, 1);
#ifndef LIVENESS
    run Holder(1); run Grantor(1, 0);
#endif
#ifdef LIVENESS
    run Cutting()
#endif
  }
}
