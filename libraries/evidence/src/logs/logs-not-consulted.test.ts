// SPDX-License-Identifier: Apache-2.0
import { type Instant, parseInstant, parsePlace } from '@touchstone/identifiers';
import { parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import type { CompletenessVerdict } from '../completeness/verify-completeness.ts';
import { LoggedStatements } from '../testing/logged.ts';
import { logOptions } from '../testing/test-log.ts';
import { logsNotConsulted } from './logs-not-consulted.ts';

const place = parsePlace('MO');
const chain = (year: string) => `log.test.touchstone.example/${year}`;

/** What is missed of these logs, by a file that shows others, each as of an instant. */
function missed(named: readonly string[], shown: Readonly<Record<string, string | undefined>>): readonly string[] {
  const keys = named.map((origin, at) => new LoggedStatements(origin, at + 1));
  const policies = logOptions(keys).policies.map(({ text }) => ({ place, policy: parsePolicy(nodeLogSuite, text) }));
  const logs = Object.entries(shown).map(([origin, asOf]) => ({
    ...{ origin, size: 1, root: new Uint8Array(32), quorum: 'none' as const },
    ...(asOf === undefined ? {} : { asOf: parseInstant(asOf) as Instant }),
  }));
  const bench = { set: { logs: { policies } }, place } as unknown as Parameters<typeof logsNotConsulted>[1];
  return logsNotConsulted({ logs } as unknown as CompletenessVerdict, bench);
}

describe('logsNotConsulted()', () => {
  it('names what the policy counts and the file does not show', () => {
    expect(missed(['a.example', 'b.example/2026'], { 'a.example': '2026-11-14T00:00:00Z' })).toEqual([
      'b.example/2026',
    ]);
    expect(missed(['a.example'], { 'a.example': undefined })).toEqual([]);
  });

  it('does not miss a year that had not begun for any log shown of its chain', () => {
    const next = [chain('2027')];
    expect(missed(next, { [chain('2026')]: '2026-12-31T23:59:59Z' })).toEqual([]);
    expect(missed(next, { [chain('2026')]: '2027-01-01T00:00:00Z' })).toEqual(next);
    expect(missed(next, { [chain('2025')]: '2026-01-01T00:00:00Z', [chain('2026')]: '2027-06-01T00:00:00Z' })).toEqual(
      next,
    );
    expect(missed(next, { 'other.example/2026': '2026-11-14T00:00:00Z' })).toEqual(next);
    expect(missed([chain('2025')], { [chain('2026')]: '2026-11-14T00:00:00Z' })).toEqual([chain('2025')]);
  });
});
