// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { accreditation, draft, WHO } from '../testing/drafts.ts';
import { type Draft, didDocument, type Made, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { entry, LABORATORY, PRODUCER, penalty, recall } from '../testing/supervised.ts';
import { CUT, makeWorld, QUESTION, READ, type WorldChanges, withPart, withSubject } from '../testing/world.ts';

/** The laboratory was warned, with members replaced. */
const fine = (more: Record<string, unknown> = {}): Draft =>
  penalty({ party: LABORATORY, measures: [{ measure: 'warning' }], ...more });

function suspension(of: Made, status = 'suspended'): Draft {
  const who = of.reference.issuer === WHO.stranger.did ? 'stranger' : 'body';
  return draft(who, 'StatusChange', `suspension ${of.reference.id}`, {
    ...{ id: 'urn:test:suspension', changes: of.reference, status, from: '2026-11-20T00:00:00Z', reason: 'audit' },
  });
}

interface Asked extends WorldChanges {
  readonly text?: string;
  readonly against?: readonly Draft[];
}

async function chainOf({ text, against = [], ...changes }: Asked) {
  const { stored, sound } = await makeWorld(changes);
  const texts = await Promise.all(against.map(sign));
  const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
  const all = [...stored, ...[sound.sampling, ...texts].map((one) => ({ text: one.text }))];
  return runVerify(
    { file: 'f.json', text: text ?? sound.report.text },
    { ...QUESTION, ...changes.question },
    {
      ...{ source: createMemorySource(all, dids, READ), requirements: rules() },
      ...{ suite: nodeSuite, read: READ, cut: CUT },
    },
  );
}

/** What stands beside the links in the one place, shortly. */
async function said(asked: Asked): Promise<readonly string[]> {
  const { places } = await chainOf(asked);
  return (places[0]?.against?.parties ?? []).map(
    ({ of, standing, reasons }) => `${of} ${standing}: ${reasons.map(({ code }) => code).join(' ')}`,
  );
}

const NONE = 'none-known: NONE_AMONG_CONSULTED';
const bar = (from: string, to?: string) => entry({ party: LABORATORY, effects: ['may-not-issue'], from, to });

describe('knownAgainst()', () => {
  it('says as of when it is known, and what it rests on', async () => {
    const { places } = await chainOf({ against: [entry()] });
    expect(places[0]?.against).toMatchObject({ on: QUESTION.on, knownAt: QUESTION.knownAt });
    expect(places[0]?.against?.parties[1]?.rests.map(({ kind }) => kind)).toEqual(['ListEntry']);
    expect(places[0]?.checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  it.each<[string, string, string, Asked]>([
    ['nothing', NONE, NONE, {}],
    ['a bar on the laboratory', 'open: RESTRICTED', NONE, { against: [bar('2026-11-20')] }],
    ['a bar that ended, as it tested', 'open: RESTRICTED', NONE, { against: [bar('2026-11-11', '2026-11-11')] }],
    ['a bar that ended, as it signed', 'open: RESTRICTED', NONE, { against: [bar('2026-11-13', '2026-11-13')] }],
    ['a bar that ended before', NONE, NONE, { against: [bar('2026-10-01', '2026-11-10')] }],
    ['a fine of the laboratory', 'noted: PENALTY_NOTED', NONE, { against: [fine()] }],
    [
      'a ban of the laboratory',
      'open: PENALISED',
      NONE,
      { against: [fine({ measures: [{ measure: 'ban', from: '2026-10-01', of: 'testing' }] })] },
    ],
    [
      'a namesake of the laboratory',
      'noted: NAMESAKE_RESTRICTED',
      NONE,
      { against: [entry({ party: { name: WHO.laboratory.name } })] },
    ],
    ['the producer of the sampling record', NONE, 'open: RESTRICTED', { against: [entry()] }],
    ['a tender ban on the producer', NONE, 'open: RESTRICTED', { against: [entry({ effects: ['may-not-tender'] })] }],
    ['a recall of the lot', NONE, 'open: RECALLED', { against: [recall()] }],
    [
      'a recall of the lot as a wider food',
      NONE,
      'open: RECALLED',
      { against: [recall({ lots: [{ food: 'food', lotNumber: 'L-1' }] })] },
    ],
    ['a recall of another lot', NONE, NONE, { against: [recall({ lots: [{ food: 'leaf', lotNumber: 'L-2' }] })] }],
    ['a recall of another food', NONE, NONE, { against: [recall({ lots: [{ food: 'fish', lotNumber: 'L-1' }] })] }],
    ['an entry of another place', NONE, NONE, { against: [entry({ places: ['HK'] })] }],
    [
      'an entry on whoever ordered the test',
      NONE,
      'open: RESTRICTED',
      {
        against: [entry({ party: { name: 'C', identifier: 'C-1' } })],
        change: { report: withSubject({ client: { name: 'C', identifier: 'C-1' } }) },
      },
    ],
  ])('names %s', async (_, issuer, subject, asked) => {
    expect(await said(asked)).toEqual([`issuer ${issuer}`, `subject ${subject}`]);
  });

  it('names a grant that was suspended or taken back by whom the place knows', async () => {
    const grant = await sign(accreditation('laboratory', { ...SCOPE, line: 'T9' }));
    const own = { ...accreditation('laboratory', { ...SCOPE, line: 'T9' }) };
    const world = { more: () => [own], change: { laboratory: 'without' as const } };
    for (const [status, expected] of [
      ['suspended', 'issuer open: GRANT_TAKEN'],
      ['withdrawn', 'issuer open: GRANT_TAKEN'],
      ['active', `issuer ${NONE}`],
    ] as const) {
      expect((await said({ ...world, against: [suspension(grant, status)] }))[0]).toBe(expected);
    }
    const strange = { ...accreditation('laboratory', SCOPE), issuer: WHO.stranger, label: 'strange' };
    expect((await said({ against: [strange, suspension(await sign(strange))] }))[0]).toBe(`issuer ${NONE}`);
  });

  it('is no news to the statement that says it', async () => {
    const { text } = await sign(entry());
    expect(await said({ text })).toEqual([`issuer ${NONE}`, `subject ${NONE}`]);
    expect(await said({ text, against: [fine({ party: PRODUCER })] })).toEqual([
      `issuer ${NONE}`,
      'subject noted: PENALTY_NOTED',
    ]);
  });

  it('looks at the holder of a grant, and at no signatory of an arrangement', async () => {
    const { sound } = await makeWorld();
    const barred = { ...entry({ party: { name: 'x', did: WHO.body.did } }), label: 'of the body' };
    expect(await said({ text: sound.all.get('laboratory')?.text ?? '', against: [bar('2026-11-20'), barred] })).toEqual(
      ['issuer open: RESTRICTED', 'subject open: RESTRICTED'],
    );
    expect(await said({ text: sound.all.get('arrangement')?.text ?? '', against: [barred] })).toEqual([
      `issuer ${NONE}`,
    ]);
  });

  it('takes a report without a sampling record at the lot that it states', async () => {
    const change = { report: withPart('sample', { samplingRecord: undefined }) };
    expect(await said({ change, against: [recall()] })).toEqual([`issuer ${NONE}`, 'subject open: RECALLED']);
  });

  it('says nothing of what is forged or unread, nor in a place without a policy', async () => {
    const { sound } = await makeWorld();
    expect(await said({ text: sound.report.text.replace('"0.1"', '"0.0"'), against: [entry()] })).toEqual([]);
    expect(await said({ text: '{"a":1}' })).toEqual([]);
    expect(await said({ question: { roots: [] } })).toEqual([]);
  });

  it('looks at the issuer of a credential in a foreign form', async () => {
    const foreign = { issuer: WHO.laboratory.did, type: ['VerifiableCredential', 'X'] };
    expect(await said({ text: JSON.stringify(foreign), against: [bar('2026-11-20')] })).toEqual([]);
  });
});

const SCOPE = {
  ...{ activity: 'testing', line: 'T1', object: { description: 'leaf', foods: ['leaf'] }, from: '2025-01-01' },
  ...{ property: { substance: 'pb' }, method: { standard: 'GB 5009.12-2023' } },
};
