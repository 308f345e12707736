import type { BodyKind } from "../messages.js";

/**
 * What each state does with each event, decided by a person: a new state, event or kind of message fails until it has its
 * place here. `-` ignored on purpose; `!` a violation; `?` unexpected: answered with our own Hello; `>state` leads there;
 * else the name of what is done. Several are joined by `+`. Columns are the states in their order.
 */
export interface Decisions {
  readonly states: string;
  /** Own events; those of another region, which are ignored here, under `others`. */
  readonly events: Readonly<Record<string, string>>;
  readonly others?: string;
  readonly messages?: Readonly<Record<BodyKind, string>>;
}

const holderSession: Decisions = {
  states: "down greeting waiting up",
  events: {
    connected: ">greeting - - -",
    disconnected: "- >down >down >down",
    greeted: "- >up - -",
    refused: "- >waiting+rememberBackoff rememberBackoff -",
    regreet: "- >greeting >greeting >greeting",
  },
  others: "granted confirmed ended renewDue holdDue rampDue deadline",
  messages: {
    hello: "! deliver deliver deliver",
    reject: "! deliver deliver deliver",
    // A grantor says these, and never before it has greeted.
    offer: "! ! ! deliver",
    commit: "! ! ! deliver",
    renewAck: "! ! ! deliver",
    releaseAck: "! ! ! deliver",
    revoke: "! ! ! deliver",
    emergency: "! ! ! deliver",
    statusAck: "! ! ! deliver",
    resync: "! ! ! deliver",
    snapshot: "! ! ! deliver",
    priceNotice: "! ! ! deliver",
    tradeOffer: "! ! ! deliver",
    // Only a holder says these.
    need: "! ! ! !",
    counterOffer: "! ! ! !",
    accept: "! ! ! !",
    commitAck: "! ! ! !",
    renew: "! ! ! !",
    release: "! ! ! !",
    revokeAck: "! ! ! !",
    emergencyAck: "! ! ! !",
    status: "! ! ! !",
    forecast: "! ! ! !",
    tradeAccept: "! ! ! !",
    // Broadcasts: the codec refuses them with a recipient (CP-WIRE-14), and without one they are no link's.
    presence: "! ! ! !",
    roster: "! ! ! !",
    planNotice: "! ! ! !",
  },
};

const holderLease: Decisions = {
  states: "none active hold ramping fallback",
  events: {
    granted: ">active >active >active >active >active",
    confirmed: "- >active >active >active -",
    ended: "- >fallback >fallback >fallback -",
    renewDue: "- renew renew renew -",
    holdDue: "- >hold - - -",
    rampDue: "- >ramping >ramping - -",
    deadline: "- >fallback >fallback >fallback -",
  },
};

const grantorSession: Decisions = {
  states: "unknown up",
  events: { greeted: ">up -", lost: "- >unknown" },
  others: "offerSent offerEnded",
  messages: {
    hello: "deliver deliver",
    // A holder says these; before it is greeted it is asked to say Hello.
    need: "? deliver",
    counterOffer: "? deliver",
    accept: "? deliver",
    commitAck: "? deliver",
    renew: "? deliver",
    release: "? deliver",
    revokeAck: "? deliver",
    emergencyAck: "? deliver",
    status: "? deliver",
    statusAck: "? deliver",
    reject: "? deliver",
    resync: "? deliver",
    snapshot: "? deliver",
    forecast: "? deliver",
    tradeAccept: "? deliver",
    // Only a grantor says these.
    offer: "? !",
    commit: "? !",
    renewAck: "? !",
    releaseAck: "? !",
    revoke: "? !",
    emergency: "? !",
    priceNotice: "? !",
    tradeOffer: "? !",
    // Broadcasts.
    presence: "? !",
    roster: "? !",
    planNotice: "? !",
  },
};

const grantorDeal: Decisions = {
  states: "idle open",
  events: { offerSent: ">open >open", offerEnded: "- >idle" },
};

const battery: Decisions = {
  states: "unplugged plugged.content plugged.asking",
  events: {
    plugIn: ">plugged.content - -",
    unplug: "- >unplugged >unplugged",
    wants: "- >plugged.asking -",
    content: "- - >plugged.content",
  },
};

const relay: Decisions = {
  states: "idle asking",
  events: { offered: ">asking >asking", complete: "- >idle+answer", void: "- >idle" },
};

const planner: Decisions = {
  states: "quiet gathering resting owing",
  events: {
    trigger: ">gathering+remember - >owing+remember -",
    urgent: ">resting+remember+plan >resting+remember+plan >resting+remember+plan >resting+remember+plan",
  },
};

/** By machine and region. */
export const decisions: Readonly<Record<string, Readonly<Record<string, Decisions>>>> = {
  holder: { session: holderSession, lease: holderLease },
  grantor: { session: grantorSession, deal: grantorDeal },
  battery: { battery },
  relay: { relay },
  planner: { planner },
};
