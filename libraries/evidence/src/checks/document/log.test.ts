// SPDX-License-Identifier: Apache-2.0
import { formatTlogProof, parseTlogProof } from '@touchstone/transparency-log';
import { describe, expect, it } from 'vitest';
import { keyDraft, WHO } from '../../testing/drafts.ts';
import type { LoggedStatements } from '../../testing/logged.ts';
import type { Made } from '../../testing/parties.ts';
import {
  fileAbout,
  logOf,
  logOptions,
  ORIGIN,
  receiptFor,
  receiptsOf,
  WITNESSED,
  WITNESSES,
} from '../../testing/test-log.ts';
import {
  cellOf,
  makeWorld,
  shortly,
  type SoundStatements,
  verdictOn,
  withPart,
  type WorldChanges,
} from '../../testing/world.ts';

const REQUIRED = { policy: withPart('logs', { required: true }) };
const DAY = 86_400;

/** The documents of the presenter in a log, with the receipts that a test makes of it. */
function withReceipts(
  make: (log: LoggedStatements, sound: SoundStatements) => Promise<ReadonlyMap<string, string>>,
  known: (log: LoggedStatements) => readonly LoggedStatements[] = (log) => [log],
): Pick<WorldChanges, 'logs'> {
  return {
    logs: async (sound) => {
      const log = logOf([sound.sampling, sound.report, ...sound.all.values()]);
      return { receipts: await make(log, sound), options: logOptions(known(log)) };
    },
  };
}

/** The receipt of the report alone, changed. */
const ofReport = (change: (receipt: string) => string, more: Parameters<typeof receiptFor>[2] = {}) =>
  withReceipts(async (log, { report }) => new Map([[report.text, change(await receiptFor(log, 1, more))]]));

async function said(changes: WorldChanges): Promise<readonly [string, string]> {
  const cell = cellOf(await verdictOn(changes));
  return [cell.verdict, shortly(cell.trials[0], 'document')];
}

describe('checkLog()', () => {
  it('shows where a document is in a log, by when, and names the log in the cut', async () => {
    const verdict = await verdictOn(withReceipts((log) => receiptsOf(log)));
    const cell = cellOf(verdict);
    const document = cell.trials[0]?.checks.find(({ group }) => group === 'document');
    expect([cell.verdict, document?.outcome]).toEqual(['proved', 'passed']);
    expect(document?.reasons.find(({ code }) => code === 'LOG_INCLUDED')?.values).toMatchObject({
      ...{ log: ORIGIN, index: '1' },
      // Both witnesses are needed: the later of the two is the time.
      witnessedAt: '2026-11-14T00:01:00Z',
    });
    expect(verdict.knownAt.logs).toEqual([{ log: ORIGIN, size: Number(document?.reasons[0]?.values?.size) }]);
  });

  it('leaves the digest of the evidence different with and without a receipt', async () => {
    const [bare, with_] = await Promise.all([verdictOn(), verdictOn(withReceipts((log) => receiptsOf(log)))]);
    expect(bare.evidenceSet).not.toBe(with_.evidenceSet);
    expect(bare.knownAt.logs).toEqual([]);
  });

  const otherLog = () =>
    withReceipts(
      async (log, { report }) => new Map([[report.text, await receiptFor(log, 1)]]),
      () => [logOf([], 'other.test/2026')],
    );
  const dropped = (text: string) => formatTlogProof({ ...withoutExtra(text) });
  const moved = (text: string) => formatTlogProof({ ...parseTlogProof(text), index: 2 });
  const salted = (text: string) => formatTlogProof({ ...parseTlogProof(text), extra: new Uint8Array(33).fill(1) });
  const forged = (text: string) =>
    text.replace(/(— log\.test\S* )(\S{20})(.)/u, (_, head, start, one) => `${head}${start}${one === 'A' ? 'B' : 'A'}`);

  it.each<[string, string, Pick<WorldChanges, 'logs'>]>([
    ['text that is no receipt', 'LOG_RECEIPT_UNREADABLE', ofReport(() => 'nothing')],
    ['a log that the policy does not know', 'LOG_UNKNOWN', otherLog()],
    ['a signature that is not that of the log', 'LOG_SIGNATURE_FORGED', ofReport(forged)],
    ['a checkpoint without the log', 'LOG_NOT_SIGNED', ofReport((text) => text.replace(/— log\.test.*\n/u, ''))],
    ['one witness of two', 'LOG_QUORUM_NOT_MET', ofReport((text) => text, { witnesses: WITNESSES.slice(1) })],
    ['no opening', 'LOG_OPENING_MISSING', ofReport(dropped)],
    ['another salt', 'LOG_NOT_INCLUDED', ofReport(salted)],
    ['another entry', 'LOG_NOT_INCLUDED', ofReport(moved)],
    [
      'the receipt of another document',
      'LOG_NOT_INCLUDED',
      withReceipts(async (log, { report }) => new Map([[report.text, await receiptFor(log, 0)]])),
    ],
  ])('fails a receipt with %s, visibly, and decides only where the place requires logs', async (_, code, changes) => {
    const cell = cellOf(await verdictOn(changes));
    expect([cell.verdict, shortly(cell.trials[0], 'document')]).toEqual(['proved', `passed: ${code}`]);
    expect(cell.caveats.map((caveat) => caveat.code)).toContain(code);
    const [verdict, document] = await said({ ...changes, change: REQUIRED });
    expect([verdict, document.split(' ')[0]]).toEqual(['unknown', 'failed:']);
    expect(document).toContain(code);
  });

  it('names the witness that is lacking, for whoever reads another language', async () => {
    const cell = cellOf(await verdictOn(ofReport((text) => text, { witnesses: WITNESSES.slice(1) })));
    const lacking = cell.caveats.find(({ code }) => code === 'LOG_QUORUM_NOT_MET');
    expect(lacking?.values).toMatchObject({ missing: 'w0' });
  });

  it('is required of everybody but whom the place trusts anyhow', async () => {
    const all = withReceipts((log) => receiptsOf(log));
    const verdict = await verdictOn({ ...all, change: REQUIRED });
    expect(shortly(cellOf(verdict).trials[0], 'document')).toBe('passed: LOG_INCLUDED');
    expect(shortly(cellOf(verdict).trials[0], 'competence')).toMatch(/^passed/);
    expect(await said({ change: REQUIRED })).toEqual(['unknown', 'undetermined: LOG_NOT_EVALUATED']);
  });

  it('says when there is no policy to judge a receipt by', async () => {
    const bare: WorldChanges = {
      logs: async (sound) => ({ receipts: await receiptsOf(logOf([sound.report])) }),
    };
    expect(await said(bare)).toEqual(['proved', 'passed: LOG_NO_POLICY']);
    expect(await said({ ...bare, change: REQUIRED })).toEqual(['unknown', 'undetermined: LOG_NO_POLICY']);
  });

  it('contradicts a document whose log has signed two trees of one size, whatever the policy says', async () => {
    const split: WorldChanges = {
      logs: async ({ report, sampling }) => {
        const [one, other] = [logOf([report, sampling]), logOf([sampling, report])];
        const receipts = new Map([
          [report.text, await receiptFor(one, 0)],
          [sampling.text, await receiptFor(other, 0)],
        ]);
        return { receipts, options: logOptions([one]) };
      },
    };
    const verdict = await verdictOn(split);
    expect(cellOf(verdict).trials[0]).toMatchObject({ standing: 'contradicted' });
    expect(shortly(cellOf(verdict).trials[0], 'document')).toBe('failed: LOG_SPLIT_VIEW');
    expect(verdict.summary.contradictedDocuments).toBe(2);
  });
});

describe('receiptOf()', () => {
  it('judges each receipt by itself: one that cannot be read, or of a log unknown, takes nothing from another', async () => {
    const mixed: WorldChanges = {
      texts: (texts) => [...texts, 'nonsense'],
      logs: async ({ report, sampling, all }) => {
        const [log, unknown] = [logOf([report]), logOf([sampling], 'unknown.test/2026')];
        const receipts = new Map([
          [report.text, await receiptFor(log, 0)],
          [sampling.text, await receiptFor(unknown, 0)],
          [(all.get('notice') as Made).text, 'nothing'],
          ['nonsense', await receiptFor(log, 0)],
        ]);
        const text = await fileAbout([WHO.stranger.did], log);
        const completeness = [
          { file: 'broken.json', text: '{' },
          { file: 'whole.json', text },
          { file: 'unsigned.json', text: text.replace(/"checkpoint": *"[^"]*"/u, '"checkpoint":"x"') },
        ];
        return { receipts, completeness, options: logOptions([log]) };
      },
    };
    const verdict = await verdictOn(mixed);
    expect([cellOf(verdict).verdict, shortly(cellOf(verdict).trials[0], 'document')]).toEqual([
      'proved',
      'passed: LOG_INCLUDED',
    ]);
    expect(verdict.documents.map(({ standing }) => standing)).toContain('unread');
    expect(verdict.knownAt.logs.map(({ log }) => log)).toEqual([ORIGIN]);
  });

  it('names every log that was consulted, in one order', async () => {
    const two: WorldChanges = {
      logs: async ({ report, sampling }) => {
        const [log, other] = [logOf([report]), logOf([sampling], 'a.test/2026')];
        const receipts = new Map([
          [report.text, await receiptFor(log, 0)],
          [sampling.text, await receiptFor(other, 0)],
        ]);
        return { receipts, options: logOptions([log, other]) };
      },
    };
    expect((await verdictOn(two)).knownAt.logs).toEqual([
      { log: 'a.test/2026', size: 2 },
      { log: ORIGIN, size: 2 },
    ]);
  });
});

describe('the time of signing', () => {
  const stolen = (compromisedSince: string): Pick<WorldChanges, 'change'> => ({
    change: { 'key of laboratory': () => keyDraft('laboratory', { compromisedSince }) },
  });
  const witnessedAt = (time: number) => withReceipts((log) => receiptsOf(log, { time }));

  it('is that of the cosignatures: a key stolen later has signed before', async () => {
    const later = stolen('2026-11-16T00:00:00Z');
    expect((await said(later))[1]).toBe('failed: TIME_NOT_PROVED LOG_NOT_EVALUATED');
    expect(await said({ ...later, ...witnessedAt(WITNESSED) })).toEqual(['proved', 'passed: LOG_INCLUDED']);
  });

  it('proves nothing when the witnessing came after the theft', async () => {
    const before = stolen('2026-11-13T12:00:00Z');
    const [verdict, document] = await said({ ...before, ...witnessedAt(WITNESSED) });
    expect([verdict, document]).toEqual(['unknown', 'failed: TIME_NOT_PROVED LOG_INCLUDED']);
  });

  it('is the earlier of a record and a log', async () => {
    const changes = stolen('2026-11-16T00:00:00Z');
    const { sound } = await makeWorld(changes);
    const recorded = (at: string, time: number): WorldChanges => ({
      ...{ ...changes, ...witnessedAt(time) },
      stored: [sound.report.text],
      recordedAt: (text) => (text === sound.report.text ? at : undefined),
    });
    const [early, late] = ['2026-11-13T09:00:00Z', '2026-11-20T00:00:00Z'];
    expect(await said(recorded(early, WITNESSED + 5 * DAY))).toEqual(['proved', 'passed: LOG_INCLUDED']);
    expect(await said(recorded(late, WITNESSED))).toEqual(['proved', 'passed: LOG_INCLUDED']);
    expect((await said(recorded(late, WITNESSED + 5 * DAY)))[1]).toBe('failed: KEY_COMPROMISED LOG_INCLUDED');
  });

  it('stays the issuer’s word where a receipt made anew is later than the end of the key', async () => {
    const ended: Pick<WorldChanges, 'change'> = {
      change: { 'key of laboratory': () => keyDraft('laboratory', { to: '2026-11-15T00:00:00Z' }) },
    };
    expect(await said({ ...ended, ...witnessedAt(WITNESSED + 5 * DAY) })).toEqual(['proved', 'passed: LOG_INCLUDED']);
  });
});

function withoutExtra(text: string) {
  const { index, hashes, checkpoint } = parseTlogProof(text);
  return { index, hashes, checkpoint };
}
