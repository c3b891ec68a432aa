// SPDX-License-Identifier: Apache-2.0
import type { DsiQuantity } from './dsi-quantity.ts';
import type { DsiListUncertainty, DsiUncertainty } from './dsi-uncertainty.ts';
import type { DsiNumber } from './leaves.ts';
import type { DccQuantity, DccStated } from './measured-data.ts';

/** One number with its unit as written; the uncertainty is in the same unit. NaN is where a number is missing. */
export interface MeasuredValue {
  readonly value: DsiNumber;
  readonly unit: string;
  readonly expanded?: {
    readonly uncertainty: DsiNumber;
    readonly coverageFactor: DsiNumber;
    readonly coverageProbability: DsiNumber;
  };
  readonly standardUncertainty?: DsiNumber;
  /** As stated, with the unit of the ratio. DCC 3.3.0 does not say whether it is standard or expanded: nothing is made of it. */
  readonly relativeUncertainty?: { readonly value: DsiNumber; readonly unit: string };
}

/**
 * The real numbers of a quantity in their order, as written; of a hybrid those of its first entry, which counts.
 * D-SI 2.2.1. None for words, complex numbers, and lists whose units or uncertainties are neither one nor as many as values.
 */
export function measuredValues({
  stated,
  relativeUncertainty,
}: Pick<DccQuantity, 'stated' | 'relativeUncertainty'>): readonly MeasuredValue[] {
  const values = valuesOf(stated) ?? [];
  if (relativeUncertainty === undefined) return values;
  const relative = spread(relativeOf(relativeUncertainty), values.length);
  return relative === undefined
    ? []
    : values.map((value, index) => ({ ...value, relativeUncertainty: relative(index) }));
}

type Relative = NonNullable<MeasuredValue['relativeUncertainty']>;

/** One for all values, or a list; of a list whose units are neither one nor as many as its numbers, none. */
function relativeOf({ stated }: NonNullable<DccQuantity['relativeUncertainty']>): readonly Relative[] {
  if (stated.kind === 'relativeUncertaintySingle') return [{ value: stated.value.value, unit: stated.value.unit }];
  const { values, units } = stated.value;
  const unit = spread(units, values.length);
  return unit === undefined ? [] : values.map((value, index) => ({ value, unit: unit(index) }));
}

function valuesOf(stated: DccStated): readonly MeasuredValue[] | undefined {
  switch (stated.kind) {
    case 'real':
      return [{ value: stated.value.value, unit: stated.value.unit, ...ofOne(stated.value.uncertainty) }];
    case 'constant': {
      const { value, unit, standardUncertainty } = stated.value;
      return [{ value, unit, ...(standardUncertainty === undefined ? {} : { standardUncertainty }) }];
    }
    case 'realListXMLList':
      return ofWords(stated.value);
    case 'realList': {
      const { values, unit: ofAll, uncertainty: shared } = stated.value;
      return values.map(({ value, unit = ofAll ?? '', uncertainty }) => ({
        value,
        unit,
        ...ofOne(uncertainty ?? shared),
      }));
    }
    case 'hybrid':
      return firstOf(stated.value.entries);
    case 'list':
      return stated.value.entries.flatMap((entry) => valuesOf(entry as DsiQuantity) ?? []);
    case 'noQuantity':
    case 'charsXMLList':
    case 'complex':
    case 'complexList':
    case 'complexListXMLList':
      return undefined;
  }
}

function firstOf([first]: readonly DccStated[]): readonly MeasuredValue[] | undefined {
  return first === undefined ? undefined : valuesOf(first);
}

function ofOne(uncertainty: DsiUncertainty | undefined): Pick<MeasuredValue, 'expanded' | 'standardUncertainty'> {
  switch (uncertainty?.kind) {
    case 'expandedMU': {
      const { uncertainty: value, coverageFactor, coverageProbability } = uncertainty.value;
      return { expanded: { uncertainty: value, coverageFactor, coverageProbability } };
    }
    case 'standardMU':
      return { standardUncertainty: uncertainty.value.standardUncertainty };
    case 'coverageIntervalMU': {
      const { standardUncertainty } = uncertainty.value;
      return standardUncertainty === undefined ? {} : { standardUncertainty };
    }
    case undefined:
      return {};
  }
}

type RealWords = Extract<DsiQuantity, { kind: 'realListXMLList' }>['value'];

function ofWords({ values, units, uncertainty }: RealWords): readonly MeasuredValue[] | undefined {
  const unit = spread(units, values.length);
  const stated = spreadUncertainty(uncertainty, values.length);
  if (unit === undefined || stated === undefined) return undefined;
  return values.map((value, index) => ({ value, unit: unit(index), ...stated(index) }));
}

/** One entry speaks for all values. */
function spread<T>(entries: readonly T[], count: number): ((index: number) => T) | undefined {
  if (entries.length === count || entries.length === 1)
    return (index) => (entries.length === 1 ? entries[0] : entries[index]) as T;
  return undefined;
}

type Stated = Pick<MeasuredValue, 'expanded' | 'standardUncertainty'>;

function spreadUncertainty(
  uncertainty: DsiListUncertainty | undefined,
  count: number,
): ((index: number) => Stated) | undefined {
  if (uncertainty === undefined) return () => ({});
  if (uncertainty.kind !== 'expandedMUXMLList') {
    const standard = spread(uncertainty.value.standardUncertainties, count);
    return standard && ((index) => ({ standardUncertainty: standard(index) }));
  }
  const { uncertainties, coverageFactors, coverageProbabilities } = uncertainty.value;
  const value = spread(uncertainties, count);
  const factor = spread(coverageFactors, count);
  const probability = spread(coverageProbabilities, count);
  if (value === undefined || factor === undefined || probability === undefined) return undefined;
  return (index) => ({
    expanded: { uncertainty: value(index), coverageFactor: factor(index), coverageProbability: probability(index) },
  });
}
