// SPDX-License-Identifier: Apache-2.0
import {
  compareRationals,
  divideRationals,
  formatDecimal,
  multiplyRationals,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  roundRational,
} from '@touchstone/identifiers';
import { globalRisks } from '../decision/global-risk.ts';
import { convertQuantity, unitComparability } from '../quantity/convert.ts';
import { percentBeside } from '../quantity/percent-beside.ts';
import {
  describeQuantity,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityOfRational,
  type QuantityText,
} from '../quantity/quantity.ts';
import type { ListedInstrument } from './instrument.ts';
import { because, type UpkeepReason } from './reason.ts';

/** U of the calibration over the maximum permissible error: 1/3 by JJF 1094-2002 (recalled), 1/4 as TUR 4:1 of ANSI/NCSL Z540.3. */
export const UNCERTAINTY_RATIOS = ['1/3', '1/4', '1/5', '1/10'] as const;
export type UncertaintyRatio = (typeof UNCERTAINTY_RATIOS)[number];

/** Risks of a calibration that says in tolerance or not, over many like instruments. */
export interface CalibrationRisks {
  /** Share of instruments outside the tolerance and accepted, by simple acceptance. */
  readonly falseAcceptance: number;
  readonly falseRejection: number;
  /** The same with a guard band of U. */
  readonly guarded: { readonly falseAcceptance: number; readonly falseRejection: number };
}

/** How good a calibration must be. */
export interface HowGood {
  readonly ratio: UncertaintyRatio;
  /** Maximum permissible error in the unit of the instrument; absent where it is not known. */
  readonly permissibleError?: QuantityText;
  /** Largest expanded uncertainty of the calibration, k = 2, rounded down. */
  readonly target?: QuantityText;
  readonly risks?: CalibrationRisks;
  readonly reasons: readonly UpkeepReason[];
}

const DIGITS = 3;

/**
 * U ≤ r · T, T the maximum permissible error (of the value, where it is a share of that).
 * JCGM 106:2012, 8.2 and NOTE (recalled): U/T as measurement capability index; r by rule, 1/3 or 1/4.
 */
export function howGood(
  {
    tolerance,
    usedAt,
    resolution,
    toleranceIsInUnit,
  }: Pick<ListedInstrument, 'tolerance' | 'usedAt' | 'resolution' | 'toleranceIsInUnit'>,
  ratio: UncertaintyRatio,
): HowGood {
  if (tolerance === undefined) return { ratio, reasons: [because('TOLERANCE_MISSING')] };
  if (toleranceIsInUnit !== true && usedAt !== undefined && hasTwoReadings(tolerance, usedAt))
    return { ratio, reasons: [askOf(tolerance, usedAt)] };
  const limit = toleranceIsInUnit === true ? positive(parseQuantity(tolerance)) : permissibleError(tolerance, usedAt);
  if (limit === undefined)
    return { ratio, reasons: [because('RELATIVE_WITHOUT_VALUE', { tolerance: shown(tolerance) })] };
  const target = quantityOfRational(multiplyRationals(limit.value, ratioOf(ratio)), limit.unit);
  const rounded = roundedDown(target);
  const risks = risksOf(ratio);
  // Digits that were written, or a hundredth of their product: they end.
  const error = formatQuantity(limit);
  const values = { tolerance: shown(error), ratio, target: shown(rounded), ...percentages(risks) };
  const reasons = [because('TARGET', values)];
  if (resolution !== undefined && isTooCoarse(resolution, target)) {
    reasons.push(because('RESOLUTION_TOO_COARSE', { resolution: shown(resolution), target: shown(rounded) }));
  }
  return { ratio, permissibleError: error, target: rounded, risks, reasons };
}

/** The maximum permissible error with its unit; undefined for a share of a value that nobody gave, or for 0. */
function permissibleError(tolerance: QuantityText, usedAt: QuantityText | undefined): Quantity | undefined {
  if (!isPercent(tolerance)) return positive(parseQuantity(tolerance));
  if (usedAt === undefined) return undefined;
  const at = parseQuantity(usedAt);
  const share = divideRationals(rationalFromDecimal(parseDecimal(tolerance.value)), rational(100));
  return positive(quantityOfRational(magnitude(multiplyRationals(at.value, share)), at.unit));
}

// ± 3 % at 50 % RH are three points or a point and a half, and of 60 dB or pH 7 there is no share.
function hasTwoReadings(tolerance: QuantityText, usedAt: QuantityText): boolean {
  return isPercent(tolerance) && percentBeside(usedAt.unit) !== 'share';
}

/** Whether it is written as a percentage, of whatever. */
export function isPercent({ unit }: QuantityText): boolean {
  return unit.normalize('NFKC').trim() === '%';
}

function askOf({ value }: QuantityText, usedAt: QuantityText): UpkeepReason {
  return because('PERCENT_TWO_READINGS', { tolerance: value, value: `${usedAt.value} ${usedAt.unit}` });
}

/**
 * PFA and PFR of a calibration with U = r T, k = 2, of instruments whose errors are normal about 0 with 95 % within ±T.
 * JCGM 106:2012, 9.5.2; that 95 % are in tolerance is an assumption, and stated as one.
 */
export function calibrationRisks(ratio: number): CalibrationRisks {
  const over = (reach: number) => {
    const { consumer, producer } = globalRisks({
      prior: { kind: 'normal', mean: 0, standardDeviation: 1 / STANDARD_95 },
      tolerance: { lower: -1, upper: 1 },
      standardUncertainty: ratio / 2,
      acceptance: { lower: -reach, upper: reach },
    });
    return { falseAcceptance: consumer, falseRejection: producer };
  };
  return { ...over(1), guarded: over(1 - ratio) };
}

// Of a ratio always the same, and two integrals each.
const KNOWN_RISKS = new Map<UncertaintyRatio, CalibrationRisks>();

function risksOf(ratio: UncertaintyRatio): CalibrationRisks {
  const risks = KNOWN_RISKS.get(ratio) ?? calibrationRisks(rationalToNumber(ratioOf(ratio)));
  KNOWN_RISKS.set(ratio, risks);
  return risks;
}

/** z(0.975). */
const STANDARD_95 = 1.959963984540054;

function percentages({ falseAcceptance, falseRejection, guarded }: CalibrationRisks) {
  const percent = (share: number) => (100 * share).toPrecision(2);
  return {
    pfa: percent(falseAcceptance),
    pfr: percent(falseRejection),
    guardedPfa: percent(guarded.falseAcceptance),
    guardedPfr: percent(guarded.falseRejection),
  };
}

// A reading to d adds d/√12 as a standard uncertainty, d/√3 expanded. JCGM 100:2008, F.2.2.1.
function isTooCoarse(resolution: QuantityText, target: Quantity): boolean {
  const step = parseQuantity(resolution);
  const asDifference = { temperature: 'interval' } as const;
  if (!unitComparability(step.unit, target.unit, asDifference).comparable) return false;
  const inUnit = convertQuantity(step, target.unit, asDifference);
  return rationalToNumber(inUnit.value) / Math.sqrt(3) > rationalToNumber(target.value);
}

function positive(quantity: Quantity): Quantity | undefined {
  return compareRationals(quantity.value, rational(0)) > 0 ? quantity : undefined;
}

/** |x|. */
export function magnitude(value: Rational): Rational {
  return compareRationals(value, rational(0)) < 0 ? multiplyRationals(value, rational(-1)) : value;
}

function ratioOf(ratio: UncertaintyRatio): Rational {
  return rational(1, Number(ratio.slice(2)));
}

/** To three figures, down: a target rounded up would ask for less than the rule. */
function roundedDown({ value, unit }: Quantity): QuantityText {
  const places = DIGITS - 1 - Math.floor(Math.log10(rationalToNumber(value)));
  const rounded = formatDecimal(roundRational(value, Math.max(0, places), 'down'));
  return { value: rounded.includes('.') ? rounded.replace(/\.?0+$/, '') : rounded, unit: unit.text };
}

/** As a sentence shows it. */
export function shown(quantity: QuantityText): string {
  return describeQuantity(parseQuantity(quantity));
}
