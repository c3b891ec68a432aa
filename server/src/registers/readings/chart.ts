// SPDX-License-Identifier: Apache-2.0
import { compareInstants, decimalToNumber, parseDecimal, parseInstant } from '@touchstone/identifiers';
import { applyRunRules, type ChartPoint, individualsChart } from '@touchstone/metrology/control';
import { type LookedReading, refuse } from './ask.ts';
import { RULE_SETS } from './record.ts';

/** How a chart is made. */
export interface ChartWanted {
  readonly baseTo: string;
  readonly rules: keyof typeof RULE_SETS;
}

/**
 * Individuals and moving ranges of two, in the order of the times; σ = R̄/d₂(2) of the base alone.
 * ISO 7870-2:2023, individuals chart (clause recalled); the rules are those asked for.
 */
export function chartOf(rows: readonly LookedReading[], { baseTo, rules }: ChartWanted) {
  const last = parseInstant(baseTo);
  const base = rows.filter(({ takenAt }) => compareInstants(parseInstant(takenAt), last) <= 0);
  if (base.length < 2)
    refuse(
      'baseTo',
      `${base.length} of ${rows.length} readings are in the base, and limits need 2 or more; end it later`,
    );
  const values = rows.map(({ value }) => decimalToNumber(parseDecimal(value)));
  const { sigma, location, spread } = individualsChart(values, { calibration: base.length });
  const signals = applyRunRules(values, { centre: location.centre, standardError: sigma }, RULE_SETS[rules]);
  const sequenceAt = (index: number) => (rows[index] as LookedReading).sequence;
  return {
    ...{ rules, sigma },
    base: {
      from: (base[0] as LookedReading).takenAt,
      to: (base.at(-1) as LookedReading).takenAt,
      readings: base.length,
    },
    individuals: { centre: location.centre, ...limitsOf(location.points[0]) },
    movingRange: { centre: spread.centre, ...limitsOf(spread.points[0]) },
    points: rows.map(({ sequence, takenAt, missingBefore, isBehind, isDistrusted }, index) => {
      const range = spread.points[index - 1];
      return {
        ...{ sequence, takenAt, value: values[index] as number },
        beyond: location.points[index]?.beyond ?? false,
        ...{ movingRange: range?.value ?? null, rangeBeyond: range?.beyond ?? false },
        ...{ missingBefore, isBehind, isDistrusted },
      };
    }),
    signals: signals.map(({ rule, from, at }) => ({ rule, from: sequenceAt(from), at: sequenceAt(at) })),
  };
}

/** The limits are the same at every point. */
function limitsOf(point: ChartPoint | undefined) {
  return { lower: point?.lower ?? null, upper: point?.upper ?? null };
}
