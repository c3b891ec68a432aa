// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import { describe, expect, it } from 'vitest';
import { draft, LAW, leadResult, WHO } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { LABEL_DUTY, LEAD_LIMIT, rules } from '../testing/rules.ts';
import { verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';
import type { Cell } from '../verdict.ts';

type Edition = 'old' | 'new';

/** A limit of one edition of a pair, either of which may be met, but wholly. */
function limit(edition: Edition, substanceId: 'pb' | 'hg', value: string, more: object = {}): LimitRequirement {
  const other = edition === 'old' ? 'new' : 'old';
  return {
    ...LEAD_LIMIT,
    id: `${substanceId}-${edition}`,
    topic: substanceId,
    substanceId,
    limit: { kind: 'maximum', value, unit: 'mg/kg' },
    instrument: { ...LEAD_LIMIT.instrument, id: edition, title: `Law, ${edition} edition` },
    transition: {
      id: 'T',
      kind: 'either-version',
      side: edition === 'old' ? 'earlier' : 'later',
      with: [`${substanceId}-${other}`],
      otherInstrument: other,
      otherLoaded: 'complete',
      wholly: true,
      certainty: 'read',
      source: { note: 'a test' },
      ...more,
    },
  } as unknown as LimitRequirement;
}

const LINE = (substance: string) => ({
  activity: 'testing',
  line: substance,
  object: { description: 'leaf', foods: ['leaf'] },
  property: { substance },
  method: { standard: 'GB 5009.12-2023' },
  from: '2025-01-01',
});

/** The world in which both contents are 0.1 mg/kg, under the limits given. */
const under = (...limits: readonly LimitRequirement[]): WorldChanges => ({
  requirements: rules(limits),
  claim: { scope: { kinds: ['limit'], substances: ['pb', 'hg'] } },
  change: {
    laboratory: withSubject({ scope: [LINE('pb'), LINE('hg')] }),
    report: withSubject({ results: [leadResult(), leadResult({ result: 'r-2', substance: 'hg' })] }),
  },
});

async function cellsOf(changes: WorldChanges): Promise<readonly Cell[]> {
  return (await verdictOn(changes)).columns[0]?.cells ?? [];
}
const shortly = (cells: readonly Cell[]): readonly string[] =>
  cells.map(({ topic, verdict, checks }) => {
    const mixed = checks.some(({ reasons }) => reasons.some(({ code }) => code === 'EDITIONS_MIXED'));
    return `${topic.slice(6)} ${verdict}${mixed ? ' mixed' : ''}`;
  });
const LAX = '1';
const STRICT = '0.05';
const both = (pb: readonly [string, string], hg: readonly [string, string], more: object = {}): WorldChanges =>
  under(
    limit('old', 'pb', pb[0], more),
    limit('new', 'pb', pb[1], more),
    limit('old', 'hg', hg[0], more),
    limit('new', 'hg', hg[1], more),
  );

describe('mixedEditions()', () => {
  it.each<[string, readonly string[], WorldChanges]>([
    ['both editions met in all', ['pb proved', 'hg proved'], both([LAX, LAX], [LAX, LAX])],
    ['the new edition met in all', ['pb proved', 'hg proved'], both([STRICT, LAX], [STRICT, LAX])],
    ['one edition met in all, and the other in one', ['pb proved', 'hg proved'], both([LAX, LAX], [STRICT, LAX])],
    ['each met under another edition', ['pb unknown mixed', 'hg unknown mixed'], both([STRICT, LAX], [LAX, STRICT])],
    [
      'each met under another edition, where that is free',
      ['pb proved', 'hg proved'],
      both([STRICT, LAX], [LAX, STRICT], { wholly: false }),
    ],
    [
      'one met under one edition only, and one that fails both',
      ['pb unknown mixed', 'hg refuted'],
      both([STRICT, LAX], [STRICT, STRICT]),
    ],
    ['one met under both, and one that fails both', ['pb proved', 'hg refuted'], both([LAX, LAX], [STRICT, STRICT])],
    [
      'editions of which each is loaded for one substance only',
      ['pb unknown mixed', 'hg unknown mixed'],
      under(
        limit('old', 'pb', LAX, { with: [], otherLoaded: 'partial' }),
        limit('new', 'hg', LAX, { with: [], otherLoaded: 'partial' }),
      ),
    ],
    [
      'one edition met, and the same failed while the other is loaded in part',
      ['pb unknown mixed', 'hg unknown'],
      under(
        limit('old', 'pb', LAX, { with: [], otherLoaded: 'partial' }),
        limit('old', 'hg', STRICT, { with: [], otherLoaded: 'partial' }),
      ),
    ],
    [
      'transitions of two laws, which have nothing to do with each other',
      ['pb proved', 'hg proved'],
      under(
        limit('old', 'pb', STRICT),
        limit('new', 'pb', LAX),
        limit('old', 'hg', LAX, { id: 'U' }),
        limit('new', 'hg', STRICT, { id: 'U' }),
      ),
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(shortly(await cellsOf(changes))).toEqual(expected);
  });

  it('is not moved by a result that is not accepted', async () => {
    const changes = both([STRICT, LAX], [LAX, STRICT]);
    const lone = { ...changes, change: { ...changes.change, laboratory: withSubject({ scope: [LINE('pb')] }) } };
    expect(shortly(await cellsOf(lone))).toEqual(['pb proved', 'hg unknown']);
  });

  it('says what would settle it, whatever force the place gives the group, and no longer names the edition as met', async () => {
    const changes = both([STRICT, LAX], [LAX, STRICT]);
    const policy = ({ subject }: Draft) => ({
      subject: { ...subject, checks: { ...(subject.checks as object), requirements: 'informative' } },
    });
    const [pb] = await cellsOf({ ...changes, change: { ...changes.change, policy } });
    expect([pb?.verdict, pb?.toSettle.map(({ code, values }) => [code, values?.code])]).toEqual([
      'unknown',
      [['SETTLE_EDITION', 'EDITIONS_MIXED']],
    ]);
    expect(pb?.caveats).toEqual([]);
    expect(pb?.checks.map(({ group }) => group).slice(0, 4)).toEqual([
      'claim',
      'classification',
      'requirements',
      'requirements',
    ]);
  });

  it('holds for duties as for limits', async () => {
    const duty = (edition: Edition, topic: string) =>
      ({
        ...LABEL_DUTY,
        ...{ id: `${topic}-${edition}`, topic, kind: topic },
        instrument: { ...LABEL_DUTY.instrument, id: edition },
        transition: limit(edition, 'pb', LAX, { with: [`${topic}-${edition === 'old' ? 'new' : 'old'}`] }).transition,
      }) as typeof LABEL_DUTY;
    const inspection = (findings: object[]): Draft =>
      draft(
        'inspector',
        'InspectionReport',
        'inspection',
        {
          id: 'urn:test:inspection',
          reportNumber: 'I-1',
          body: { id: WHO.inspector.did, name: WHO.inspector.name },
          lot: { food: 'leaf', lotNumber: 'L-1' },
          language: 'en',
          inspectedOn: '2026-11-11',
          findings,
          issuedOn: '2026-11-12',
        },
        '2026-11-12T00:00:00Z',
      );
    const kinds = ['label', 'licence'] as const;
    const changes = (label: Edition, licence: Edition): WorldChanges => ({
      requirements: rules(kinds.flatMap((kind) => [duty('old', kind), duty('new', kind)])),
      claim: { scope: { kinds } },
      papers: () => [
        inspection([
          { requirement: `label-${label}`, fulfilled: true },
          { requirement: `licence-${licence}`, fulfilled: true },
        ]),
      ],
      more: () => [
        draft('body', 'Accreditation', 'accreditation of inspector', {
          id: WHO.inspector.did,
          name: WHO.inspector.name,
          certificateNumber: 'A',
          standard: 'ISO/IEC 17020:2012',
          from: '2025-01-01',
          scope: [
            {
              activity: 'inspection',
              line: 'I1',
              object: { description: 'food' },
              method: { standard: 'x' },
              from: '2025-01-01',
            },
          ],
        }),
      ],
      change: {
        policy: withSubject({
          admissible: kinds.map((purpose) => ({ purpose, kind: 'InspectionReport', languages: ['en'] })),
        }),
        acceptance: withSubject({ accepts: ['InspectionReport'], purposes: kinds, legalBasis: LAW }),
      },
    });
    const verdicts = async (...editions: [Edition, Edition]) =>
      (await cellsOf(changes(...editions))).map(({ verdict }) => verdict);
    expect(await verdicts('old', 'old')).toEqual(['proved', 'proved']);
    expect(await verdicts('new', 'old')).toEqual(['unknown', 'unknown']);
  });
});
