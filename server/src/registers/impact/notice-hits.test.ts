// SPDX-License-Identifier: Apache-2.0
import { gatherImpact, type RecordedUse, shiftsFound } from '@touchstone/evidence/impact';
import {
  calibrated,
  did,
  doubtAbout,
  doubtedEntries,
  type Entries,
  type Entry,
  limit,
  ONE_TO_ONE,
  recordOf,
  reported,
  weighing,
} from '@touchstone/evidence/testing';
import { parseCalendarDay } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { held, hitWriter } from './notice-hits.ts';

const mg = (value: string) => ({ value, unit: 'mg' });
const FOUND = [
  {
    ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, shift: mg('20') },
    ...{ expandedUncertainty: mg('2'), coverageFactor: '2' },
  },
] as never;
const SOUND = doubtedEntries();
const onLot = (reportNumber: string, results: readonly unknown[]): Entry =>
  reported(results, { ...((SOUND.report as Entry).subject as object), results, reportNumber });
const with2 = (balance: string, on: string) =>
  weighing('r-2', {
    testedOn: on,
    instruments: [{ instrument: balance, calibration: `ref:${balance}`, sensitivity: ONE_TO_ONE }],
  });

type Recorded = Omit<RecordedUse, 'paper'> & { readonly label: string };

/** The record of these entries, with those labels public; what is found of the doubt about the weight. */
async function searched(entries: Entries, open: readonly string[], recorded: readonly Recorded[] = []) {
  const record = recordOf(entries);
  const used = recorded.map(({ label, ...use }): RecordedUse => ({ ...use, paper: record.reference(label) }));
  const keys = new Set(open.map((label) => record.reference(label).id));
  const gathered = await gatherImpact<StatementRecord>(doubtAbout(record.reference), {
    findRecorded: async (names) => used.filter(({ thing }) => names.includes(thing)),
    async find(requests) {
      const answers = await record.find(requests);
      return answers.map((answer) =>
        answer.map((one) => {
          const { id, type, issuer } = one.body as unknown as { id: string; type: string[]; issuer: string };
          const visibility = keys.has(id) ? 'public' : 'private';
          return { ...one, id, issuer, kind: type[1], visibility } as unknown as StatementRecord;
        }),
      );
    },
  });
  const write = hitWriter({ gathered, around: { ...gathered, found: shiftsFound(FOUND, 'as-found') } });
  const all = [...gathered.impact.hits, ...held(gathered)];
  return {
    told: (party: string) => all.filter(({ node }) => node.party === did(party)).map((hit) => write(did(party), hit)),
    parties: [...new Set(all.map(({ node }) => node.party))],
  };
}

describe('hitWriter() for the producer of a lot', () => {
  const second = calibrated('scale', 'calibrator', {
    references: [{ standard: 'weight', calibration: 'ref:good', sensitivity: ONE_TO_ONE }],
  });
  const entries: Entries = {
    ...SOUND,
    scale: second,
    flipped: onLot('R-2', [with2('scale', '2026-04-01')]),
    standing: onLot('R-3', [{ ...with2('balance', '2026-04-02'), conformity: [limit('200')] }]),
    secret: onLot('R-SECRET', [with2('scale', '2026-04-03')]),
  };

  it('lists each decision of public reports on the lot, flips first, with before and after, and which report', async () => {
    const [lot] = (await searched(entries, ['report', 'flipped', 'standing'])).told('firm');
    expect(lot).toMatchObject({ kind: 'lot', name: 'bar L-1' });
    expect(lot?.decisions.map(({ verdict, before, after, report }) => [report?.name, verdict, before, after])).toEqual([
      ['R-1', 'flips', 'conforms', 'does-not-conform'],
      ['R-2', 'flips', 'conforms', 'does-not-conform'],
      ['R-3', 'stands', 'conforms', 'conforms'],
    ]);
    expect(JSON.stringify(lot)).not.toContain('R-SECRET');
  });

  it('lists all ways that look different to the producer, and of private papers the kind alone', async () => {
    const [lot] = (await searched(entries, ['report', 'flipped', 'standing', 'balance'])).told('firm');
    const ways = [lot?.path ?? [], ...(lot?.ways ?? [])].map((way) =>
      way.map(({ kind, name }) => name ?? kind).join(' '),
    );
    expect(ways.sort()).toEqual([
      'weight balance R-1',
      'weight balance R-1 certificate',
      'weight balance R-3',
      'weight calibration R-2',
      'weight calibration report',
    ]);
    expect(lot).not.toHaveProperty('waysMore');
    // Three private reports look like one: how many there are is not told.
    const [hidden] = (await searched(entries, [])).told('firm');
    expect(hidden?.ways?.map((way) => way.map(({ kind, name }) => name ?? kind).join(' '))).toEqual([
      'weight calibration report certificate',
    ]);
    expect(hidden?.decisions).toEqual([]);
  });

  it('counts ways that it does not list', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`r${at}`, onLot(`N-${at}`, [with2('balance', '2026-04-01')])]),
    );
    const [lot] = (await searched({ ...SOUND, ...many }, [...Object.keys(many), 'report'])).told('firm');
    expect([lot?.ways?.length, lot?.waysMore]).toEqual([8, 5]);
  });
});

describe('hitWriter() for what only the record of the work names', () => {
  const day = parseCalendarDay;
  const entries: Entries = { ...SOUND, silent: onLot('R-2', [weighing('r-2', { instruments: undefined })]) };
  const use = { label: 'silent', thing: 'balance', result: 'r-2', from: day('2026-04-01'), to: day('2026-04-01') };
  const open = ['report', 'silent', 'balance'];
  const waysOf = (hit: ReturnType<Awaited<ReturnType<typeof searched>>['told']>[number] | undefined) =>
    [hit?.path ?? [], ...(hit?.ways ?? [])].map((way) => way.map(({ kind, name }) => name ?? kind).join(' '));

  it('names it to whoever signed the paper alone, though all papers are public', async () => {
    const { told } = await searched(entries, open, [use]);
    const own = told('laboratory').find(({ name }) => name === 'R-2');
    expect(own && waysOf(own)).toEqual(['weight balance']);
    expect(own?.path.at(-1)).toHaveProperty('on', '2026-04-01');
    expect(own?.decisions).toMatchObject([{ verdict: 'cannot-tell', reasons: [{ code: 'RECORDED_USE_NOT_STATED' }] }]);
    const [lot] = told('firm');
    expect(waysOf(lot)).toContain('weight calibration R-2');
    expect(waysOf(lot)).not.toContain('weight balance R-2');
    expect((await searched(entries, open)).told('laboratory').map(({ name }) => name)).toEqual(['R-1']);
  });
});

describe('held()', () => {
  const holder = { name: 'shop', did: did('shop') };
  const certificate = SOUND.certificate as Entry;
  const heldBy = (party: object): Entries => ({
    ...SOUND,
    certificate: {
      ...certificate,
      subject: { ...certificate.subject, holder: party, objects: [{ description: 'bars' }] },
    },
  });

  it('tells the holder of a certificate of conformity, with the decisions of public reports behind it', async () => {
    const [hit, ...others] = (await searched(heldBy(holder), ['report'])).told('shop');
    expect(others).toEqual([]);
    expect(hit).toMatchObject({
      kind: 'certificate',
      name: 'CC-1',
      decisions: [{ verdict: 'flips', report: { name: 'R-1' } }],
    });
    expect(hit?.path.map(({ kind, name }) => name ?? kind)).toEqual(['weight', 'calibration', 'R-1']);
    const [closed] = (await searched(heldBy(holder), [])).told('shop');
    expect(closed?.path.map(({ kind, name }) => name ?? kind)).toEqual(['weight', 'calibration', 'report']);
    expect(closed?.decisions).toEqual([]);
  });

  it('tells nobody who is not named by an identifier, and whoever certifies himself once', async () => {
    expect((await searched(heldBy({ name: 'shop' }), [])).parties).not.toContain(undefined);
    expect((await searched(heldBy({ name: 'c', did: did('certifier') }), [])).told('certifier')).toHaveLength(1);
  });
});
