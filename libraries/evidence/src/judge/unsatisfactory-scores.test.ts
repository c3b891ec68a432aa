// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { draft, leadResult, WHO } from '../testing/drafts.ts';
import { didDocument, type Draft, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { CUT, cellOf, makeWorld, QUESTION, READ, verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';

const PROVIDER = 'inspector';
const LEAD = {
  ...{ measurand: 'Pb', substance: 'pb' },
  assignedValue: { value: '0.1', unit: 'mg/kg', origin: 'formulation' },
};
const round = (more: Record<string, unknown> = {}, who: keyof typeof WHO = PROVIDER): Draft =>
  draft(
    who,
    'ProficiencyRound',
    'round',
    {
      ...{
        id: 'urn:test:round',
        provider: { id: WHO[PROVIDER].did, name: 'Provider' },
        scheme: 'LEAF',
        round: '2026-1',
      },
      item: { description: 'leaf' },
      measurands: [LEAD],
      ...{ openedOn: '2026-01-01', closedOn: '2026-02-01', ...more },
    },
    '2026-02-02T08:00:00Z',
  );
const { reference: ROUND } = await sign(round());

const NOT_SCORED = { verdict: 'not-scored', score: undefined };
const score = (more: Record<string, unknown> = {}, label = 'score', who: keyof typeof WHO = PROVIDER): Draft =>
  draft(
    who,
    'ProficiencyScore',
    label,
    {
      ...{ id: `urn:test:${label}`, round: ROUND, measurand: 'Pb', verdict: 'action', issuedOn: '2026-03-01' },
      participant: { id: WHO.laboratory.did, name: 'laboratory' },
      ...{ score: { kind: 'z', value: '-3.99' }, ...more },
    },
    '2026-03-01T08:00:00Z',
  );

async function caveatsOf(more: readonly Draft[], changes: WorldChanges = {}) {
  const { verdict, caveats } = cellOf(await verdictOn({ ...changes, more: () => more }));
  return { verdict, found: caveats.filter(({ code }) => code === 'SCORE_UNSATISFACTORY') };
}

describe('scoreCaveats()', () => {
  it('says under a verdict that the laboratory had an unsatisfactory score for this before it tested, and refutes nothing', async () => {
    const { verdict, found } = await caveatsOf([round(), score()]);
    expect(verdict).toBe('proved');
    expect(found).toMatchObject([
      { article: 'ISO/IEC 17025:2017, 7.7.2', values: { score: 'z = -3.99', day: '2026-03-01', round: 'LEAF 2026-1' } },
    ]);
    expect((await caveatsOf([])).verdict).toBe('proved');
  });

  it.each<[string, readonly Draft[]]>([
    ['a score of an earlier edition of the method', [score({ method: { standard: 'GB 5009.12-2017' } })]],
    ['a score of a method within it', [score({ method: { standard: 'GB 5009.12-2023 第一法' } })]],
    ['one without a number', [score({ score: undefined })]],
    ['one that came after an acceptable one', [score({ verdict: 'acceptable', issuedOn: '2026-02-20' }, 'b'), score()]],
    ['one before a second one after the test', [score(), score({ issuedOn: '2026-12-01' }, 'b')]],
    ['one before a warning after the test', [score(), score({ verdict: 'warning', issuedOn: '2026-12-01' }, 'b')]],
    ['one before a warning before the test', [score(), score({ verdict: 'warning', issuedOn: '2026-04-01' }, 'b')]],
    ['one before a line that was not scored', [score(), score({ ...NOT_SCORED, issuedOn: '2026-04-01' }, 'b')]],
    ['one with an acceptable one of its day', [score({ verdict: 'acceptable' }, 'b'), score()]],
  ])('counts %s', async (_, scores) => {
    expect((await caveatsOf([round(), ...scores])).found).toHaveLength(1);
  });

  it.each<[string, readonly Draft[]]>([
    ['an acceptable score', [round(), score({ verdict: 'acceptable' })]],
    ['a warning', [round(), score({ verdict: 'warning' })]],
    ['one that a later one answers', [round(), score(), score({ verdict: 'acceptable', issuedOn: '2026-04-01' }, 'b')]],
    [
      'one that an acceptable one after the test answers',
      [round(), score(), score({ verdict: 'acceptable', issuedOn: '2026-12-01' }, 'b')],
    ],
    [
      'one that an acceptable one answers before a warning',
      [
        round(),
        score(),
        score({ verdict: 'acceptable', issuedOn: '2026-04-01' }, 'b'),
        score({ verdict: 'warning', issuedOn: '2026-05-01' }, 'c'),
      ],
    ],
    ['one of the day of testing', [round(), score({ issuedOn: '2026-11-11' })]],
    ['one by another method', [round(), score({ method: { standard: 'GB 5009.15-2023' } })]],
    ['one by something that is no standard', [round(), score({ method: { standard: 'our own way' } })]],
    ['one of something that the round did not measure', [round(), score({ measurand: 'Cd' })]],
    ['one whose round is not at hand', [score()]],
    ['one that another than the provider signed', [round(), score({}, 'score', 'stranger')]],
    ['one of another laboratory', [round(), score({ participant: { id: WHO.second.did, name: 'second' } })]],
  ])('says nothing of %s', async (_, drafts) => {
    expect((await caveatsOf(drafts)).found).toEqual([]);
  });

  it('says nothing of a score for another substance', async () => {
    const cadmium = round({ measurands: [{ ...LEAD, substance: 'cd' }] });
    const { reference } = await sign(cadmium);
    expect((await caveatsOf([cadmium, score({ round: reference })])).found).toEqual([]);
  });

  it('says nothing of a score that came after the day of testing', async () => {
    const change = { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-02-15' })] }) } };
    expect((await caveatsOf([round(), score()], change)).found).toEqual([]);
  });
});

describe('verifyDocument()', () => {
  it('says the same of a report that is looked at by itself, and holds the competence for shown all the same', async () => {
    const chainWith = async (...more: readonly Draft[]) => {
      const world = await makeWorld({ more: () => more });
      const { text } = world.sound.report;
      const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
      const source = createMemorySource([...world.stored, { text: world.sound.sampling.text }], dids, READ);
      const options = { source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT };
      const { places } = await runVerify({ file: 'f.json', text }, QUESTION, options);
      return places.flatMap(({ checks }) => checks.filter(({ group }) => group === 'competence'));
    };
    const codesOf = (checks: Awaited<ReturnType<typeof chainWith>>) =>
      checks.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    const found = await chainWith(round(), score());
    expect(codesOf(found)).toContain('SCORE_UNSATISFACTORY');
    expect(found.map(({ outcome }) => outcome)).toEqual((await chainWith()).map(({ outcome }) => outcome));
    expect(codesOf(await chainWith(round(), score({ verdict: 'acceptable' })))).not.toContain('SCORE_UNSATISFACTORY');
  });
});
