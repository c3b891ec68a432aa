// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant, parseInstant, parsePlace } from '@touchstone/identifiers';
import type { StatementOf } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { leadResult, WHO } from '../../testing/drafts.ts';
import { cellOf, found, verdictOn, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';
import { daysOfWork } from './days-of-work.ts';
import { dayOfAct } from './local-time.ts';
import { paperTimes } from './paper-times.ts';
import { signedBeforeIssued } from './signing-order.ts';

describe('checkPlausibility()', () => {
  const codes = async (changes: WorldChanges): Promise<readonly (readonly [string, string | undefined])[]> => {
    const check = cellOf(await verdictOn(changes)).trials[0]?.checks.find(({ group }) => group === 'plausibility');
    return (check?.reasons ?? []).map(({ code, article }) => [code, article]);
  };
  const falseReport = 'SAMR Order 39, art. 14';
  it.each<[string, string, WorldChanges]>([
    [
      'TESTED_BEFORE_RECEIVED',
      falseReport,
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    ['ISSUED_BEFORE_TESTED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-10' }) } }],
    ['SIGNED_BEFORE_ISSUED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-14' }) } }],
    ['NO_SIGNATORY', 'SAMR Order 39, art. 13', { change: { report: withSubject({ signatory: undefined }) } }],
    [
      'LABORATORY_IS_ACTOR',
      'ISO/IEC 17025:2017, 4.1',
      { claim: { actors: [{ role: 'producer', name: 'L', did: WHO.laboratory.did }] } },
    ],
  ])('points to %s with the article to compare', async (code, article, changes) => {
    expect(await codes(changes)).toEqual([[code, article]]);
  });

  it('sees a report dated after it was signed', async () => {
    const said = await codes({ change: { report: withSubject({ issuedOn: '2026-11-20' }) } });
    expect(said.map(([code]) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it('only points where nothing else rests on it, and is shown beside the verdict', async () => {
    const later: WorldChanges = { change: { report: withSubject({ issuedOn: '2026-11-14' }) } };
    expect(await found('plausibility', later)).toBe('proved; failed: SIGNED_BEFORE_ISSUED');
    expect(cellOf(await verdictOn(later)).caveats.map(({ code }) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it.each<[string, WorldChanges]>([
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-14' })] }) } },
    ],
    ['NO_SIGNATORY', { change: { report: withSubject({ signatory: undefined }) } }],
    ['LABORATORY_IS_ACTOR', { claim: { actors: [{ role: 'seller', name: 'L', did: WHO.laboratory.did }] } }],
  ])('leaves no competence where everything rests on it: %s', async (code, changes) => {
    expect(await found('competence', changes)).toBe(`unknown; failed: ${code}`);
  });
});

describe('the day of a signature', () => {
  const signed = (place: string, at: string) =>
    signedBeforeIssued({
      validFrom: parseInstant(at),
      subject: { issuedOn: '2026-11-14', laboratory: { place: parsePlace(place) } },
    } as StatementOf<'TestReport'>).map(({ code }) => code);

  it('is that of the clocks where the laboratory is', () => {
    expect(signed('NZ', '2026-11-13T11:30:00Z')).toEqual([]);
    expect(signed('NZ', '2026-11-13T10:00:00Z')).toEqual(['SIGNED_BEFORE_ISSUED']);
    expect(signed('CN-GD', '2026-11-13T16:00:00Z')).toEqual([]);
    expect(signed('US-HI', '2026-11-13T16:00:00Z')).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it('of a paper that says of no place contradicts only what it does on every clock', () => {
    const declared = (at: string) =>
      paperTimes(
        { kind: 'SelfDeclaration', validFrom: parseInstant(at), subject: { declaredOn: '2026-11-14' } } as never,
        undefined,
      ).map(({ code }) => code);
    expect(declared('2026-11-13T10:00:00Z')).toEqual([]);
    expect(declared('2026-11-13T09:59:59Z')).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it('is a day of work by the clocks of whoever worked', () => {
    const at = parseInstant('2026-11-13T16:30:00Z');
    const [PT, NZ] = [parsePlace('PT'), parsePlace('NZ')];
    const sampling = { kind: 'SamplingRecord', validFrom: at, subject: { takenAt: at, place: PT } };
    const report = { kind: 'TestReport', validFrom: at, subject: { results: [], laboratory: { place: NZ } } };
    const certificate = {
      kind: 'CalibrationCertificate',
      validFrom: at,
      subject: { calibratedOn: '2026-11-13', laboratory: {} },
    };
    expect([sampling, report, certificate].map((one) => daysOfWork(one as never))).toEqual([
      ['2026-11-13'],
      ['2026-11-14'],
      ['2026-11-13', '2026-11-14'],
    ]);
    expect(dayOfAct(at, undefined)).toBe(dayOfInstant(at, 480));
  });

  it.each([
    ['PT', false],
    ['MO', true],
  ])('lets a test on the day of receipt stand where it is one in %s', async (place, isImpossible) => {
    const { checks = [] } =
      cellOf(
        await verdictOn({
          change: {
            report: (draft) => {
              const of = withPart('laboratory', { place })(draft);
              const received = withPart('sample', { receivedAt: '2026-11-10T16:30:00Z' })({ ...draft, ...of });
              return withSubject({ results: [leadResult({ testedOn: '2026-11-10' })] })({ ...draft, ...received });
            },
          },
        }),
      ).trials[0] ?? {};
    const said = checks.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    expect(said.includes('TEST_DATE_IMPOSSIBLE')).toBe(isImpossible);
    expect(said.includes('TESTED_BEFORE_RECEIVED')).toBe(isImpossible);
  });
});
