// SPDX-License-Identifier: Apache-2.0
import { type Dcc, readDcc, writeDcc } from '@touchstone/metrology/calibration';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatementOf } from '../body.ts';
import { AS_FOUND, exported, OPTIONS, statement, SUBJECT } from '../testing/certificate-as-dcc.ts';
import { REFERENCE, SUBJECTS, UUID } from '../testing/subjects.ts';
import { readDccCertificate } from './read-certificate.ts';
import { toDcc } from './write-certificate.ts';

type Subject = StatementOf<'CalibrationCertificate'>['subject'];
const again = (dcc: Dcc) => readDccCertificate(readDcc(writeDcc(dcc)).dcc);

/** What an export and its reading have in common with the subject, in the form of the reading. */
function carried({ id: _, references = [], results, ...subject }: Subject): unknown {
  return {
    ...subject,
    results,
    references: references.map(({ standard, calibration }) => ({
      standard,
      ...(calibration === undefined ? {} : { report: calibration.id }),
    })),
  };
}

describe('toDcc()', () => {
  it('names what was found before adjustment, and how far results move with a standard, as lost', () => {
    const { references } = SUBJECTS.CalibrationCertificate;
    const { losses } = exported({ ...SUBJECT, asFound: AS_FOUND, references });
    const lost = new Set(losses.map(({ path }) => path.replace(/\.\d+\..*/, '')));
    expect([...lost]).toEqual(['id', 'references', 'asFound']);
  });

  it('writes what reads again as it was, and names what it loses', () => {
    const { dcc, losses, standIns } = exported(SUBJECT);
    const { certificate, gaps } = again(dcc);
    expect(certificate).toEqual(carried(statement(SUBJECT).subject));
    expect(losses.map(({ path }) => path)).toEqual(['id']);
    expect(standIns).toHaveLength(4);
    expect(gaps.map(({ code }) => code)).toEqual(['REFERENCE_UNCONFIRMED', 'REFERENCE_UNCONFIRMED']);
    expect(writeDcc(dcc)).toContain(`<dcc:value>urn:uuid:${UUID}</dcc:value>`);
  });

  it.each([undefined, { identifier: 'urn:x:1' }, { manufacturer: 'M', model: 'B', serialNumber: '7' }])(
    'writes of %j no more and no less than was said of the thing',
    (item) => {
      const { dcc } = exported(JSON.parse(JSON.stringify({ ...SUBJECT, item })));
      expect(again(dcc).certificate.item).toEqual(item);
    },
  );

  it('names what wrote it', () => {
    const named = (options: Parameters<typeof toDcc>[1]) =>
      toDcc(statement(SUBJECT), options).dcc.administrativeData.software[0];
    expect(named(OPTIONS)).toMatchObject({ name: { content: [{ text: 'Of the test' }] }, release: '7' });
    const { country, language } = OPTIONS;
    expect(named({ country, language })).toMatchObject({ name: { content: [{ text: 'Touchstone' }] } });
  });

  it('writes an uncertainty in the unit of its value, and says so', () => {
    const point = { quantity: 't', at: { value: '20', unit: '°C' }, coverageFactor: '2' };
    const of = (expandedUncertainty: unknown) => {
      const { dcc, losses } = exported({ ...SUBJECT, results: [{ ...point, expandedUncertainty }] });
      return [losses.map(({ path }) => path), again(dcc).certificate.results[0]?.expandedUncertainty];
    };
    const path = 'results.0.expandedUncertainty';
    expect(of({ value: '10', unit: 'mK' })).toEqual([
      ['id', `${path}.value`, `${path}.unit`],
      { value: '0.010', unit: '°C' },
    ]);
    expect(of({ value: '10', unit: 'kg' })).toEqual([['id', `${path}.value`, `${path}.unit`], undefined]);
    expect(of({ value: '1', unit: '°F' })[1]).toBeUndefined();
  });

  it.each(['psi', 'own units'])('writes %s behind a bar, since D-SI has no name for it', (unit) => {
    const results = [
      { quantity: 'p', at: { value: '1', unit }, expandedUncertainty: { value: '0.1', unit }, coverageFactor: '2' },
    ];
    const { dcc, losses } = exported({ ...SUBJECT, results });
    expect(losses.map(({ path }) => path)).toEqual(['id', 'results.0.at.unit']);
    expect(again(dcc).gaps.map(({ code }) => code)).toContain('UNIT_UNKNOWN');
  });

  it('says nothing of references and days that there are not', () => {
    const { references: _, dueOn: __, ...without } = SUBJECT as Record<string, unknown>;
    const { dcc } = exported({ ...without, references: [] });
    expect(again(dcc).certificate).not.toHaveProperty('dueOn');
    expect(dcc.measurementResults.entries[0]).not.toHaveProperty('equipment');
    expect(exported(without).dcc.administrativeData.statements).toEqual([]);
  });

  it('loses the attestation of a reference, which a DCC does not name', () => {
    const { losses } = exported({ ...SUBJECT, references: [{ standard: 'S', attestation: REFERENCE }] });
    expect(losses.map(({ path }) => path)).toContain('references.0.attestation.digest');
  });

  it('writes what was found at a value of another quantity in a row with it', () => {
    const results = ['0', '100'].map((value) => ({
      quantity: 'resistance',
      at: { value, unit: '°C' },
      measuredValue: { value: `1${value}.02`, unit: 'Ω' },
      expandedUncertainty: { value: '0.005', unit: 'Ω' },
      coverageFactor: '2',
    }));
    const { dcc, losses } = exported({ ...SUBJECT, results });
    expect(losses.map(({ path }) => path)).toEqual(['id']);
    expect(again(dcc).certificate.results).toEqual(results);
    expect(again(dcc).gaps.map(({ code }) => code)).not.toContain('POINT_UNSTATED');
  });

  it('writes what was found at a point of the same quantity so that it reads again', () => {
    const results = [
      {
        ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, measuredValue: { value: '100.00031', unit: 'g' } },
        ...{ expandedUncertainty: { value: '0.00020', unit: 'g' }, coverageFactor: '2' },
      },
    ];
    const { certificate, gaps } = again(exported({ ...SUBJECT, results }).dcc);
    expect(certificate.results).toEqual(results);
    expect(gaps.map(({ code }) => code)).toEqual(['REFERENCE_UNCONFIRMED', 'REFERENCE_UNCONFIRMED']);
  });

  it('keeps the digits of every number', () => {
    const decimal = fc.stringMatching(/^(0|[1-9][0-9]{0,8})(\.[0-9]{1,8})?$/);
    fc.assert(
      fc.property(decimal, decimal, (value, uncertainty) => {
        const results = [
          {
            quantity: 'm',
            at: { value, unit: 'kg' },
            expandedUncertainty: { value: uncertainty, unit: 'kg' },
            coverageFactor: '2',
          },
        ];
        expect(again(exported({ ...SUBJECT, results }).dcc).certificate.results).toEqual(results);
      }),
      { numRuns: 50 },
    );
  });
});
