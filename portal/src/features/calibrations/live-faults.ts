// SPDX-License-Identifier: Apache-2.0
import { isDecimalText } from '@touchstone/identifiers';
import { faultsOfFindings, type FindingMember, unitMisfit } from '@touchstone/metrology/findings';
import { MetrologyError, parseUnit, type Unit, unitComparability } from '@touchstone/metrology/quantity';
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { foundOf, leftUnit, pointOf, type TypedPoint } from './typed.ts';

/** What cannot be at one field of a point, told while it is typed. */
export interface LiveFault {
  readonly code: 'no-number' | 'no-unit' | 'other-dimension' | 'other-unit' | 'below-zero' | 'bad-factor' | 'too-large';
  readonly values: Readonly<Record<string, string>>;
}

export type LiveFaults = { readonly [Field in keyof TypedPoint]?: LiveFault };

const NUMBERS = ['at', 'left', 'uncertainty', 'factor', 'error', 'found', 'relied'] as const;
const FOUND_NUMBERS = ['foundUncertainty', 'foundFactor'] as const;
const isFilled = (value: string) => value.trim() !== '';

/** What is at fault with a point as far as it is typed: of empty fields nothing is said. */
export function liveFaults(typed: TypedPoint): LiveFaults {
  return { ...faultsOfFound(typed), ...faultsOfUnits(typed), ...faultsOfSizes(typed), ...faultsOfNumbers(typed) };
}

function faultsOfNumbers(typed: TypedPoint): LiveFaults {
  const wrong = [...NUMBERS, ...FOUND_NUMBERS].filter(
    (field) => isFilled(typed[field]) && !isDecimalText(withDecimalPoint(typed[field].trim())),
  );
  return Object.fromEntries(
    wrong.map((field) => [field, { code: 'no-number', values: { value: typed[field] } } as const]),
  );
}

/** An uncertainty below 0, or a coverage factor that is not above it, says nothing. JCGM 100:2008, 6.2.1. */
function faultsOfSizes({ uncertainty, factor }: TypedPoint): LiveFaults {
  const of = (text: string) => Number(withDecimalPoint(text.trim()));
  return {
    ...(of(uncertainty) < 0 ? { uncertainty: { code: 'below-zero', values: { value: uncertainty } } } : {}),
    ...(isFilled(factor) && !(of(factor) > 0) ? { factor: { code: 'bad-factor', values: { value: factor } } } : {}),
  };
}

/** Each unit can be read; what was found is in one of its quantity, and the uncertainty in one of what was found. */
function faultsOfUnits(typed: TypedPoint): LiveFaults {
  const { quantity, unit, left, leftUnit: own, uncertaintyUnit, foundUnit, foundUncertaintyUnit, asFound } = typed;
  const isOther = isFilled(left) && isFilled(own);
  const ofQuantity = (field: 'unit' | 'leftUnit' | 'foundUnit', of: string): LiveFaults => {
    if (!isFilled(of)) return {};
    const misfit = unitMisfit(quantity, of);
    if (misfit === undefined) return {};
    if (misfit.code === 'NO_UNIT') return { [field]: { code: 'no-unit', values: { unit: of } } };
    return { [field]: { code: 'other-dimension', values: { unit: of, quantity, usual: misfit.usual } } };
  };
  const ofFound = (field: 'uncertaintyUnit' | 'foundUncertaintyUnit', of: string, like: string): LiveFaults => {
    if (!isFilled(of)) return {};
    const [own, other] = [readUnit(of), readUnit(like)];
    if (own === undefined) return { [field]: { code: 'no-unit', values: { unit: of } } };
    // Where what is beside it is itself amiss, its own field tells.
    if (other === undefined || unitMisfit(quantity, like) !== undefined) return {};
    if (unitComparability(own, other, { temperature: 'interval' }).comparable) return {};
    return { [field]: { code: 'other-unit', values: { unit: of, like } } };
  };
  return {
    // Where it was found may be in another unit than what was found: ohms at degrees Celsius.
    ...(isOther ? unreadUnit('unit', unit) : ofQuantity('unit', unit)),
    ...(isOther ? ofQuantity('leftUnit', own) : {}),
    ...ofFound('uncertaintyUnit', uncertaintyUnit, leftUnit(typed)),
    ...(asFound === 'none'
      ? {}
      : {
          ...ofQuantity('foundUnit', foundUnit),
          ...ofFound('foundUncertaintyUnit', foundUncertaintyUnit, foundUnit),
        }),
  };
}

function unreadUnit(field: 'unit', unit: string): LiveFaults {
  return isFilled(unit) && readUnit(unit) === undefined ? { [field]: { code: 'no-unit', values: { unit } } } : {};
}

function readUnit(unit: string): Unit | undefined {
  try {
    return parseUnit(unit);
  } catch (error) {
    if (error instanceof MetrologyError) return undefined;
    throw error;
  }
}

/** The rules by which the record refuses what was found, beside the field that each is about. */
function faultsOfFound(typed: TypedPoint): LiveFaults {
  const found = foundOf(typed);
  if (found === undefined || ![found.shift.value, found.at.value].every(isDecimalText)) return {};
  if (!isDecimalText(found.expandedUncertainty.value) || !isDecimalText(found.coverageFactor)) return {};
  const value = typed.asFound === 'error' ? 'error' : 'found';
  const fields: Readonly<Record<FindingMember, keyof TypedPoint>> = {
    ...{ at: 'at', shift: value, expandedUncertainty: 'foundUncertainty', coverageFactor: 'foundFactor' },
  };
  // Whether an uncertainty is in a unit of its shift is told above.
  const faults = faultsOfFindings({ results: [pointOf(typed)], asFound: [found] }).filter(
    ({ code, member }) => code !== 'AS_FOUND_UNIT_CONFLICT' || member === 'shift',
  );
  return Object.fromEntries(
    faults.map(({ code, member }) => {
      const { value: given, unit } =
        member === 'coverageFactor' ? { value: found.coverageFactor, unit: '' } : found[member];
      if (code === 'AS_FOUND_UNIT_CONFLICT') {
        return ['foundUnit', { code: 'other-unit', values: { unit, like: leftUnit(typed) } } as const];
      }
      if (code === 'AS_FOUND_OUT_OF_RANGE')
        return [fields[member], { code: 'too-large', values: { value: `${given} ${unit}` } }];
      const below = member === 'expandedUncertainty';
      return [fields[member], { code: below ? 'below-zero' : 'bad-factor', values: { value: given } }];
    }),
  ) as LiveFaults;
}
