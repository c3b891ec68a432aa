// SPDX-License-Identifier: Apache-2.0
import { requirePositive } from '../observations.ts';
import type { ScoreBar } from '../proficiency/plots.ts';
import type { ScoreSignal } from '../proficiency/scores.ts';
import { drawingOf } from './distribution-drawings.ts';
import type { Drawing, Mark, Point } from './drawing.ts';
import { type AxisWords, baseline, type Frame, frameOf, type Span, TEXT_SIZE, WIDTH, yAxis } from './frame.ts';

/** The scores of a round, and where its signals begin. */
export interface ScoresPlot {
  /** From the smallest on, as `orderedScores` gives them. */
  readonly bars: readonly ScoreBar[];
  /** Scores at which lines are drawn on both sides: 2 and 3, for E_n 1. */
  readonly limits: readonly number[];
  /** The code of the reader's own laboratory, where there is one. */
  readonly own?: string;
}

/** Beyond this many limits a bar is cut, and its number is written on it: one blunder must not flatten all others. */
const CUT_AT = 2;
/** A code turned upwards needs so much room across. */
const CODE_ROOM = 9.3;
const TONES: Readonly<Record<ScoreSignal, 'acceptable' | 'warning' | 'action'>> = {
  acceptable: 'acceptable',
  warning: 'warning',
  action: 'action',
};

/** Bars of the scores by size; a warning wears a square and a signal for action a triangle. ISO 13528:2022, 10.4. */
export function drawOrderedScores({ bars, limits, own }: ScoresPlot, words: AxisWords, width = WIDTH): Drawing {
  const outermost = Math.max(...limits);
  requirePositive(outermost, 'The outermost limit');
  const cut = outermost * CUT_AT;
  const largest = Math.max(outermost, ...bars.map(({ score }) => Math.min(Math.abs(score), cut)));
  const ySpan: Span = [-largest * 1.15, largest * 1.15];
  const frame = frameOf([0, Math.max(1, bars.length)], ySpan, width);
  const isCoded = (frame.right - frame.left) / bars.length >= CODE_ROOM;
  const marks: Mark[] = [
    ...yAxis(frame, ySpan, words.y),
    ...limits
      .flatMap((limit) => [limit, -limit])
      .map((limit) => limitLine(frame, limit, limit === outermost || limit === -outermost)),
    ...bars.flatMap((bar, index) => barMarks({ bar, index }, { frame, cut, isCoded, own })),
    ...baseline(frame, words.x),
    { mark: 'line', from: frame.at(0, 0), to: [frame.right, frame.at(0, 0)[1]], tone: 'ink' },
  ];
  return drawingOf(frame, words, marks);
}

function limitLine(frame: Frame, limit: number, isOutermost: boolean): Mark {
  const [, y] = frame.at(0, limit);
  return {
    mark: 'line',
    from: [frame.left, y],
    to: [frame.right, y],
    tone: isOutermost ? 'action' : 'warning',
    dashed: true,
  };
}

interface Room {
  readonly frame: Frame;
  readonly cut: number;
  /** Whether there is room for every code. */
  readonly isCoded: boolean;
  readonly own: string | undefined;
}

function barMarks(
  { bar, index }: { readonly bar: ScoreBar; readonly index: number },
  { frame, cut, isCoded, own }: Room,
): readonly Mark[] {
  const { laboratory, score, signal } = bar;
  const shown = Math.max(-cut, Math.min(cut, score));
  const [left, zero] = frame.at(index, 0);
  const [right, end] = frame.at(index + 1, shown);
  const width = Math.max(1, (right - left) * 0.7);
  const middle = (left + right) / 2;
  const isOwn = laboratory === own;
  const away = score < 0 ? 1 : -1;
  const size = Math.min(9, TEXT_SIZE);
  const isNamed = isCoded || isOwn;
  return [
    {
      ...{ mark: 'bar', at: [middle - width / 2, Math.min(zero, end)], width, height: Math.abs(zero - end) },
      ...{ tone: isOwn ? 'own' : TONES[signal], title: `${laboratory}: ${score.toFixed(2)}` },
    },
    ...(signal === 'acceptable' ? [] : [signalMark(signal, [middle, end + away * 7])]),
    ...(shown === score
      ? []
      : [text([middle, end + away * 16 + (away > 0 ? 4 : 0)], score.toFixed(1), { anchor: 'middle', size })]),
    ...(isNamed
      ? [{ ...text([middle + 3, frame.bottom + 4], laboratory, { anchor: 'end', size }), upwards: true } as const]
      : []),
  ];
}

function signalMark(signal: 'warning' | 'action', [x, y]: Point): Mark {
  const points: readonly Point[] =
    signal === 'action'
      ? [
          [x, y - 4],
          [x - 4, y + 3],
          [x + 4, y + 3],
        ]
      : [
          [x - 3, y - 3],
          [x + 3, y - 3],
          [x + 3, y + 3],
          [x - 3, y + 3],
        ];
  return { mark: 'area', points, tone: signal };
}

function text(at: Point, content: string, how: { readonly anchor: 'middle' | 'end'; readonly size: number }) {
  return { mark: 'text', at, text: content, tone: 'ink', ...how } as const;
}
