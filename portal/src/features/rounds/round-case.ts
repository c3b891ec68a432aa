// SPDX-License-Identifier: Apache-2.0
// The provider's own round: what it may see before others do, and what it does with it.
import { ask } from '../../api/client.ts';
import { list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';
import { type Amendment, correctionBody } from './plan-fields.ts';
import type { RoundLine, RoundMeasurand } from './round.ts';

/** What is done where a check of the items was not met. */
export const TREATMENTS = [
  ...(['add-between-items-to-sigma', 'add-between-items-to-uncertainty', 'one-item-for-all'] as const),
  ...(['accept-homogeneity-check', 'add-drift-to-uncertainty', 'tell-of-uncertainty'] as const),
] as const;

/** One such decision with its reason. */
export interface Treatment {
  readonly measurand: string;
  readonly treatment: (typeof TREATMENTS)[number];
  readonly because: string;
}

/** One measurand as it was scored and is not published yet. */
export interface Rescored {
  readonly measurand: string;
  readonly assignedValue: string;
  readonly sigmaUsed: string | undefined;
  readonly lines: readonly Pick<RoundLine, 'code' | 'verdict' | 'score'>[];
}

/** A round as only its provider sees it. */
export interface RoundCase {
  readonly scored: readonly Rescored[] | undefined;
  /** Why the published report is being corrected. */
  readonly correcting: string | undefined;
  readonly proposals: readonly Waiting[];
}

const VERDICTS = ['acceptable', 'warning', 'action', 'not-scored'] as const;

const readLine: Read<Rescored['lines'][number]> = (value, path) => {
  const given = members(value, path);
  const score = maybe(text)(given.score, `${path}/score`);
  return {
    code: text(given.code, `${path}/code`),
    verdict: oneOf(VERDICTS)(given.verdict, `${path}/verdict`),
    ...(score === undefined ? {} : { score }),
  };
};

const readRescored: Read<Rescored> = (value, path) => {
  const given = members(value, path);
  const figures = members(given.figures, `${path}/figures`);
  return {
    measurand: text(given.measurand, `${path}/measurand`),
    assignedValue: text(figures.assignedValue, `${path}/figures/assignedValue`),
    sigmaUsed: maybe(text)(figures.sigmaUsed, `${path}/figures/sigmaUsed`),
    lines: list(readLine)(given.lines, `${path}/lines`),
  };
};

/** The provider's round. */
export function requestRoundCase(stream: string, signal: AbortSignal): Promise<RoundCase> {
  return ask(roundPath(stream, 'case'), { signal }, (body) => {
    const given = members(body, '');
    const scored = maybe(members)(given.scored, '/scored');
    const correcting = maybe(members)(given.correcting, '/correcting');
    return {
      scored: scored && list(readRescored)(scored.measurands, '/scored/measurands'),
      correcting: correcting && text(correcting.because, '/correcting/because'),
      proposals: list(readWaiting)(given.proposals, '/proposals'),
    };
  });
}

/** The path of an act in a round. */
export function roundPath(stream: string, act: string): string {
  return `/api/proficiency-rounds/${encodeURIComponent(stream)}/${act}`;
}

/** Why a report is wrong, and what of the plan changes. */
export interface CorrectionAsked {
  readonly stream: string;
  readonly because: string;
  readonly amendments: readonly Amendment[];
}

/** Opens a published round for correction. */
export function openCorrection({ stream, because, amendments }: CorrectionAsked, signal: AbortSignal): Promise<true> {
  return record(roundPath(stream, 'corrections'), correctionBody(because, amendments), signal);
}

/** Scores a round by what is on record now. */
export function scoreRound(
  { stream, treatments }: { readonly stream: string; readonly treatments: readonly Treatment[] },
  signal: AbortSignal,
): Promise<true> {
  return record(roundPath(stream, 'scorings'), { treatments }, signal);
}

/** Submits the report for authorisation. */
export function proposeReport({ stream }: { readonly stream: string }, signal: AbortSignal): Promise<true> {
  return record(roundPath(stream, 'proposals'), {}, signal);
}

/** What another scoring changes for one code. */
export interface ScoreChange {
  readonly measurand: string;
  readonly code: string;
  readonly before: Pick<RoundLine, 'verdict' | 'score'> | undefined;
  readonly after: Pick<RoundLine, 'verdict' | 'score'> | undefined;
}

/** The codes whose score or signal is another than in the report that counts. */
export function changesOf(published: readonly RoundMeasurand[], scored: readonly Rescored[]): readonly ScoreChange[] {
  return published.flatMap(({ measurand, lines = [] }) => {
    const fresh = scored.find((one) => one.measurand === measurand)?.lines ?? [];
    const codes = [...new Set([...lines, ...fresh].map(({ code }) => code))].sort();
    return codes.flatMap((code) => {
      const [before, after] = [lines, fresh].map((all) => all.find((line) => line.code === code));
      const isSame = before?.verdict === after?.verdict && before?.score === after?.score;
      return isSame ? [] : [{ measurand, code, before, after }];
    });
  });
}
