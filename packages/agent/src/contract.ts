/** One rule that every implementation of an interface must keep, as a test: `test(title, run)` in any test runner. */
export interface ContractCase {
  readonly title: string;
  readonly run: () => Promise<void>;
}
