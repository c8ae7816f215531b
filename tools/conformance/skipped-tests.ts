/** What Jest writes with `--json`, as far as it is read here. */
export interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const REASON = / ?\(skipped: ([^)]*)\)/;

/** What Jest calls a test that was skipped. */
const SKIPPED = 'pending';

/**
 * The tests that were skipped, by the reason that stands in their titles.
 * @returns for each reason the names of its tests without it, in the order of the report
 */
export function skippedByReason({ testResults }: JestReport): Map<string, string[]> {
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === SKIPPED)
    .map(({ fullName }) => fullName);
  const byReason = new Map<string, string[]>();
  for (const name of skipped) {
    const reason = REASON.exec(name)?.[1] ?? 'no reason given';
    byReason.set(reason, [...(byReason.get(reason) ?? []), name.replace(REASON, '')]);
  }
  return byReason;
}
