// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { liveFaults } from './live-faults.ts';
import { NO_CERTIFICATE, NO_POINT, proposalOf, type TypedPoint } from './typed.ts';

const WEIGHT: TypedPoint = {
  ...NO_POINT,
  ...{ quantity: 'mass', at: '100', unit: 'g', uncertainty: '0,3', uncertaintyUnit: 'mg' },
};
const FOUND: TypedPoint = {
  ...WEIGHT,
  ...{ asFound: 'error', error: '20', foundUnit: 'mg', foundUncertainty: '2', foundUncertaintyUnit: 'mg' },
};
const codes = (point: TypedPoint) =>
  Object.entries(liveFaults(point)).map(([field, fault]) => `${field} ${fault?.code}`);
interface Proposal {
  readonly certificate: { readonly subject: Readonly<Record<string, unknown>> };
  readonly work: readonly { readonly result: string }[];
  readonly reasons: object;
}
const proposal = (more: object) => proposalOf({ ...NO_CERTIFICATE, ...more }, 'did:web:l.example') as Proposal;

describe('liveFaults()', () => {
  it('says nothing of what is empty, or can be', () => {
    expect(codes(NO_POINT)).toEqual([]);
    expect(codes(WEIGHT)).toEqual([]);
    expect(codes(FOUND)).toEqual([]);
    expect(codes({ ...FOUND, quantity: 'a quantity of nobody' })).toEqual([]);
  });

  it('lets ohms be found at degrees Celsius, and wants their uncertainty in ohms', () => {
    const ohms = { ...WEIGHT, quantity: 'electric resistance', at: '0', unit: '°C', left: '100', leftUnit: 'Ω' };
    expect(codes({ ...ohms, uncertaintyUnit: 'mΩ' })).toEqual([]);
    expect(codes({ ...ohms, uncertaintyUnit: 'K' })).toEqual(['uncertaintyUnit other-unit']);
    expect(codes({ ...ohms, unit: 'nonsense', uncertaintyUnit: 'mΩ' })).toEqual(['unit no-unit']);
  });

  it.each<[Partial<TypedPoint>, string]>([
    [{ unit: 'mm' }, 'unit other-dimension'],
    [{ unit: 'grains of nobody' }, 'unit no-unit'],
    [{ uncertainty: '1.000,5' }, 'uncertainty no-number'],
    [{ uncertainty: '-1' }, 'uncertainty below-zero'],
    [{ factor: '0' }, 'factor bad-factor'],
    [{ foundUnit: 'mm' }, 'foundUnit other-dimension'],
    [{ foundUncertaintyUnit: 's' }, 'foundUncertaintyUnit other-unit'],
    [{ error: '101', foundUnit: 'g' }, 'error too-large'],
    [{ foundFactor: '0' }, 'foundFactor bad-factor'],
  ])('tells of %j', (more, fault) => {
    expect(codes({ ...FOUND, ...more })).toContain(fault);
  });
});

it('liveFaults() accuses only the unit that is wrong, not the right one beside it', () => {
  expect(codes({ ...FOUND, foundUnit: 'mm' })).toEqual(['foundUnit other-dimension']);
  expect(codes({ ...WEIGHT, unit: 'mm' })).toEqual(['unit other-dimension']);
});

describe('proposalOf()', () => {
  it('states each point as left, with its work under its name, and as found only where somebody looked', () => {
    const { certificate, work } = proposal({ points: [WEIGHT, FOUND] });
    const mg = (value: string) => ({ value, unit: 'mg' });
    expect(certificate.subject.results).toMatchObject([{}, { expandedUncertainty: mg('0.3'), coverageFactor: '2' }]);
    expect(certificate.subject.asFound).toEqual([
      {
        ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, shift: mg('20'), coverageFactor: '2' },
        expandedUncertainty: mg('2'),
      },
    ]);
    expect(work[0]?.result).toBe('mass at 100 g');
    expect(proposal({ points: [WEIGHT] }).certificate.subject).not.toHaveProperty('asFound');
  });

  it('never hands in a value for the shift: where that cannot be worked out, it is empty and refused', () => {
    const shift = (more: object) => {
      const point = { ...FOUND, asFound: 'value', found: '100.02', relied: '100', foundUnit: 'g', ...more };
      return (proposal({ points: [point] }).certificate.subject.asFound as { shift: object }[])[0]?.shift;
    };
    expect(shift({})).toEqual({ value: '0.02', unit: 'g' });
    expect(shift({ relied: '' })).toEqual({ value: '', unit: 'g' });
    expect(shift({ foundUnit: 'nonsense' })).toEqual({ value: '', unit: 'nonsense' });
  });

  it('leaves out what is empty', () => {
    const { certificate, reasons } = proposal({ reasons: { METHOD_NOT_KNOWN: ' why ', OTHER: ' ' } });
    expect(reasons).toEqual({ METHOD_NOT_KNOWN: 'why' });
    for (const name of ['item', 'dueOn', 'references']) expect(certificate.subject).not.toHaveProperty(name);
  });
});
