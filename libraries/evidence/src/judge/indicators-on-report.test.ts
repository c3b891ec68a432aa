// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { draft, leadResult, reportDraft, WHO } from '../testing/drafts.ts';
import { type Draft, didDocument, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { CUT, makeWorld, QUESTION, READ, type WorldChanges, withPart, withSubject } from '../testing/world.ts';

type Changes = WorldChanges & {
  readonly without?: 'sampling';
  readonly beside?: (world: Awaited<ReturnType<typeof makeWorld>>) => Promise<readonly string[]>;
};

async function chainOf(changes: Changes = {}, pick: 'report' | 'sampling' = 'report') {
  const world = await makeWorld(changes);
  const { sound } = world;
  const beside = await changes.beside?.(world);
  const stored = changes.without === 'sampling' ? world.stored : [...world.stored, { text: sound.sampling.text }];
  const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
  return runVerify(
    { file: 'f.json', text: sound[pick].text, ...(beside === undefined ? {} : { beside }) },
    { ...QUESTION, ...changes.question },
    { source: createMemorySource(stored, dids, READ), requirements: rules(), suite: nodeSuite, read: READ, cut: CUT },
  );
}

type Chain = Awaited<ReturnType<typeof chainOf>>;
const codes = ({ indicators = [] }: Chain) =>
  indicators.flatMap(({ rule, indicators: own }) => own.map(({ code }) => `${rule}: ${code}`));
const wanting = ({ indicators = [] }: Chain, rule: string) =>
  indicators.filter((one) => one.rule === rule).flatMap((one) => one.wanting.map(({ code }) => code));

/** The sound report, changed. */
const report = (change: (draft: Draft) => Partial<Draft>): Changes => ({ change: { report: change } });
const result = (more: Record<string, unknown>) => report(withSubject({ results: [leadResult(more)] }));
const notice = (more: Record<string, unknown>): Changes => ({ change: { notice: withSubject(more) } });

describe('indicatorsOnReport()', () => {
  it('has one line for each rule of the gate, and notices nothing about a sound report', async () => {
    const chain = await chainOf();
    expect(chain.indicators?.map(({ rule }) => rule)).toEqual([
      ...[
        'custody',
        'method',
        'scope',
        'instruments',
        'environment',
        'persons',
        'times',
        'raw-data',
        'conformity',
        'repeats',
      ],
    ]);
    expect(codes(chain)).toEqual([]);
  });

  it.each<[string, Changes]>([
    ['custody: SEAL_OPENED', { change: { sampling: withPart('custody', { sealIntact: false }) } }],
    ['custody: SAMPLE_NOT_TAKEN', report(withPart('sample', { sample: 'S-9' }))],
    ['custody: TESTED_BEFORE_RECEIVED', result({ testedOn: '2026-11-01' })],
    ['method: METHOD_NOT_IN_FORCE', notice({ status: 'withdrawn' })],
    ['method: METHOD_NOT_IN_FORCE', notice({ from: '2026-11-30' })],
    ['scope: OUTSIDE_SCOPE_LINES', { change: { laboratory: withPart('scope', { property: { substance: 'cd' } }) } }],
    ['scope: OUTSIDE_SCOPE_LINES', report(withPart('sample', { food: 'fish' }))],
    ['custody: SAMPLE_OF_OTHER_FOOD', report(withPart('sample', { food: 'fish' }))],
    ['scope: ATTESTATION_NOT_IN_FORCE', { change: { laboratory: withSubject({ to: '2026-10-31' }) } }],
    ['scope: ISSUER_NOT_ATTESTED', { change: { laboratory: withSubject({ standard: 'ISO 15189:2022' }) } }],
    ['instruments: NOT_IN_ITS_WINDOW', { change: { calibration: withSubject({ dueOn: '2026-10-31' }) } }],
    ['times: ISSUED_BEFORE_TESTED', report(withSubject({ issuedOn: '2026-11-01' }))],
    ['times: SIGNED_BEFORE_ISSUED', report(withSubject({ issuedOn: '2026-11-14' }))],
    ['persons: NO_SIGNATORY', report(withSubject({ signatory: undefined }))],
    ['times: SIGNATORY_TIME_IMPOSSIBLE', report(withPart('signatory', { reauthenticatedAt: '2026-11-14T08:00:00Z' }))],
  ])('notices %s, with what to do about it', async (code, changes) => {
    const chain = await chainOf(changes);
    expect(codes(chain)).toContain(code);
    const all = chain.indicators?.flatMap(({ indicators }) => indicators) ?? [];
    expect(all.filter(({ cure }) => !cure.code.startsWith('CURE_'))).toEqual([]);
    const own = all.find((one) => code.endsWith(one.code));
    expect(own?.article).toMatch(/art\. |ISO\/IEC 17025/);
  });

  it('says by name what each rule could not look at for want of papers', async () => {
    const chain = await chainOf({ change: { notice: 'without' }, without: 'sampling' });
    expect(chain.indicators?.map((one) => [one.rule, ...one.wanting.map(({ code }) => code)])).toEqual([
      ['custody', 'SAMPLING_RECORD_MISSING'],
      ['method', 'METHOD_NOT_KNOWN'],
      ['scope'],
      ['instruments', 'INSTRUMENT_HISTORY_NOT_AT_HAND'],
      ['environment', 'CONDITIONS_NOT_AT_HAND'],
      ['persons', 'TESTERS_NOT_AT_HAND', 'AUTHORISATIONS_NOT_AT_HAND'],
      ['times', 'WORK_NOT_AT_HAND'],
      ['raw-data', 'RAW_DATA_NOT_AT_HAND'],
      ['conformity'],
      ['repeats', 'OTHER_REPORTS_NOT_AT_HAND'],
    ]);
  });

  it.each<[string, string, Changes]>([
    ['custody', 'SAMPLE_NOT_TRACED', report(withPart('sample', { samplingRecord: undefined }))],
    ['scope', 'NO_GRANT_AT_HAND', { change: { laboratory: 'without' } }],
    ['instruments', 'CALIBRATION_NOT_AT_HAND', { change: { calibration: 'without' } }],
    ['instruments', 'TRACE_LINK_UNDISCLOSED', result({ instruments: [{ instrument: 'balance B1' }] })],
    ['instruments', 'INSTRUMENT_NOT_NAMED', result({ instruments: undefined })],
  ])('names the want of %s: %s, and holds it against nobody', async (rule, code, changes) => {
    const chain = await chainOf(changes);
    expect(wanting(chain, rule)).toContain(code);
    expect(codes(chain).filter((one) => one.startsWith(rule))).toEqual([]);
  });

  it('names the instrument whose certificate is not among the papers', async () => {
    const { indicators = [] } = await chainOf({ change: { calibration: 'without' } });
    const [own] = indicators
      .flatMap(({ wanting: all }) => all)
      .filter(({ code }) => code === 'CALIBRATION_NOT_AT_HAND');
    expect(own).toEqual({
      code: 'CALIBRATION_NOT_AT_HAND',
      detail: 'the calibration certificate of balance B1 is not among the papers',
      values: { instrument: 'balance B1' },
    });
  });

  it('asks for no grant where every result is marked as outside the scope', async () => {
    const chain = await chainOf({ change: { ...result({ underScope: false }).change, laboratory: 'without' } });
    expect(wanting(chain, 'scope')).toEqual([]);
  });

  it('says once what is the same of many results', async () => {
    const results = ['r-1', 'r-2'].map((name) => leadResult({ result: name }));
    const { indicators = [] } = await chainOf({
      change: { report: withSubject({ results }), ...notice({ status: 'withdrawn' }).change },
    });
    const own = indicators.flatMap((one) => one.indicators).filter(({ code }) => code === 'METHOD_NOT_IN_FORCE');
    expect(own.map(({ values }) => values?.result)).toEqual(['r-1, r-2']);
  });

  it('hears no notice that was taken back, or that somebody else gave', async () => {
    const withdrawn = notice({ status: 'withdrawn' });
    const revoked = await chainOf({
      ...withdrawn,
      more: ({ all }) => [
        draft('authority', 'StatusChange', 'revoked', {
          ...{ id: 'urn:x', changes: all.get('notice')?.reference, status: 'revoked' },
          ...{ from: '2025-06-01T00:00:00Z', reason: 'x' },
        }),
      ],
    });
    expect(wanting(revoked, 'method')).toEqual(['METHOD_NOT_KNOWN']);
    const forged = await chainOf({
      change: { notice: ({ subject }) => ({ issuer: WHO.stranger, subject: { ...subject, status: 'withdrawn' } }) },
    });
    expect(codes(forged).filter((one) => one.startsWith('method'))).toEqual([]);
  });

  describe('over other reports given', () => {
    const precise = leadResult({ quantity: { value: '0.123456', unit: 'mg/kg' } });
    const own = report(withSubject({ results: [precise] }));
    const other =
      (more: Record<string, unknown>, issuer: keyof typeof WHO = 'laboratory'): Changes['beside'] =>
      async ({ sound }) => {
        const made = reportDraft(sound.sampling, sound.calibration);
        const laboratory = { id: WHO[issuer].did, name: WHO[issuer].name, place: 'MO' };
        const subject = { ...made.subject, id: 'urn:test:other', laboratory, ...more };
        const { text } = await sign({ ...made, issuer: WHO[issuer], label: 'other report', subject });
        return [text, sound.report.text, sound.sampling.text];
      };
    const sample = { sample: 'S-7', description: 'leaf', receivedAt: '2026-11-09T08:00:00Z' };
    const again = { reportNumber: 'R-2', sample, results: [precise] };

    it.each<[string, string[], Changes]>([
      ['a number twice', ['REPORT_NUMBER_TWICE'], { beside: other({}) }],
      ['results twice', ['SAME_RESULTS_TWICE'], { ...own, beside: other(again) }],
      ['results of another laboratory', ['SAME_RESULTS_TWICE'], { ...own, beside: other(again, 'second') }],
      ['another number and other results', [], { ...own, beside: other({ reportNumber: 'R-2' }) }],
    ])('notices %s, if it is told to', async (_, expected, changes) => {
      const chain = await chainOf(changes);
      expect(codes(chain).filter((one) => one.startsWith('repeats'))).toEqual(expected.map((one) => `repeats: ${one}`));
      expect(wanting(chain, 'repeats')).toEqual([]);
    });

    it.each<[string, Changes]>([
      ['the report itself', { beside: async ({ sound }) => [sound.report.text, 'nonsense'] }],
      ['a report of nobody known', { beside: other({ reportNumber: 'R-1' }, 'stranger') }],
      [
        'a forged report',
        { ...own, beside: async (world) => [((await other(again)?.(world))?.[0] ?? '').replace('S-7', 'S-8')] },
      ],
    ])('counts %s for none', async (_, changes) => {
      const chain = await chainOf(changes);
      expect(codes(chain).filter((one) => one.startsWith('repeats'))).toEqual([]);
      expect(wanting(chain, 'repeats')).toEqual(['OTHER_REPORTS_NOT_AT_HAND']);
    });
  });

  it('changes nothing of the chain: an indicator decides nothing', async () => {
    const { places: before } = await chainOf({});
    const { places, document } = await chainOf({
      change: { notice: 'without' },
      recordedAt: () => '2026-11-21T00:00:00Z',
    });
    expect(document.standing).toBe('sound');
    expect(places.map((one) => one.checks.map(({ group, outcome }) => [group, outcome]))).toEqual(
      before.map((one) => one.checks.map(({ group, outcome }) => [group, outcome])),
    );
  });

  it('says nothing of an unsound report, of another document, or where no place is known', async () => {
    const revoked: Changes = {
      more: ({ report: { reference } }) => [
        draft('laboratory', 'StatusChange', 'r', {
          ...{ id: 'urn:x', changes: reference, status: 'revoked', from: '2026-11-14T00:00:00Z', reason: 'x' },
        }),
      ],
    };
    expect((await chainOf(revoked)).indicators).toBeUndefined();
    expect((await chainOf({}, 'sampling')).indicators).toBeUndefined();
    expect((await chainOf({ question: { roots: [] } })).indicators).toBeUndefined();
  });
});
