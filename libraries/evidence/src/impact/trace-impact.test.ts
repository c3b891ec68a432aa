// SPDX-License-Identifier: Apache-2.0
import { lotKey } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { calibrated, doubtAbout, doubtedEntries, reported, weighing } from '../testing/doubted.ts';
import { changed, did, type Entries, recordOf } from '../testing/traced.ts';
import type { KeptInstrument } from './doubtful-uses.ts';
import { type GatherImpactOptions, gatherImpact, IMPACT_LIMITS, newestUses } from './gather-impact.ts';
import { traceImpact } from './trace-impact.ts';

const sound = doubtedEntries();
const LOT = `lot ${lotKey({ food: 'bar', lotNumber: 'L-1' })} ${did('firm')}`;

async function gather(entries: Entries, options: Partial<GatherImpactOptions<never>> = {}) {
  const record = recordOf(entries);
  const gathered = await gatherImpact(doubtAbout(record.reference), { find: record.find, ...options });
  return { ...gathered, trips: record.trips(), reference: record.reference };
}

/** Each hit as `name since: way`. */
async function lines(entries: Entries, options: Partial<GatherImpactOptions<never>> = {}) {
  const { impact } = await gather(entries, options);
  const names = new Map([impact.root, ...impact.hits.map(({ node }) => node)].map(({ id, name }) => [id, name]));
  return impact.hits.map(
    ({ node, since, path }) =>
      `${node.name} ${since}: ${path.map(({ from, on = '' }) => `${names.get(from)} ${on}`.trim()).join(' > ')}`,
  );
}

describe('newestUses()', () => {
  it('asks for one paper of each that may be used, hits with the reference', () => {
    const paper = { issuer: 'did:web:c.example', id: 'urn:uuid:1', digest: 'uEi' };
    const doubt = { standard: 'W', owner: '', papers: [paper], from: '2026-01-01', until: '2026-02-01' } as never;
    const asked = newestUses(doubt, [{ issuer: 'did:web:h.example', id: 'urn:uuid:2' }] as never);
    const edges = asked.flatMap((one) => (one.by === 'edge' ? [`${one.relation} ${one.key} ${one.limit}`] : []));
    expect(edges).toEqual([
      'about-instrument w 1',
      'rests-on did:web:c.example urn:uuid:1 1',
      'rests-on did:web:h.example urn:uuid:2 1',
    ]);
  });
});

describe('gatherImpact()', () => {
  it('walks from a reference over calibrations and reports to certificates and lots, with the way to each', async () => {
    expect(await lines(sound)).toEqual([
      'balance 2026-03-01: weight 2026-03-01',
      'R-1 2026-04-01: weight 2026-03-01 > balance 2026-04-01',
      'bar L-1 2026-04-01: weight 2026-03-01 > balance 2026-04-01 > R-1',
      'CC-1 2026-04-01: weight 2026-03-01 > balance 2026-04-01 > R-1',
    ]);
    const { impact, cutOff, trips } = await gather(sound);
    expect(impact.root).toEqual({ id: 'reference', kind: 'reference', name: 'weight', party: did('calibrator') });
    expect(impact.hits.map(({ node }) => [node.kind, node.party])).toEqual([
      ['calibration', did('calibrator')],
      ['report', did('laboratory')],
      ['lot', did('firm')],
      ['certificate', did('certifier')],
    ]);
    expect(impact.hits[2]?.node.id).toBe(LOT);
    // The certificate speaks of the lot too: that use carries doubt, and is on no way that is shown.
    expect(impact.links.length).toBe(5);
    expect([cutOff, trips]).toEqual([false, 4]);
  });

  it('hits nothing calibrated before the last good calibration or after the reference was found off', async () => {
    expect(await lines(changed(sound, 'balance', { calibratedOn: '2026-01-09' }))).toEqual([]);
    expect(await lines(changed(sound, 'balance', { calibratedOn: '2026-06-11' }))).toEqual([]);
    expect((await lines(changed(sound, 'balance', { calibratedOn: '2026-06-10' })))[0]).toContain('balance 2026-06-10');
  });

  it('does not hit a reading taken before the instrument was calibrated with the reference', async () => {
    const early = changed(sound, 'report', { results: [weighing('r-1', { testedOn: '2026-02-01' })] });
    expect(await lines(early)).toEqual(['balance 2026-03-01: weight 2026-03-01']);
  });

  it('takes a name without a certificate for the last one of that name that the same party names elsewhere', async () => {
    const silent = { instruments: [{ instrument: 'balance' }] };
    const two = { ...sound, second: reported([weighing('r-2', silent)], { reportNumber: 'R-2' }) };
    expect((await lines(two)).map((line) => line.split(' ')[0])).toEqual(['balance', 'R-1', 'R-2', 'bar', 'CC-1']);
    const shouted = changed(two, 'second', {
      results: [weighing('r-2', { instruments: [{ instrument: 'BALANCE' }] })],
    });
    expect((await lines(shouted)).some((line) => line.startsWith('R-2'))).toBe(true);
    // Another laboratory has a balance of the same name: nobody says that it is this one.
    const elsewhere = { ...two, second: { ...two.second, issuer: 'elsewhere' } };
    expect((await lines(elsewhere)).some((line) => line.startsWith('R-2'))).toBe(false);
    // Calibrated anew with something else, and named so: what came after rests on that.
    const anew = {
      ...two,
      anew: calibrated('balance', 'calibrator', { calibratedOn: '2026-03-20' }),
      third: reported([weighing('r-3', { instruments: [{ instrument: 'balance', calibration: 'ref:anew' }] })]),
    };
    expect((await lines(anew)).some((line) => line.startsWith('R-2'))).toBe(false);
    // A reading before the first calibration of that name rests on none of them.
    const before = { ...two, second: reported([weighing('r-2', { ...silent, testedOn: '2026-02-01' })]) };
    expect((await lines(before)).length).toBe(4);
  });

  it('takes the reference by its name alone only from its owner', async () => {
    const byName = changed(sound, 'balance', { references: [{ standard: 'weight' }] });
    expect((await lines(byName)).length).toBe(4);
    expect((await lines(changed(sound, 'balance', { references: [{ standard: 'Weight' }] }))).length).toBe(4);
    expect(await lines({ ...byName, balance: { ...byName.balance, issuer: 'elsewhere' } as never })).toEqual([]);
  });

  it('takes the reference by its name alone from whoever names its certificate elsewhere', async () => {
    const named = calibrated('third', 'elsewhere', { references: [{ standard: 'weight', calibration: 'ref:good' }] });
    const entries: Entries = {
      ...sound,
      named,
      silent: calibrated('fourth', 'elsewhere', { references: [{ standard: 'weight' }] }),
      stranger: calibrated('fifth', 'nobody', { references: [{ standard: 'weight' }] }),
    };
    const names = (await lines(entries)).map((line) => line.split(' ')[0]);
    expect(names).toEqual(expect.arrayContaining(['third', 'fourth']));
    expect(names).not.toContain('fifth');
  });

  it('follows a standard that is named by its attestation only, where its calibration stands beside it elsewhere', async () => {
    const attested = { standard: 'F1', attestation: 'ref:attestation' };
    const entries: Entries = {
      ...sound,
      attestation: calibrated('attestation', 'authority'),
      f1: calibrated('F1', 'calibrator', { references: [{ standard: 'weight', calibration: 'ref:good' }] }),
      one: calibrated('one', 'somebody', { references: [{ ...attested, calibration: 'ref:f1' }] }),
      two: calibrated('two', 'another', { references: [attested] }),
      four: calibrated('four', 'fourth', { references: [{ standard: 'anything', attestation: 'ref:good' }] }),
      three: calibrated('three', 'third', { references: [{ ...attested, attestation: 'ref:unknown' }] }),
    };
    const names = (await lines(entries)).map((line) => line.split(' ')[0]);
    expect(names).toContain('two');
    expect(names).toContain('four');
    expect(names).not.toContain('three');
  });

  it('does not follow what is named as another document, or as one that is no certificate of a thing', async () => {
    const record = recordOf(sound);
    const other = { ...record.reference('balance'), digest: record.reference('good').digest };
    const instruments = [{ instrument: 'balance', calibration: other }];
    expect((await lines(changed(sound, 'report', { results: [weighing('r-1', { instruments })] }))).length).toBe(1);
    const report = [{ instrument: 'balance', calibration: 'ref:sampling' }];
    expect(
      (await lines(changed(sound, 'report', { results: [weighing('r-1', { instruments: report })] }))).length,
    ).toBe(1);
    const strange = changed(sound, 'certificate', {
      reports: [{ ...record.reference('report'), digest: other.digest }],
    });
    expect((await lines(strange)).some((line) => line.startsWith('CC-1'))).toBe(false);
  });

  it('takes the lot that the client stated where no sampling record is at hand', async () => {
    const statedLot = { food: 'bar', lotNumber: 'L-9', producer: { name: 'firm', identifier: '91350200' } };
    const sample = { sample: 'S-1', description: 'bar', receivedAt: '2026-03-30T08:00:00Z' };
    const stated = changed(sound, 'report', { sample: { ...sample, statedLot } });
    expect((await gather(stated)).impact.hits.find(({ node }) => node.name === 'bar L-9')?.node.party).toBe('91350200');
    const bare = changed(sound, 'report', { sample: { ...sample, statedLot: { food: 'bar', lotNumber: 'L-9' } } });
    expect((await gather(bare)).impact.hits.find(({ node }) => node.name === 'bar L-9')?.node.party).toBeUndefined();
    const unknown = changed(sound, 'report', { sample: { ...sample, samplingRecord: 'ref:nowhere' } });
    expect((await lines(unknown)).length).toBe(4);
    expect((await lines(changed(sound, 'report', { sample }))).length).toBe(4);
  });

  it('hits materials, verifications and measures of authorities too', async () => {
    const references = [{ standard: 'weight', calibration: 'ref:good' }];
    const law = { instrument: 'Test rule', certainty: 'read' };
    const entries: Entries = {
      ...sound,
      material: {
        kind: 'ReferenceMaterialCertificate',
        issuer: 'producer',
        subject: {
          ...{ id: 'urn:test:rm', certificateNumber: 'RM', producer: { id: did('producer'), name: 'producer' } },
          ...{ material: 'solution', batch: '7', certifiedOn: '2026-02-01', validUntil: '2027-01-01', references },
          values: [
            {
              substance: 'pb',
              quantity: { value: '1000', unit: 'mg/L' },
              expandedUncertainty: { value: '4', unit: 'mg/L' },
              coverageFactor: '2',
            },
          ],
        },
      },
      verification: {
        kind: 'VerificationCertificate',
        issuer: 'institute',
        subject: {
          ...{
            id: 'urn:test:v',
            certificateNumber: 'V',
            institute: { id: did('institute'), name: 'i' },
            place: 'CN-GD',
          },
          ...{
            legalBasis: law,
            instrument: 'scale',
            specification: 'JJG 1-2026',
            verifiedOn: '2026-02-01',
            conforms: true,
          },
          references,
        },
      },
      recall: {
        kind: 'Recall',
        issuer: 'authority',
        subject: {
          ...{
            id: 'urn:test:recall',
            recallNumber: 'RC',
            producer: { name: 'firm', did: did('firm') },
            places: ['CN-GD'],
          },
          ...{ lots: [{ food: 'bar', lotNumber: 'L-1' }], reports: ['ref:report'], measures: ['stop-sale'] },
          ...{ initiative: { kind: 'voluntary' }, hazard: { description: 'h', risk: 'low' }, from: '2026-05-01' },
          unitsPlaced: 'not-provided',
        },
      },
    };
    const gathered = await gather(entries);
    expect(new Set(gathered.impact.hits.map(({ node }) => node.kind))).toEqual(
      new Set(['calibration', 'reference-material', 'verification', 'report', 'certificate', 'measure', 'lot']),
    );
  });

  it('stops at what its owner found not to be affected', async () => {
    const { reference } = await gather(sound);
    const { issuer, id } = reference('balance');
    const cleared = new Set([`${issuer} ${id}`]);
    const { impact } = await gather(sound, { cleared });
    expect(impact.hits.map(({ node }) => node.name)).toEqual(['balance']);
    expect(impact.links.length).toBe(1);
  });

  it('stops there also among papers that were gathered before the owner said so', async () => {
    const { papers, reference } = await gather(sound);
    const { issuer, id } = reference('balance');
    const impact = traceImpact(papers, doubtAbout(reference), { cleared: new Set([`${issuer} ${id}`]) });
    expect(impact.hits.map(({ node }) => node.name)).toEqual(['balance']);
    expect(impact.links.map(({ from }) => from)).toEqual([impact.root.id]);
  });

  it('says where a limit cut it off, and how far it came', async () => {
    const levels: unknown[] = [];
    const cut = await gather(sound, { limits: { ...IMPACT_LIMITS, levelsMax: 2 }, onLevel: (one) => levels.push(one) });
    expect(cut).toMatchObject({ cutOff: true, trips: 2 });
    expect(levels).toEqual([
      { level: 1, papers: 3 },
      { level: 2, papers: 4 },
    ]);
    expect((await gather(sound, { limits: { ...IMPACT_LIMITS, papersMax: 2 } })).cutOff).toBe(true);
    expect((await gather(sound, { limits: { ...IMPACT_LIMITS, answersMax: 2 } })).cutOff).toBe(true);
  });
});

describe('gatherImpact() with lists of instruments', () => {
  const byName = { instruments: [{ instrument: 'balance' }] };
  const windows = (certificate: unknown, from = '2026-03-05', to?: string) => [{ from, to, certificate }];
  const listed = (name: string, keeper: string, all: readonly unknown[]) =>
    ({ id: `${keeper} ${name}`, name, keeper: did(keeper), windows: all }) as unknown as KeptInstrument;
  /** Hits among these lists, as `kind name party since`; the lists know certificates by their place in the record. */
  async function hitsWith(entries: Entries, lists: (of: ReturnType<typeof recordOf>['reference']) => KeptInstrument[]) {
    const record = recordOf(entries);
    const all = lists(record.reference);
    const asked: string[] = [];
    const findKept = async (names: readonly string[]) => {
      asked.push(...names);
      return all.filter(({ name }) => names.includes(name));
    };
    const { impact } = await gatherImpact(doubtAbout(record.reference), { find: record.find, findKept });
    expect(asked).toEqual([...new Set(asked)]);
    return impact.hits.map(({ node: { kind, name, party }, since }) => `${kind} ${name} ${party} ${since}`);
  }
  const inList = (name: string, keeper: string, since: string) => `instrument ${name} ${did(keeper)} ${since}`;

  it('hits what is in use by a certificate in doubt, from its first day, and by none other', async () => {
    const hits = await hitsWith(sound, (of) => [
      listed('balance', 'shop', windows(of('balance'))),
      listed('balance', 'other shop', windows({ ...of('balance'), digest: of('good').digest })),
      listed('balance', 'third shop', windows(of('sampling'))),
      listed('balance', 'paper shop', windows(undefined)),
      // Whoever signed the certificate has it as a hit of its own.
      listed('balance', 'calibrator', windows(of('balance'))),
    ]);
    expect(hits.filter((one) => one.startsWith('instrument'))).toEqual([inList('balance', 'shop', '2026-03-05')]);
  });

  it('hits whoever keeps the reference itself in those days, but for whose it is', async () => {
    const hits = await hitsWith(sound, (of) => [
      listed('weight', 'client', windows(of('good'), '2026-01-15')),
      listed('weight', 'early client', windows(of('good'), '2025-12-01', '2026-02-01')),
      listed('weight', 'former client', windows(of('good'), '2025-12-01', '2025-12-31')),
      listed('weight', 'calibrated anew', windows(of('found'), '2026-06-10')),
      listed('weight', 'calibrator', windows(of('good'), '2026-01-15')),
    ]);
    expect(hits.filter((one) => one.startsWith('instrument'))).toEqual([
      inList('weight', 'early client', '2026-01-10'),
      inList('weight', 'client', '2026-01-15'),
    ]);
  });

  it('takes a use by name alone for one by the certificate in force in the own list, and by no other list', async () => {
    const unnamed = { ...sound, report: reported([weighing('r-1', byName)]) };
    const isHit = async (lists: Parameters<typeof hitsWith>[1]) =>
      (await hitsWith(unnamed, lists)).some((one) => one.startsWith('report'));
    expect(await isHit(() => [])).toBe(false);
    expect(await isHit((of) => [listed('balance', 'laboratory', windows(of('balance')))])).toBe(true);
    expect(await isHit((of) => [listed('balance', 'shop', windows(of('balance')))])).toBe(false);
    expect(await isHit((of) => [listed('balance', 'laboratory', windows(of('balance'), '2026-04-02'))])).toBe(false);
    expect(await isHit((of) => [listed('balance', 'laboratory', windows(of('sampling')))])).toBe(false);
    // Of two windows of one day the one in doubt counts; so does the reference under another name.
    const two = [windows, windows].flatMap((each, at) =>
      each({ issuer: did('x'), id: String(at), digest: 'u' } as never),
    );
    expect(await isHit((of) => [listed('balance', 'laboratory', [...two, ...windows(of('good'))])])).toBe(true);
  });
});
