// SPDX-License-Identifier: Apache-2.0
import { decimalPlaces, parseDecimal } from '@touchstone/identifiers';
import type { Reason } from '../../record-keeping/define-register.ts';
import type { Result } from './case.ts';
import { isOfUsableSize } from './number-size.ts';
import type { PlannedMeasurand } from './record.ts';

/** What of a round a laboratory may know before its report: the public view, and the plan without what is kept back. */
export interface RoundFacts {
  readonly state: 'enrolling' | 'collecting' | 'scored' | 'published' | undefined;
  readonly deadline: string;
  readonly measurands: readonly Pick<PlannedMeasurand, 'measurand' | 'unit' | 'decimals'>[];
}

/** What is wrong with results, each fault with the result that it is about: the same for JSON and for a workbook. */
export function faultsOfResults(
  results: readonly Result[],
  { measurands }: Pick<RoundFacts, 'measurands'>,
): readonly (Reason & { readonly index: number; readonly member: string })[] {
  return results.flatMap((result, index) => {
    const { measurand } = result;
    const planned = measurands.find((one) => one.measurand === measurand);
    const fault = (code: string, member: string, detail: string) => ({ index, code, member, detail });
    if (planned === undefined) {
      const names = measurands.map((one) => one.measurand).join(', ');
      return [fault('NO_SUCH_MEASURAND', 'measurand', `The round has ${names}, not ${measurand}.`)];
    }
    const faults = [];
    if (results.findIndex((one) => one.measurand === measurand) !== index) {
      faults.push(fault('RESULT_TWICE', 'measurand', `${measurand} stands there twice.`));
    }
    if (result.outcome === 'not-reported') return faults;
    const { unit, decimals } = planned;
    if (result.unit !== unit)
      faults.push(fault('OTHER_UNIT', 'unit', `${measurand} is reported in ${unit}, not ${result.unit}.`));
    const numbers = result.outcome === 'below' ? { limit: result.limit } : numbersOf(result);
    for (const [member, text] of Object.entries(numbers)) {
      const found = decimalOf(text);
      if (found === undefined) {
        faults.push(
          fault(
            'NOT_A_NUMBER',
            member,
            `${member} of ${measurand} must be a decimal number such as 0.10, not "${text.slice(0, 60)}".`,
          ),
        );
      } else if (!isOfUsableSize(text)) {
        const detail = `${member} of ${measurand} must have at most 40 characters and be 0 or of a size from 1e-30 to 1e30, not ${text.slice(0, 60)}.`;
        faults.push(fault('NUMBER_OUT_OF_RANGE', member, detail));
      } else if (member !== 'value' && found.coefficient <= 0n) {
        faults.push(fault('NOT_POSITIVE', member, `${member} of ${measurand} must be above 0, not ${text}.`));
      } else if (member === 'value' && decimalPlaces(found) < decimals) {
        faults.push(
          fault(
            'TOO_FEW_DIGITS',
            member,
            `${measurand} is reported to ${decimals} decimal places, trailing zeros included, not as ${text}.`,
          ),
        );
      }
    }
    if (
      result.outcome === 'quantified' &&
      result.expandedUncertainty !== undefined &&
      result.coverageFactor === undefined
    ) {
      faults.push(
        fault(
          'NO_COVERAGE_FACTOR',
          'coverageFactor',
          `Say by which factor k the uncertainty of ${measurand} is expanded.`,
        ),
      );
    }
    return faults;
  });
}

function numbersOf({
  value,
  expandedUncertainty,
  coverageFactor,
}: Extract<Result, { readonly outcome: 'quantified' }>): Readonly<Record<string, string>> {
  return {
    value,
    ...(expandedUncertainty === undefined ? {} : { expandedUncertainty }),
    ...(coverageFactor === undefined ? {} : { coverageFactor }),
  };
}

function decimalOf(text: string) {
  try {
    return parseDecimal(text);
  } catch {
    return undefined;
  }
}
