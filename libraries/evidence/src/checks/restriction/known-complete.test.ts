// SPDX-License-Identifier: Apache-2.0
import { parseInstant, parsePlace } from '@touchstone/identifiers';
import { mapKeysOf, partyKey } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { draft, LAW, WHO } from '../../testing/drafts.ts';
import type { LeafDisclosure } from '../../completeness/completeness-file.ts';
import type { Made } from '../../testing/parties.ts';
import { sign } from '../../testing/parties.ts';
import { fileAbout, logOf, logOptions, ORIGIN, WITNESSED } from '../../testing/test-log.ts';
import { cellOf, verdictOn, type WorldChanges, type WorldLogs, withPart } from '../../testing/world.ts';
import { PRODUCER, penalty, entry, said } from '../../testing/supervised.ts';

describe('knownComplete()', () => {
  const REQUIRED = { change: { policy: withPart('logs', { required: true }) } };
  const TOO_OLD = { change: { policy: withPart('logs', { maximumAgeDays: 7 }) } };
  const NAMES = [WHO.producer.did];
  const none = () => sign(entry({ party: { name: 'X', did: WHO.stranger.did } }));

  /** A log of these statements, and the file about the producer that a test makes of it. */
  const filed = (
    statements: () => Promise<readonly Made[]>,
    more: Parameters<typeof fileAbout>[2] = {},
    names = NAMES,
  ): Pick<WorldChanges, 'logs'> => ({
    logs: async (): Promise<WorldLogs> => {
      const log = logOf(await statements());
      return {
        completeness: [{ file: 'c.json', text: await fileAbout(names, log, more) }],
        options: logOptions([log]),
      };
    },
  });
  const clear = filed(async () => [await none()]);
  const reasonsOf = async (changes: WorldChanges) => {
    const verdict = await verdictOn(changes);
    const checks = cellOf(verdict).checks.filter(({ group }) => group === 'restrictions');
    return { verdict, cell: cellOf(verdict), reasons: checks.flatMap(({ reasons }) => reasons) };
  };

  it('says as of when nothing is known, and in which logs', async () => {
    const { verdict, cell, reasons } = await reasonsOf(clear);
    expect([cell.verdict, reasons.map(({ code }) => code)]).toEqual(['proved', ['NONE_KNOWN_AS_OF']]);
    expect(reasons[0]?.values).toMatchObject({ asOf: '2026-11-14T00:00:00Z', logs: ORIGIN, days: '8' });
    expect(verdict.knownAt.logs).toEqual([{ log: ORIGIN, size: 2 }]);
  });

  it('counts what the file opens like any statement gathered', async () => {
    const changes = filed(async () => [await sign(penalty())]);
    expect(await said([], changes)).toBe('unknown; failed: PENALISED ALL_KNOWN_AS_OF');
    const fine = filed(async () => [await sign(penalty({ measures: [{ measure: 'warning' }] }))]);
    expect(await said([], fine)).toBe('proved; passed: ALL_KNOWN_AS_OF PENALTY_NOTED');
  });

  it('is unknown with a leaf that is not opened', async () => {
    const hidden = filed(async () => [await sign(penalty())], { hide: [0] });
    expect(await said([], hidden)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNKNOWN');
    expect(await said([], { ...hidden, ...REQUIRED })).toContain('undetermined: COMPLETENESS_UNKNOWN');
  });

  it('is unknown when nobody has dated the tree, and when a log that counts was not asked', async () => {
    const undated: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const log = logOf([await none()]);
        const { policies, suite } = logOptions([log]);
        const text = (policies[0]?.text ?? '').replace('quorum both', 'quorum none');
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log, { witnesses: [] }) }],
          options: { suite, policies: [{ place: parsePlace('MO'), text }] },
        };
      },
    };
    const { reasons } = await reasonsOf(undated);
    expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('UNDATED');
    const partial: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const [log, other] = [logOf([await none()]), logOf([], 'other.test/2026')];
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log) }],
          options: logOptions([log, other]),
        };
      },
    };
    expect(await said([], partial)).toBe('proved; passed: LOGS_NOT_CONSULTED NONE_KNOWN_AS_OF');
    expect(await said([], { ...partial, ...REQUIRED })).toContain('undetermined: LOGS_NOT_CONSULTED');
  });

  it('is unknown without the list of whoever issued what is opened, and takes it from another file', async () => {
    const granted = () =>
      sign(
        draft('authority', 'Designation', 'designation', {
          ...{ id: WHO.producer.did, name: 'P', place: 'MO', tasks: ['t'], legalBasis: LAW, from: '2026-01-01' },
        }),
      );
    const alone = filed(async () => [await granted()]);
    expect(await said([], { ...alone, ...REQUIRED })).toContain('undetermined: COMPLETENESS_UNKNOWN');
    const { reasons } = await reasonsOf(alone);
    expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('ISSUERS_NOT_COVERED');
    const both: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const log = logOf([await granted()]);
        const files = NAMES.concat(WHO.authority.did).map(async (name, at) => ({
          ...{ file: `${at}.json`, text: await fileAbout([name], log) },
        }));
        return { completeness: await Promise.all(files), options: logOptions([log]) };
      },
    };
    expect(await said([], both)).toBe('proved; passed: NONE_KNOWN_AS_OF');
  });

  it('takes a file no older than the place does', async () => {
    expect(await said([], { ...clear, ...TOO_OLD })).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_TOO_OLD');
    const young = filed(async () => [await none()], { time: WITNESSED + 2 * 86_400 });
    expect(await said([], { ...young, ...TOO_OLD })).toBe('proved; passed: NONE_KNOWN_AS_OF');
    const later = filed(async () => [await none()], { time: WITNESSED + 20 * 86_400 });
    const afterwards = { question: { knownAt: parseInstant('2026-12-31T00:00:00Z') } };
    expect((await reasonsOf({ ...later, ...afterwards })).reasons[0]?.values?.days).toBe('0');
  });

  it('believes no witness a time that is yet to come: such a file would stay young for ever', async () => {
    for (const ahead of [20 * 86_400, 2_205_385_600]) {
      const file = filed(async () => [await none()], { time: WITNESSED + ahead });
      expect(await said([], { ...file, ...TOO_OLD })).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNKNOWN');
      const { reasons } = await reasonsOf(file);
      expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('UNDATED');
    }
  });

  it('leaves the check open everywhere when the log has left out a leaf that it shows', async () => {
    const lying: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const { lyingLog, text } = await omittingLog();
        return { completeness: [{ file: 'c.json', text }], options: logOptions([lyingLog]) };
      },
    };
    expect(await said([], lying)).toContain('undetermined: COMPLETENESS_CONTRADICTED');
  });

  it('asks for a file about each party where the place requires logs', async () => {
    const about = filed(async () => [await none()], {}, [WHO.stranger.did]);
    expect(await said([], about)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_NOT_AT_HAND');
    expect(await said([], { ...about, ...REQUIRED })).toContain('undetermined: COMPLETENESS_NOT_AT_HAND');
    expect(await said([], REQUIRED)).toContain('undetermined: COMPLETENESS_NOT_AT_HAND');
  });

  it('asks nothing about parties that nothing identifies', async () => {
    const nameless = { actors: [{ role: 'producer', name: WHO.producer.name }] };
    const check = cellOf(await verdictOn({ ...REQUIRED, claim: nameless })).checks.find(
      ({ group }) => group === 'restrictions',
    );
    expect([check?.outcome, check?.reasons.map(({ code }) => code)]).toEqual(['passed', ['NONE_AMONG_CONSULTED']]);
    expect(await said([], { ...clear, ...REQUIRED, claim: nameless })).toContain('passed: NONE_AMONG_CONSULTED');
  });

  it('opens no leaf with what was signed by another, nor with what is no statement', async () => {
    const opened = (change: (text: string) => string): Pick<WorldChanges, 'logs'> => ({
      logs: async () => {
        const log = logOf([await sign(penalty())]);
        const { statement, salt } = log.openings.get(0) as LeafDisclosure;
        log.openings.set(0, { statement: change(statement), salt });
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log) }],
          options: logOptions([log]),
        };
      },
    });
    for (const change of [(text: string) => text.replace('"D-1"', '"D-2"'), () => 'nonsense']) {
      const { reasons } = await reasonsOf(opened(change));
      expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('STATEMENT_NOT_ACCEPTED');
    }
  });

  it('says of a file that cannot be read that it cannot', async () => {
    const broken: WorldChanges = { logs: async () => ({ completeness: [{ file: 'c.json', text: '{' }] }) };
    expect(await said([], broken)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNREADABLE');
  });
});

/** A log whose map files a penalty under the laboratory only, and shows it all the same under the producer's name. */
async function omittingLog() {
  const party = { ...PRODUCER, identifier: 'X1' };
  const both = await sign(penalty({ party, measures: [{ measure: 'warning' }] }));
  const lyingLog = logOf([
    both,
    await sign(entry({ party: { name: 'P', identifier: 'X1' }, effects: ['notice-only'] })),
  ]);
  lyingLog.entries.pop();
  const [first] = lyingLog.entries;
  const own = partyKey((message) => nodeLogSuite.sha256(message), WHO.producer.did).join();
  const map = lyingLog.map((bytes) =>
    mapKeysOf(bytes).filter((key) => bytes !== first || key.subarray(0, 32).join() !== own),
  );
  lyingLog.close(map);
  return { lyingLog, text: await fileAbout([WHO.producer.did, 'X1'], lyingLog, { map }) };
}
