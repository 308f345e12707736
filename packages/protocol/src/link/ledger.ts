import type { Embedded, Fallback, LeaseVersion, Terms } from "../messages.js";
import { stepConstant, stepLess, stepMax, stepSum, stepValueAt, type StepFunction } from "../step-function.js";
import type { AgentId, MonoMs, Watts } from "../units.js";
import { accountPower, agreedPower, type Account } from "./ledger-account.js";
import {
  compareVersions,
  fallbackPower,
  firstMisfit,
  maxPower,
  rowAt,
  rowMisfit,
  sumPower,
  swapPower,
  termsPower,
  type IssuedVersion,
  type LedgerRow,
  type Misfit,
  type RowPower,
} from "./booking.js";

/**
 * What a grantor has given away, on every row, import and export apart (CP-LEDGER). All changes that could raise a
 * booking go through one check against the capacity; a strategy, a price or a liar cannot pass it.
 */
export class Ledger {
  private readonly accounts = new Map<AgentId, Account>();
  private readonly capacity: RowPower[];
  private readonly total: RowPower[];

  constructor(private readonly rows: readonly LedgerRow[]) {
    const zero = stepConstant(0);
    this.capacity = rows.map(() => ({ importW: zero, exportW: zero }));
    this.total = rows.map(() => ({ importW: zero, exportW: zero }));
  }

  /** Capacity left for holders on a row (own lease or fallback, less uncontrolled load), W ≥ 0. */
  setCapacity(row: string, importW: StepFunction, exportW: StepFunction): void {
    const index = this.rows.findIndex((each) => each.id === row);
    if (index >= 0) this.capacity[index] = { importW, exportW };
  }

  /** Registers a holder; what it has already keeps. */
  open(holder: AgentId, connectors: readonly number[]): void {
    const account = this.accounts.get(holder);
    if (account === undefined) {
      this.accounts.set(holder, {
        connectors,
        fallback: { importW: 0, exportW: 0 },
        versions: [],
        reservation: undefined,
        overdrawW: 0,
        booked: maxPower(this.rows.length, []),
      });
      return;
    }
    account.connectors = connectors;
    this.rebook(account, holder);
  }

  /** The holder is physically gone (contactor open) or out of the registry: nothing of it is booked any more. */
  close(holder: AgentId): void {
    const account = this.accounts.get(holder);
    if (account === undefined) return;
    this.replaceBooked(account, maxPower(this.rows.length, []));
    this.accounts.delete(holder);
  }

  /** Books a fallback if it fits; lowering is done by the caller only after the holder's equipment confirmed it. */
  admitFallback(holder: AgentId, fallback: Pick<Fallback, "importW" | "exportW">, nowS: number): Misfit | undefined {
    return this.attempt(holder, nowS, (account) => {
      account.fallback = { importW: fallback.importW, exportW: fallback.exportW };
    });
  }

  /** Whether {@link admitFallback} would find room; books nothing. */
  fallbackMisfit(holder: AgentId, fallback: Pick<Fallback, "importW" | "exportW">, nowS: number): Misfit | undefined {
    const { importW, exportW } = fallback;
    return this.attempt(holder, nowS, (account) => (account.fallback = { importW, exportW }), true);
  }

  /** Books a fallback that the holder already uses, whether it fits or not. */
  inheritFallback(holder: AgentId, fallback: Pick<Fallback, "importW" | "exportW">): void {
    const { importW, exportW } = fallback;
    this.change(holder, (account) => (account.fallback = { importW, exportW }));
  }

  fallbackOf(holder: AgentId): Pick<Fallback, "importW" | "exportW"> {
    return this.accounts.get(holder)?.fallback ?? { importW: 0, exportW: 0 };
  }

  /** One open reservation per holder; a new one replaces it. */
  reserve(holder: AgentId, terms: Embedded<Terms>, until: MonoMs, nowS: number): Misfit | undefined {
    const power = termsPower(this.rows, holder, terms.value);
    return this.attempt(holder, nowS, (account) => {
      account.reservation = { hash: terms.hash, power, until };
    });
  }

  release(holder: AgentId): void {
    this.change(holder, (account) => (account.reservation = undefined));
  }

  /**
   * Books a new version beside those that may still be in force. CP-LEDGER: it is checked at the instant of release;
   * where it only lowers, it always fits. The reservation it came from is replaced by it.
   */
  tryApply(
    holder: AgentId,
    issue: Omit<IssuedVersion, "power"> & { readonly keepsReservation?: boolean },
    nowS: number,
  ): Misfit | undefined {
    const power = termsPower(this.rows, holder, issue.terms.value);
    return this.attempt(holder, nowS, (account) => {
      const { keepsReservation, ...version } = issue;
      account.versions = [...account.versions, { ...version, power }];
      // A decrease beside an open offer leaves what the offer promised.
      if (keepsReservation !== true) account.reservation = undefined;
    });
  }

  /** Whether holders could have these terms instead of their leases, all of them together; books nothing. */
  togetherMisfit(terms: ReadonlyMap<AgentId, Terms>, nowS: number): Misfit | undefined {
    const total = [...this.total];
    for (const [holder, value] of terms) {
      const account = this.accounts.get(holder);
      if (account === undefined) continue;
      const power = termsPower(this.rows, holder, value);
      const versions = account.versions.slice(-1).map((each) => ({ ...each, power }));
      const booked = this.bookingOf({ ...account, versions, reservation: undefined }, holder);
      for (const [index, each] of total.entries())
        total[index] = swapPower(each, rowAt(account.booked, index), rowAt(booked, index));
    }
    return firstMisfit(this.rows, { booked: total, capacity: this.capacity }, nowS);
  }

  /** Books versions found in the store, whether they fit or not: they may be in force. */
  inherit(holder: AgentId, issued: readonly Omit<IssuedVersion, "power">[]): void {
    this.change(holder, (account) => {
      account.versions = issued.map((each) => ({ ...each, power: termsPower(this.rows, holder, each.terms.value) }));
    });
  }

  /** CP-LEDGER-2: the holder has taken `version`: only earlier ones are dropped. */
  acknowledge(holder: AgentId, version: LeaseVersion): void {
    this.change(holder, (account) => {
      account.versions = account.versions.filter((each) => compareVersions(each.version, version) >= 0);
    });
  }

  /** A RenewAck went out for the newest version: it may be in force until `expiresAt`. */
  confirm(holder: AgentId, version: LeaseVersion, expiresAt: MonoMs): void {
    const account = this.accounts.get(holder);
    if (account === undefined) return;
    account.versions = account.versions.map((each) =>
      compareVersions(each.version, version) === 0 && each.expiresAt < expiresAt ? { ...each, expiresAt } : each,
    );
  }

  /** The holder gave `version` back: it and earlier ones are over, a later one may be on its way. */
  drop(holder: AgentId, version: LeaseVersion): void {
    this.change(holder, (account) => {
      account.versions = account.versions.filter((each) => compareVersions(each.version, version) > 0);
    });
  }

  versionsOf(holder: AgentId): readonly IssuedVersion[] {
    return this.accounts.get(holder)?.versions ?? [];
  }

  /** Books power metered beyond every agreement of this holder, W, + import, − export; 0 ends it. */
  setOverdraw(holder: AgentId, overdrawW: Watts): void {
    this.change(holder, (account) => (account.overdrawW = overdrawW));
  }

  /** Drops what can no longer be in force; returns the holders that lost a version or a reservation. */
  expire(now: MonoMs): readonly AgentId[] {
    const changed: AgentId[] = [];
    for (const [holder, account] of this.accounts) {
      const versions = account.versions.filter((each) => each.expiresAt > now);
      const kept = account.reservation !== undefined && account.reservation.until > now;
      if (versions.length === account.versions.length && kept === (account.reservation !== undefined)) continue;
      account.versions = versions;
      if (!kept) account.reservation = undefined;
      this.rebook(account, holder);
      changed.push(holder);
    }
    return changed;
  }

  /** When {@link expire} next has something to do. */
  nextExpiry(): MonoMs | undefined {
    let next = Number.POSITIVE_INFINITY;
    for (const account of this.accounts.values()) {
      for (const each of account.versions) next = Math.min(next, each.expiresAt);
      if (account.reservation !== undefined) next = Math.min(next, account.reservation.until);
    }
    return Number.isFinite(next) ? next : undefined;
  }

  /** S1 at this ledger: the first row and time from `nowS` on where bookings exceed the capacity. */
  firstOver(nowS: number): Misfit | undefined {
    return firstMisfit(this.rows, { booked: this.total, capacity: this.capacity }, nowS);
  }

  /** The same for what was agreed alone: whose port cuts fallbacks to its own lease is not over by them (CP-LEASE-11). */
  firstAgreedOver(nowS: number): Misfit | undefined {
    const booked = sumPower(
      this.rows.length,
      [...this.accounts.values()].map((account) => agreedPower(this.rows, account)),
    );
    return firstMisfit(this.rows, { booked, capacity: this.capacity }, nowS);
  }

  /** Import still free on a row, W over time (may be negative while a lowered capacity is being reached). */
  freeImport(row: string): StepFunction {
    const index = this.rows.findIndex((each) => each.id === row);
    return stepLess(rowAt(this.capacity, index).importW, rowAt(this.total, index).importW);
  }

  capacityOf(row: string): RowPower {
    return rowAt(
      this.capacity,
      this.rows.findIndex((each) => each.id === row),
    );
  }

  /** Import that the fallbacks of some holders take on a row, W: what they have booked at least, whatever is agreed. */
  fallbackImport(row: string, holders: readonly AgentId[]): Watts {
    const rows = this.rows.filter((each) => each.id === row);
    return holders
      .map((id) => fallbackPower(rows, id, this.connectorsOf(id), this.fallbackOf(id)))
      .reduce((sum, power) => sum + stepValueAt(rowAt(power, 0).importW, 0), 0);
  }

  /** Import booked on a row by some holders together, W over time. */
  bookedImport(row: string, holders: readonly AgentId[]): StepFunction {
    const index = this.rows.findIndex((each) => each.id === row);
    return stepSum(holders.map((holder) => rowAt(this.accounts.get(holder)?.booked ?? [], index).importW));
  }

  /** Import that a holder has booked on the first row at `timeS`, W. */
  importAt(holder: AgentId, timeS: number): Watts {
    return stepValueAt(rowAt(this.accounts.get(holder)?.booked ?? [], 0).importW, timeS);
  }

  connectorsOf(holder: AgentId): readonly number[] {
    return this.accounts.get(holder)?.connectors ?? [];
  }
  holders(): readonly AgentId[] {
    return [...this.accounts.keys()];
  }

  /** CP-LEDGER-8: the one way by which a booking rises. */
  private attempt(holder: AgentId, nowS: number, change: (draft: Account) => void, trial = false): Misfit | undefined {
    const account = this.accounts.get(holder);
    if (account === undefined) return { row: "holder", direction: "import", atS: nowS, overW: 0 };
    const draft: Account = { ...account };
    change(draft);
    const booked = this.bookingOf(draft, holder);
    for (const [index, row] of this.rows.entries()) {
      const before = rowAt(this.total, index);
      const after = swapPower(before, rowAt(account.booked, index), rowAt(booked, index));
      const capacity = rowAt(this.capacity, index);
      // While inherited bookings exceed the capacity nothing rises, but what does not rise is allowed.
      const ceiling = {
        importW: stepMax(capacity.importW, before.importW),
        exportW: stepMax(capacity.exportW, before.exportW),
      };
      const misfit = rowMisfit(row.id, after, ceiling, nowS);
      if (misfit !== undefined) return misfit;
    }
    if (trial) return undefined;
    Object.assign(account, draft);
    this.replaceBooked(account, booked);
    return undefined;
  }

  private change(holder: AgentId, change: (account: Account) => void): void {
    const account = this.accounts.get(holder);
    if (account === undefined) return;
    change(account);
    this.rebook(account, holder);
  }

  private rebook(account: Account, holder: AgentId): void {
    this.replaceBooked(account, this.bookingOf(account, holder));
  }

  private bookingOf(account: Account, holder: AgentId): readonly RowPower[] {
    return accountPower(this.rows, account, holder);
  }

  private replaceBooked(account: Account, booked: readonly RowPower[]): void {
    for (const index of this.rows.keys()) {
      this.total[index] = swapPower(rowAt(this.total, index), rowAt(account.booked, index), rowAt(booked, index));
    }
    account.booked = booked;
  }
}
