// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { LoggedStatements } from '../testing/logged.ts';
import { noneKnown } from './none-known.ts';
import type { CompletenessVerdict } from './verify-completeness.ts';
import {
  AUTHORITY,
  LAB,
  OTHER,
  ORIGIN,
  ADVERSE,
  AT,
  penalty,
  designation,
  withdrawal,
  show,
  verify,
  sampleLog,
} from '../testing/shown-by-logs.ts';

describe('noneKnown()', () => {
  it('finds what is there, however much is missing', async () => {
    const { log } = sampleLog();
    const verdict = verify(await show(log, { hide: [0] }), log);
    expect(noneKnown(verdict, ADVERSE)).toMatchObject({
      outcome: 'known',
      found: [{ index: 2 }],
      logs: [ORIGIN],
    });
  });

  it('says nothing of a whole party by a file about one thing, whether that exists or not', async () => {
    for (const thing of [`${LAB} urn:uuid:nothing`, statementKey(designation(1).statement)]) {
      const log = new LoggedStatements(ORIGIN);
      log.add(designation(1));
      log.add(penalty(2, { did: LAB }));
      const verdict = verify(await show(log, { names: [LAB, AUTHORITY], thing }), log);
      expect(verdict.outcome).toBe('complete');
      expect(noneKnown(verdict, ADVERSE)).toMatchObject({
        ...{ outcome: 'unknown', because: ['THING_ONLY'], reasons: [{ values: { thing } }] },
      });
      expect(noneKnown(verdict, { ...ADVERSE, thing })).toMatchObject({ outcome: 'none-known', asOf: AT });
    }
  });

  it('is unknown where a log that counts was not consulted, and names it', async () => {
    const log = new LoggedStatements(ORIGIN);
    const verdict = verify(await show(log), log);
    expect(noneKnown(verdict, ADVERSE)).toEqual({ outcome: 'none-known', asOf: AT, logs: [ORIGIN] });
    expect(noneKnown(verdict, { ...ADVERSE, notConsulted: ['other.example/1'] })).toMatchObject({
      ...{ outcome: 'unknown', because: ['LOGS_NOT_CONSULTED'], reasons: [{ values: { missing: 'other.example/1' } }] },
    });
  });

  /** A log that holds the withdrawal of a designation before the designation, or the designation alone. */
  async function withdrawnBefore(names: readonly string[], of: readonly number[] = [0, 1]) {
    const log = new LoggedStatements(ORIGIN);
    const granted = designation(1);
    for (const each of [withdrawal(2, granted), granted].filter((_, at) => of.includes(at))) log.add(each);
    return verify(await show(log, { names }), log);
  }

  it('asks for the lists of issuers, under whom a log files what came before what it changes', async () => {
    const hidden = await withdrawnBefore([LAB]);
    expect(hidden).toMatchObject({ outcome: 'complete', opened: [{ index: 1 }] });
    expect(noneKnown(hidden, ADVERSE)).toMatchObject({
      ...{ outcome: 'unknown', because: ['ISSUERS_NOT_COVERED'], reasons: [{ values: { issuers: AUTHORITY } }] },
    });
    expect(noneKnown(await withdrawnBefore([LAB, AUTHORITY]), ADVERSE)).toMatchObject({
      ...{ outcome: 'known', found: [{ index: 0, statement: { kind: 'StatusChange' } }] },
    });
    expect(noneKnown(await withdrawnBefore([LAB, AUTHORITY], [1]), ADVERSE)).toMatchObject({ outcome: 'none-known' });
  });

  it('takes the list of an issuer from another file of the same logs that is whole', async () => {
    const hidden = await withdrawnBefore([LAB]);
    expect(noneKnown(hidden, { ...ADVERSE, others: [await withdrawnBefore([AUTHORITY])] })).toMatchObject({
      ...{ outcome: 'known', found: [{ index: 0 }] },
    });
    const own = await withdrawnBefore([LAB], [1]);
    const whole = await withdrawnBefore([AUTHORITY], [1]);
    const others = [{ ...whole, asOf: '2026-11-01T00:00:00Z' as Instant }];
    expect(noneKnown(own, { ...ADVERSE, others })).toMatchObject({
      ...{ outcome: 'none-known', asOf: '2026-11-01T00:00:00Z' },
    });
    const { asOf: _, ...undated } = whole;
    const short: readonly CompletenessVerdict[] = [
      { ...whole, outcome: 'incomplete' },
      { ...whole, logs: [] },
      { ...whole, subject: { ...whole.subject, thing: 'x y' } },
      await withdrawnBefore([OTHER], [1]),
      undated,
    ];
    for (const other of short) {
      expect(noneKnown(own, { ...ADVERSE, others: [other] })).toMatchObject({ because: ['ISSUERS_NOT_COVERED'] });
    }
  });
});
