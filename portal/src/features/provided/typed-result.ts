// SPDX-License-Identifier: Apache-2.0
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import type { ProvidedResult } from './provided.ts';
import type { OUTCOMES } from './stated-value.ts';

/** A result of a report that is not on record here, as it is typed from the paper that came. */
export interface TypedResult {
  readonly provider: string;
  readonly providerId: string;
  readonly reportNumber: string;
  readonly statement: string;
  readonly digest: string;
  readonly theirs: string;
  readonly underScope: 'yes' | 'no';
  readonly substance: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly value: string;
  readonly unit: string;
  /** Empty where none is stated. */
  readonly uncertainty: string;
  readonly factor: string;
  readonly method: string;
  readonly basis: string;
  readonly testedOn: string;
}

export const NO_RESULT: TypedResult = {
  ...{ provider: '', providerId: '', reportNumber: '', statement: '', digest: '', theirs: '', underScope: 'yes' },
  ...{ substance: '', outcome: 'quantified', value: '', unit: '', uncertainty: '', factor: '2', method: '' },
  ...{ basis: '', testedOn: '' },
};

/** The result under a name of this report; what cannot be read is handed in as it stands, and refused with its place. */
export function resultOf(name: string, typed: TypedResult): ProvidedResult {
  const said = (field: Exclude<keyof TypedResult, 'underScope' | 'outcome'>) => typed[field].trim();
  const stated = { value: withDecimalPoint(said('value')), unit: said('unit') };
  const uncertainty = withDecimalPoint(said('uncertainty'));
  const id = said('providerId');
  return {
    name,
    obtainedBy: {
      ...{ provider: { id, name: said('provider') }, reportNumber: said('reportNumber'), result: said('theirs') },
      ...{
        report: { id: said('statement'), issuer: id, digest: said('digest') },
        underScope: typed.underScope === 'yes',
      },
    },
    members: {
      ...{ outcome: typed.outcome, substance: said('substance'), method: { standard: said('method') } },
      ...{ basis: said('basis'), testedOn: typed.testedOn },
      ...{
        quantified: { quantity: stated },
        'below-loq': { limitOfQuantification: stated },
        'not-detected': { limitOfDetection: stated },
      }[typed.outcome],
      ...(typed.outcome === 'quantified' && uncertainty !== ''
        ? {
            expandedUncertainty: {
              ...{ value: uncertainty, unit: stated.unit },
              coverageFactor: withDecimalPoint(said('factor')),
            },
          }
        : {}),
    },
  };
}
