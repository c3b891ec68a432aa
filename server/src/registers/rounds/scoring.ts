// SPDX-License-Identifier: Apache-2.0
import { parseDecimalString } from '@touchstone/identifiers';
import { screenReportedUncertainty } from '@touchstone/metrology/proficiency';
import { MetrologyError } from '@touchstone/metrology/quantity';
import {
  type ItemChecks,
  type RoundFigures,
  type RoundResult,
  scoreMeasurand,
  type Treatments,
} from '@touchstone/metrology/round';
import type { Reason } from '../../record-keeping/define-register.ts';
import {
  type Figures,
  isSameJson,
  type Line,
  type Part,
  type Result,
  type RoundCase,
  type ScoredMeasurand,
} from './case.ts';
import { isOfUsableSize } from './number-size.ts';
import { planOf } from './plan.ts';
import type { PlannedMeasurand, Treated } from './record.ts';

/** Digits to which u(x_pt) and σ_pt are printed: enough that whoever scores again by them gets the same. */
const DIGITS = 6;

/** Scores every measurand, or gives all that stands in the way. */
export function scoreRound(
  round: RoundCase,
  parts: readonly Part[],
  treated: readonly Treated[],
): { readonly measurands: readonly ScoredMeasurand[] } | { readonly reasons: readonly Reason[] } {
  const reasons: Reason[] = [];
  const measurands = (round.opening?.measurands ?? []).flatMap((planned): readonly ScoredMeasurand[] => {
    const { measurand } = planned;
    const reported = parts.flatMap((part) => reportedBy(part, measurand));
    const unusable = [
      ...contradicting(treated, measurand),
      ...reported.flatMap((one) => reasonsOfSize(one, measurand)),
    ];
    reasons.push(...unusable);
    if (unusable.length > 0) return [];
    try {
      const outcome = scoreMeasurand({
        ...{ plan: planOf(planned), results: reported.flatMap(({ number }) => (number === undefined ? [] : [number])) },
        ...{ checks: checksOf(round, measurand), treatments: treatmentsOf(treated, measurand) },
      });
      if (outcome.outcome === 'blocked') {
        reasons.push(...outcome.reasons.map(({ code, detail }) => ({ code, detail: `${measurand}: ${detail}` })));
        return [];
      }
      reasons.push(...withoutGround(treated, measurand, outcome.unused));
      const scores = new Map(outcome.scores.map((one) => [one.code, one]));
      const lines = reported.map((one) => {
        const remarks = remarksOf(one, outcome.figures, planned.score);
        return lineOf({ ...one, remarks }, scores.get(one.code), outcome.figures);
      });
      return [{ measurand, figures: figuresOf(outcome.figures, planned), lines }];
    } catch (error) {
      if (!(error instanceof MetrologyError)) throw error;
      reasons.push({ code: error.code, detail: `${measurand}: ${error.message}` });
      return [];
    }
  });
  return reasons.length > 0 ? { reasons } : { measurands };
}

/** Why the scores at hand are not those of what is on record now: a check, a review or a result came since. */
export function reasonsSinceScored(round: RoundCase, parts: readonly Part[]): readonly Reason[] {
  const { scored } = round;
  if (scored === undefined) return [];
  const anew = scoreRound(round, parts, scored.treatments);
  if ('measurands' in anew && isSameJson(anew.measurands, scored.measurands)) return [];
  const said = 'reasons' in anew ? ` ${anew.reasons[0]?.detail}` : '';
  const detail = `A check, a review or a result that came since would give other scores; score the round again.${said}`;
  return [{ code: 'NOT_SCORED_SINCE', detail }];
}

interface Reported {
  readonly code: string;
  readonly result: Result | undefined;
  /** Why it is used otherwise than as it came. */
  readonly review?: NonNullable<Line['review']>;
  readonly number?: RoundResult;
}

type Remark = NonNullable<Line['remarks']>[number];

/** What a laboratory said of a measurand; of one that sent nothing at all nothing is told. */
function reportedBy({ code, results, reviews, sentAt }: Part, measurand: string): readonly Reported[] {
  if (sentAt === undefined) return [];
  const result = results.find((one) => one.measurand === measurand);
  const review = reviews.find((one) => one.measurand === measurand);
  const reviewed = review === undefined ? {} : { review: { ground: review.ground, because: review.because } };
  if (result?.outcome !== 'quantified') return [{ code, result, ...reviewed }];
  const { value, expandedUncertainty: U, coverageFactor: k } = result;
  const number: RoundResult = {
    ...{ code, value: Number(value), use: review?.use ?? 'all' },
    ...(U === undefined ? {} : uncertaintyOf(Number(U), Number(k ?? '2'))),
  };
  return [{ code, result, number, ...reviewed }];
}

/** Coverage factors by which an uncertainty is expanded to about 95 %: example E.4 of ISO 13528:2022 prints 1.732. */
const ABOUT_TWO = [1.7, 2.3] as const;
const EXPANDED = 2;

/** u = U/k, and U as it was stated where k is about 2, else 2 u: E_n compares uncertainties of one coverage. 9.7.1. */
function uncertaintyOf(U: number, k: number) {
  const u = U / k;
  return { standardUncertainty: u, expandedUncertainty: isAboutTwo(k) ? U : EXPANDED * u };
}

const isAboutTwo = (k: number) => ABOUT_TWO[0] <= k && k <= ABOUT_TWO[1];

/** What is to be said of the uncertainty that a ζ or E_n rests on. ISO 13528:2022, 9.8: for the reader, not for the score. */
function remarksOf({ result, number }: Reported, figures: RoundFigures, score: PlannedMeasurand['score']): Remark[] {
  if ((score !== 'En' && score !== 'zeta') || result?.outcome !== 'quantified') return [];
  const u = number?.standardUncertainty;
  if (u === undefined || number?.use === 'none') return [];
  const { coverageFactor: k = '2' } = result;
  const { standardUncertainty: least, robustDeviation, sigmaPt } = figures;
  const most = USUAL_MOST * (robustDeviation ?? sigmaPt ?? Number.POSITIVE_INFINITY);
  const screen = screenReportedUncertainty(u, [least, most]);
  return [
    ...(score === 'En' && !isAboutTwo(Number(k))
      ? [
          {
            remark: 'scored-at-two' as const,
            expandedUncertainty: plainNumber(EXPANDED * u, DIGITS),
            coverageFactor: k,
          },
        ]
      : []),
    ...(screen === 'usual' ? [] : [{ remark: `uncertainty-${screen}` as const }]),
  ];
}

/** Of the robust standard deviation, above which a reported u is remarked. ISO 13528:2022, 9.8. */
const USUAL_MOST = 1.5;

/** What was sent before results had bounds: one such keeps nobody else's from being scored once it is left out. */
function reasonsOfSize({ code, result, number }: Reported, measurand: string): readonly Reason[] {
  if (result?.outcome !== 'quantified' || number?.use === 'none') return [];
  const { value, expandedUncertainty, coverageFactor } = result;
  const texts = [value, expandedUncertainty, coverageFactor].filter((text) => text !== undefined);
  if (texts.every(isOfUsableSize)) return [];
  const detail = `${measurand} of ${code} is of a size that nothing is reckoned with; review it and use it for nothing.`;
  return [{ code: 'NUMBER_OUT_OF_RANGE', detail }];
}

function checksOf({ checks }: RoundCase, measurand: string): ItemChecks {
  const homogeneity = checks.find((one) => one.check === 'homogeneity' && one.measurand === measurand);
  const stability = checks.find((one) => one.check === 'stability' && one.measurand === measurand);
  return {
    ...(homogeneity?.check !== 'homogeneity' ? {} : { homogeneity: homogeneity.items.map((item) => item.map(Number)) }),
    ...(stability?.check !== 'stability'
      ? {}
      : { stability: { before: stability.before.map(Number), after: stability.after.map(Number) } }),
  };
}

/** Which treatment each of the provider's decisions is. */
const TREATMENTS = {
  'one-item-for-all': { homogeneity: 'one-item' },
  'add-between-items-to-sigma': { homogeneity: 'add-to-sigma' },
  'add-between-items-to-uncertainty': { homogeneity: 'add-to-uncertainty' },
  'accept-homogeneity-check': { homogeneityCheck: 'accepted' },
  'add-drift-to-uncertainty': { stability: 'add-to-uncertainty' },
  'tell-of-uncertainty': { assignedUncertainty: 'told' },
} as const satisfies Readonly<Record<Treated['treatment'], Treatments>>;

const membersOf = ({ treatment }: Treated) => Object.keys(TREATMENTS[treatment]) as (keyof Treatments)[];

function treatmentsOf(treated: readonly Treated[], measurand: string): Treatments {
  return Object.assign(
    {},
    ...treated.filter((one) => one.measurand === measurand).map((one) => TREATMENTS[one.treatment]),
  );
}

/** Two decisions about one and the same thing: only one of them could be applied, and both would be printed. */
function contradicting(treated: readonly Treated[], measurand: string): readonly Reason[] {
  const own = treated.filter((one) => one.measurand === measurand);
  const odd = own.find((one, at) => own.slice(0, at).some((other) => membersOf(other)[0] === membersOf(one)[0]));
  if (odd === undefined) return [];
  const detail = `${measurand}: ${odd.treatment} is said twice, or beside another decision about the same; say one.`;
  return [{ code: 'TREATMENTS_CONTRADICT', detail }];
}

/** What is decided is signed and printed; of what had no ground it would say that it was done. */
function withoutGround(
  treated: readonly Treated[],
  measurand: string,
  unused: readonly (keyof Treatments)[],
): readonly Reason[] {
  return treated
    .filter((one) => one.measurand === measurand && membersOf(one).some((member) => unused.includes(member)))
    .map(({ treatment }) => ({
      code: 'TREATMENT_WITHOUT_GROUND',
      detail: `${measurand}: there is no ground for ${treatment}; nothing comes of it, so leave it out.`,
    }));
}

type Score = Extract<ReturnType<typeof scoreMeasurand>, { readonly outcome: 'scored' }>['scores'][number];

function lineOf(
  { code, result, review, remarks }: Reported & { readonly remarks: readonly Remark[] },
  score: Score | undefined,
  { places }: RoundFigures,
): Line {
  const unsure: readonly Remark[] =
    score !== undefined && 'notScored' in score && score.notScored === 'no-uncertainty'
      ? [{ remark: 'no-uncertainty' }]
      : [];
  const all = [...unsure, ...remarks];
  const reported =
    result?.outcome === 'quantified' ? result.value : result?.outcome === 'below' ? `< ${result.limit}` : undefined;
  const U = result?.outcome === 'quantified' ? result.expandedUncertainty : undefined;
  const line = {
    ...{
      code,
      ...(reported === undefined ? {} : { reported }),
      ...(U === undefined ? {} : { expandedUncertainty: U }),
    },
    ...(review === undefined ? {} : { review }),
    ...(all.length === 0 ? {} : { remarks: all }),
  };
  if (score !== undefined && 'value' in score) {
    // From 1e21 on `toFixed` writes a power of ten, which no signed body has.
    return { ...line, score: parseDecimalString(score.value.toFixed(places.score)), verdict: score.signal };
  }
  return { ...line, verdict: 'not-scored' };
}

function figuresOf(figures: RoundFigures, { score }: PlannedMeasurand): Figures {
  const { assignedValue, standardUncertainty, method, count, deviation, sigmaPt, sigmaUsed } = figures;
  const { homogeneity, stability, places, isHomogeneousByChance } = figures;
  const against = ({ limit, met }: { readonly limit: number; readonly met: boolean }, clause: 'B.2.2' | 'B.5.1') => ({
    ...{ limit: plainNumber(limit, 3), met },
    clause: score === 'En' || score === 'zeta' ? ('7.2.2' as const) : clause,
  });
  return {
    ...{ assignedValue: assignedValue.toFixed(places.assignedValue), method, count },
    standardUncertainty: plainNumber(standardUncertainty, DIGITS),
    ...(deviation === undefined ? {} : { deviation: plainNumber(deviation, DIGITS) }),
    ...(sigmaPt === undefined ? {} : { sigmaPt: plainNumber(sigmaPt, DIGITS) }),
    ...(sigmaUsed === undefined ? {} : { sigmaUsed: plainNumber(sigmaUsed, DIGITS) }),
    ...(homogeneity === undefined
      ? {}
      : {
          homogeneity: {
            ...{ found: plainNumber(homogeneity.deviationBetween, 3), items: homogeneity.items },
            ...against(homogeneity.criterion, 'B.2.2'),
            ...(isHomogeneousByChance ? { expandedLimit: plainNumber(homogeneity.expandedCriterion.limit, 3) } : {}),
          },
        }),
    ...(stability === undefined
      ? {}
      : { stability: { found: plainNumber(stability.difference, 3), ...against(stability.criterion, 'B.5.1') } }),
  };
}

/** A number to so many significant digits, never with a power of ten, as signed bodies have it. */
function plainNumber(value: number, digits: number): string {
  if (value === 0) return '0';
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return value
    .toFixed(Math.min(places, 30))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
