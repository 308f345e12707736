// Generated from docs/requirements.md by `npm run gen`. Do not edit.
/** What each requirement says. */
export const requirementTexts = {
  "CP-WIRE-1":
    "An envelope has at most 16 384 bytes, checked before it is decoded and after it is encoded; a longer one is TOO_LARGE.",
  "CP-WIRE-2": "A bundle has at most 65 536 bytes, checked before it is decoded, and holds 1 to 64 sealed envelopes.",
  "CP-WIRE-3": "An envelope has exactly one body: none, two of a kind or two kinds are refused.",
  "CP-WIRE-4":
    "Groups, wire types 3, 4, 6 and 7, field number 0, a known field with another wire type and a singular field that occurs twice are refused; unknown fields are ignored.",
  "CP-WIRE-5": "An integer of a known field fits 32 bits on the wire; a wider varint is refused, never cut.",
  "CP-WIRE-6": "Every number is finite, integral and within its field's range, on the way in and on the way out.",
  "CP-WIRE-7": "Every enum value is known, and not UNSPECIFIED where the field needs a meaning.",
  "CP-WIRE-8":
    "Every list is within its count: steps 1–1000, parts of terms 1–16, of a need 0–16, proposals 0–5, options 0–16, reasons 0–16, needVersions 0–16, partPrices and blends 0–16, weights of a blend 1–24; connectors and phases occur once.",
  "CP-WIRE-9": "Every id matches `[a-z0-9-]{1,32}`; every text and byte string has its length and alphabet.",
  "CP-WIRE-10":
    "A field for which zero means something is present or the message is refused (or, where optional, its key is absent): absent is never read as zero.",
  "CP-WIRE-11":
    "Any bytes either decode to a valid envelope or fail with BAD_MESSAGE or TOO_LARGE of side remote; encoding what is not valid fails with side local.",
  "CP-WIRE-12":
    "A schedule of integer watts survives the wire exactly; absent `min` is a fixed plan equal to `max`; `min` lies nowhere above `max`.",
  "CP-WIRE-13":
    "Terms travel as bytes; their hash is the first 16 bytes of SHA-256 over the bytes as received, never over a re-encoding.",
  "CP-WIRE-14":
    "Presence, Roster and PlanNotice have no recipient; an Offer may have none unless it is reserved; every other body has one.",
  "CP-WIRE-15": "The weights of a blend are 1 to 65 536 and sum to 65 536.",
  "CP-WIRE-16":
    "The vectors of a forecast and of a price notice have one length each message; no p90 of a forecast lies below its p50.",
  "CP-TOPIC-1":
    "A topic is `{root}/1/{site}/` + `node/{node}/presence`, `node/{node}/roster`, `inbox/{to}/{from}` or `market/{node}/{grantor}`; any other topic is not ours and is ignored.",
  "CP-TOPIC-2": "A topic has at most 200 bytes and at most 8 levels.",
  "CP-TOPIC-3": "A retained delivery in an inbox is dropped.",
  "CP-TOPIC-4":
    "The nodes in the topic and the agents in the envelope agree with the registry and the key, or the message is a security event and changes nothing.",
  "CP-TOPIC-5":
    "An agent subscribes with at most 8 filters a SUBSCRIBE, a clean session, no shared subscription and never QoS 2.",
  "CP-SEAL-1":
    "A seal covers context, topic, envelope bytes as received and session id: changing one bit of any of them breaks it.",
  "CP-SEAL-2":
    "Hello, broadcasts, Accept, Commit, Revoke, Release, Emergency and their answers, TradeOffer and TradeAccept carry an Ed25519 signature, every other unicast a 16-byte HMAC-SHA-256; the other kind is refused.",
  "CP-SEAL-3":
    "The session id is the first 8 bytes of a hash of both Hellos with their epochs and fresh nonces; it is empty in Hello, presence, roster and market messages, and a message of another session changes nothing.",
  "CP-SEAL-4":
    "A message that no session explains changes nothing and is answered at most once per 5 s with the receiver's own Hello.",
  "CP-SEAL-5":
    "A received message is worked on in this order, and dropped at the first failure: size, topic shape, rate of this peer, seal, decoding.",
  "CP-SEAL-6":
    "Trust comes from a signed registry whose version never goes back; unsealed messages are taken only under an explicit insecure flag on loopback.",
  "CP-SEAL-7":
    "Each agent appends what binds it to a hash-chained audit log; a changed, missing or reordered record breaks the chain.",
  "CP-WINDOW-1":
    "A message is identified by (sender, recipient, epoch, seq); the same identity with the same content gets the stored answer again and changes nothing.",
  "CP-WINDOW-2":
    "The same identity with other content is rejected DUPLICATE_ID and is a security event; who greets so gets and keeps no lease in this life.",
  "CP-WINDOW-3": "A lower epoch or an older seq never overwrites, presence and other retained data included.",
  "CP-WINDOW-4": "A gap in seq waits 2 s, then Resync asks for a Snapshot.",
  "CP-WINDOW-5": "A window belongs to one peer and is bounded: a flood of one peer evicts nothing of another.",
  "CP-WINDOW-6":
    "An unanswered request is sent again unchanged after 0.25, 0.5, 1 and then every 2 s until its ttl; Emergency, Revoke and lowering commits every 0.25 s.",
  "CP-WINDOW-7": "Emergency, Revoke and lowering commits bypass the reorder window.",
  "CP-WINDOW-8":
    "A Hello with an epoch lower than seen is rejected EPOCH_STALE with the epoch seen, and its sender starts again at seen + 1.",
  "CP-SESSION-1":
    "Before Hello has been exchanged no other message of a peer changes anything; an unanswered Hello is repeated after 5 s with full-jitter back-off from 0.5 to 10 s.",
  "CP-SESSION-2":
    "The highest common major wins; without one the Hello is rejected VERSION_UNSUPPORTED with the major supported, and with an unknown critical feature FEATURE_UNSUPPORTED.",
  "CP-SESSION-3": "A Hello is rejected RAMP_TOO_SLOW unless (powerMax − fallback) / ramp ≤ ttl / 2.",
  "CP-SESSION-4":
    "A link exists only between peers that the registry allows; a battery's from plug-in to the opening of its contactor, which ends its lease at once.",
  "CP-SESSION-5":
    "A grantor with equipment states in its Hello what each connector of the holder carries both ways, on all of its phases together; the holder needs and offers nothing beyond it, and where nothing is stated a battery exports nothing.",
  "CP-NEG-1": "Rounds and deadline are stated in the first offer, and every negotiation ends within them.",
  "CP-NEG-2":
    "Accept names a reserved proposal by its hash: an unknown one is rejected UNKNOWN_PROPOSAL, an expired one OFFER_EXPIRED.",
  "CP-NEG-3":
    "A one-shot increase goes out as a reserved offer with one proposal, then Accept, then Commit; a lowering commit needs no Accept.",
  "CP-NEG-4":
    "A holder has at most one open reservation, of at most its powerMax, booked at the maximum over its proposals.",
  "CP-NEG-5":
    "A commit on an older need or an expired option is taken only where it lowers, and answered STALE_NEED or OPTION_EXPIRED.",
  "CP-NEG-6": "Revoke beats Accept, and a decrease beats an increase, whichever arrives first.",
  "CP-NEG-7":
    "A counter-offer carries only options that its holder can keep, each with a declared cost ≥ 0 and the reasons for it.",
  "CP-NEG-8":
    "A reject says why, with the number that was wrong and, where there are some, the largest feasible terms.",
  "CP-NEG-9":
    "A relay accepts from its own grantor only what a child has accepted, and each limit carries the reasons of its sources downward.",
  "CP-NEG-10":
    "A commit with blends is taken only if each connector's schedule is the stated mixture of the holder's own unexpired options, ± 1 unit a step, plus a top-up inside its declared band (energy, powers); else only where it lowers (UNKNOWN_PROPOSAL).",
  "CP-NEG-11":
    "An option is refused (INFEASIBLE, BAD_VALUE) and counted against its sender where it is not finite, breaks its need's powers or departure, repeats another, or where the stated best value is above its cost + prices · schedule; it changes nobody else's plan.",
  "CP-NEG-12":
    "A battery exports, and takes more than was asked for to export it later, only by a mixture of its own options; by any other lease it exports nothing.",
  "CP-NEG-13":
    "A grantor that clears by option rounds rejects a need whose tier 1 cannot be met together with all tier 1 that it admitted, on all rows (INFEASIBLE, with the largest feasible one); the need before stands, and the holder states less of it first and goes on.",
  "CP-PLAN-1":
    "After each plan of option rounds the grantor tells all once how it ended: cost, rounds, price of energy, and a bound with its gap only where the bound leaves no child out and is not above the cost. It changes nothing at who hears it.",
  "CP-SUM-1":
    "An operator below answers a question by sums with one profile of all its members within its stated need, or with a reject where fewer than three have one; no answer moves power, and whatever is answered the shares that follow fit the row.",
  "CP-PRICE-1":
    "A commit of option rounds states at what prices its holder's energy is billed: those of the plan's best bound as the holder was told them, up to the last departure, in at most 400 bytes a connector.",
  "CP-PRICE-2":
    "Metered energy is billed by the commit in force, what deviates from it at the higher of the price and the imbalance price on top; a relay tells each child its connector's prices, and again when they change.",
  "CP-PRICE-3":
    "A holder says what a commit costs it beside its own options at the same prices (M8). One that was not told the prices and would rather have another option raises PRICE_NOT_AS_PROMISED; it never refuses power for a price.",
  "CP-PRICE-4":
    "An operator publishes prices to those below it at most once in 15 minutes, an emergency at once; a publication grants nothing.",
  "CP-PRICE-5":
    "What was published last replaces a site's own prices until its last step is over; a site whose session begins anew hears it again.",
  "CP-FORECAST-1":
    "A forecast adds up at least three children, or none and only the load that is expected without them, and goes to the operator above alone; the sets of children that two forecasts of a site add up differ by none or by at least three.",
  "CP-TRADE-1":
    "A trade that is proposed changes two holders' steps by as much as each other, lowers the sum of their declared costs, and has a price that leaves neither worse off, its bill for energy included.",
  "CP-TRADE-2":
    "A trade that is proposed adds to no row more than is free on it, and asks no holder for a power that it cannot take.",
  "CP-TRADE-3":
    "A holder agrees to a trade of its newest lease alone, by trade, version, hash of the terms and price as they were offered; an agreement to anything else changes nothing.",
  "CP-TRADE-4":
    "A holder agrees only where its declared cost, its bill and the price together do not rise by its own reckoning, and never sells of what it needs first (tier 1); a trade whose declared costs together rise is not carried out.",
  "CP-TRADE-5":
    "A trade of a lease that is not the newest any more, or is being changed, fails as STALE_LEASE: the same energy is not sold twice.",
  "CP-TRADE-6":
    "An agreed trade is durable before anything of it is sent; the decrease goes first, the increase when the ledger lets it pass. It is due once both hold it; what comes to nothing before, by a crash, an emergency or another plan, nobody pays.",
  "CP-TRADE-7":
    "A trade that was carried out stands on two bills as the same whole amount, paid by the buyer and received by the seller: over a site trades sum to zero. Due is the share of the exchanged energy up to when another plan changes what either has.",
  "CP-TRADE-8":
    "A charger agrees to a trade only as the battery in the one connector that it changes does, and passes nothing on once its own lease or the battery's is another.",
  "CP-LEASE-1":
    "A lease version (grantor epoch, counter) only grows: a commit older than the one held changes nothing, so a link has at most one current lease.",
  "CP-LEASE-2":
    "The holder counts the ttl from when it first sent the request that Commit or RenewAck echoes; a retransmit never moves it.",
  "CP-LEASE-3": "A commit whose echo names an unknown request or one whose ttl has passed may only lower.",
  "CP-LEASE-4": "The grantor reclaims a lease only after its own confirmation + ttl + grace.",
  "CP-LEASE-5":
    "A child whose newest request was received more than half its ttl ago gets no increase until its next request.",
  "CP-LEASE-6":
    "A holder renews after a third of the ttl; RenewAck confirms only the newest version, and a Renew of an older one is answered with the newest Commit.",
  "CP-LEASE-7": "A child's confirmation + ttl + grace ends before its grantor's own deadline.",
  "CP-LEASE-8": "Ramping down begins early enough to end at the holder's deadline.",
  "CP-LEASE-9":
    "A decrease is acknowledged only when the metered power and the holder's own bookings fit the new bound; until then it is answered with Status.",
  "CP-LEASE-10": "After the last step of a schedule the fallback holds, never the last step.",
  "CP-LEASE-11": "A grantor with hardware enforces min(own lease, child's lease) at the child's port.",
  "CP-TIME-1": "Leases run on monotonic clocks: a jump of the wall clock moves no deadline and no step.",
  "CP-TIME-2":
    "Schedule time lies in [T + now − received, T + now − sent]: a falling step is complete when the largest estimate reaches it, a rising one starts when the smallest does.",
  "CP-TIME-4":
    "A holder keeps what it knows of schedule time (less 0.1 % drift) where a later answer says less of it; what contradicts it, or a new session, counts.",
  "CP-TIME-5":
    "An operator under another counts its lease as it is within the next seconds by which its time may be late, so that what it grants falls before its lease does.",
  "CP-TIME-6":
    "A holder that holds no lease asks for the time (by a Status) before drift has made its knowledge a second wider.",
  "CP-TIME-3": "A port drops an `apply` whose decision is older than 1 s.",
  "CP-TIME-7":
    "Schedule time goes on while a machine is suspended: its agents begin anew, by the wall clock as it is then.",
  "CP-LEDGER-1":
    "A booking is the pointwise maximum over the last acknowledged version, every later issued one until its own confirmation + ttl + grace, the open reservation and the fallback.",
  "CP-LEDGER-2": "Acknowledging version v drops only versions lower than v.",
  "CP-LEDGER-3":
    "Import and export are booked apart on every row; an export never creates room; 0 W is always allowed.",
  "CP-LEDGER-4":
    "Decreases go first; each increase passes the ledger again at the instant of release; a newer plan or an emergency cancels unreleased ones.",
  "CP-LEDGER-5": "Uncontrolled load is booked at its upper bound, and exceeding it raises an emergency.",
  "CP-LEDGER-6": "A holder's power counts on the phases of the grantor's wiring, else on every possible phase.",
  "CP-LEDGER-7": "Overdraw is detected, booked at the measured power and taken from the others.",
  "CP-LEDGER-8": "On every row the sum of the bookings is at most the grantor's own capacity, at every instant.",
  "CP-FALL-1":
    "The fallback is 0 W before first admission; one that does not fit is admitted at 0 W, never as a refused Hello, and raised when decreases make room.",
  "CP-FALL-2": "To raise a fallback the grantor persists it before the holder uses it.",
  "CP-FALL-3":
    "To lower a fallback the holder persists it, writes the equipment's failsafe and reads it back before it says so; until then the larger is booked.",
  "CP-FALL-4": "The sum of the children's fallbacks fits the grantor's guaranteed capacity on every row.",
  "CP-FALL-5":
    "Without contact a holder goes from active to hold, ramping and fallback, and its power ends at the fallback by its deadline.",
  "CP-FALL-6":
    "From hold or ramping a RenewAck of the current version leads back; leaving fallback needs a heartbeat and a later-versioned commit.",
  "CP-FALL-7": "A grantor states a limit or RECOVERING within 60 s of every reconnect.",
  "CP-FALL-8": "When an applied band's validity ends without a new one, the equipment goes to its fallback by itself.",
  "CP-FALL-9":
    "An operator refuses terms below its uncontrolled load and the fallbacks of those below it with the least feasible ones; the one above alarms CAPACITY_SHORT. An emergency is obeyed.",
  "CP-EMERG-1":
    "Until an emergency ends or is lifted the limit is min(emergency, lease or fallback), also through restart and loss of contact.",
  "CP-EMERG-2": "An emergency voids open reservations and unreleased increases.",
  "CP-EMERG-3": "An emergency is durable before it is answered.",
  "CP-EMERG-4": "An emergency below the fallbacks is obeyed, answered with the achieved power, and alarmed.",
  "CP-EMERG-5":
    "A later number replaces an earlier emergency, and never the other way round; a duration of 0 lifts it.",
  "CP-STORAGE-1":
    "A storage site with a reserve plans and gives nothing below it, except while an emergency caps it; then nothing below the limit of its packs.",
  "CP-STORAGE-2":
    "A firm export that is delivered earns its price; what is missing is paid as deviation, reported as `EXPORT_SHORT`, and gives nobody room.",
  "CP-STORAGE-3":
    "A storage site charges where energy is cheap and gives where energy or the peak is dear, never for less than wear and losses, and declares its wear as cost.",
  "CP-STORE-1":
    "A decision is durable before any effect of it leaves the agent; a decrease may be applied before, an increase never.",
  "CP-STORE-2": "If persisting fails the agent is stopped and started again from the store.",
  "CP-STORE-3": "The epoch grows at every start and is durable before the agent connects.",
  "CP-STORE-4":
    "Renewals are persisted by neither side; a holder persists its deadline again at most once per half ttl.",
  "CP-STORE-5":
    "A holder that starts in another boot, with an unreadable clock or with a lost store has no lease: it is at its fallback.",
  "CP-STORE-6": "A grantor that restarts with its ledger holds every booking for a full ttl + grace.",
  "CP-STORE-7":
    "A grantor with a lost ledger grants nothing for the longest ttl it may grant + grace, and answers RECOVERING with the time left.",
  "CP-STORE-8": "A bad checksum in any slot means the store is lost; an older slot is never used instead.",
  "CP-STORE-9":
    "A life that lost its store begins with an epoch drawn above 65 535; a store of which a peer knows a later life is lost.",
} as const;
