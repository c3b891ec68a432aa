// SPDX-License-Identifier: Apache-2.0
import { requireFinite } from '../observations.ts';
import type { Mark, Point } from './drawing.ts';
import { type Tick, ticksBetween } from './ticks.ts';

/** What stands beside the axes, in the reader's language. */
export interface AxisWords {
  readonly title: string;
  readonly description: string;
  readonly x: string;
  readonly y: string;
}

/** From where to where an axis runs. */
export type Span = readonly [from: number, to: number];

/** The room that a plot is drawn in, and where its values lie there. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly at: (x: number, y: number) => Point;
}

export const WIDTH = 640;
const HEIGHT = 366;
const WIDTH_MIN = 240;
const TICK_ROOM = 90;
const MARGIN = { left: 66, right: 14, top: 16, bottom: 78 } as const;
export const TEXT_SIZE = 12;

/** A frame for values between these; letters keep their size in whatever width there is, so a narrow one has fewer of them. */
export function frameOf([xFrom, xTo]: Span, [yFrom, yTo]: Span, wished: number): Frame {
  requireFinite(wished, 'The width of a plot');
  const width = Math.max(WIDTH_MIN, wished);
  const [left, right, top, bottom] = [MARGIN.left, width - MARGIN.right, MARGIN.top, HEIGHT - MARGIN.bottom];
  return {
    ...{ width, height: HEIGHT, left, right, top, bottom },
    at: (x, y) => [
      left + ((x - xFrom) / (xTo - xFrom)) * (right - left),
      bottom - ((y - yFrom) / (yTo - yFrom)) * (bottom - top),
    ],
  };
}

/** A span widened a little, and made to have a width where all values are equal. */
export function widened([from, to]: Span, share = 0.05): Span {
  if (from === to) {
    const around = Math.abs(from) || 1;
    return [from - around, to + around];
  }
  const more = (to - from) * share;
  return [from - more, to + more];
}

/** Lines at the ticks of y, with their labels and the name of the axis. */
export function yAxis(frame: Frame, span: Span, name: string): readonly Mark[] {
  const { left, right, top, bottom } = frame;
  return [
    ...ticksBetween(span[0], span[1]).flatMap(({ value, label }): readonly Mark[] => {
      const y = frame.at(0, value)[1];
      return [
        { mark: 'line', from: [left, y], to: [right, y], tone: 'grid' },
        { mark: 'text', at: [left - 6, y + 4], text: label, tone: 'muted', anchor: 'end', size: TEXT_SIZE },
      ];
    }),
    {
      ...{ mark: 'text', at: [16, (top + bottom) / 2], text: name, tone: 'ink', anchor: 'middle', size: TEXT_SIZE },
      upwards: true,
    },
  ];
}

/** The line below, ticks with their labels, and the name of the axis. */
export function xAxis(frame: Frame, span: Span, name: string): readonly Mark[] {
  const count = Math.max(2, Math.min(6, Math.floor((frame.right - frame.left) / TICK_ROOM)));
  return [...baseline(frame, name), ...ticksBetween(span[0], span[1], count).flatMap((tick) => xTick(frame, tick))];
}

/** The line below with the name of the axis, where the ticks are no numbers. */
export function baseline({ left, right, bottom, height }: Frame, name: string): readonly Mark[] {
  return [
    { mark: 'line', from: [left, bottom], to: [right, bottom], tone: 'ink' },
    {
      ...{ mark: 'text', at: [(left + right) / 2, height - 8], text: name, tone: 'ink', anchor: 'middle' },
      size: TEXT_SIZE,
    },
  ];
}

function xTick(frame: Frame, { value, label }: Tick): readonly Mark[] {
  const [x] = frame.at(value, 0);
  const { bottom } = frame;
  return [
    { mark: 'line', from: [x, bottom], to: [x, bottom + 5], tone: 'ink' },
    { mark: 'text', at: [x, bottom + 18], text: label, tone: 'muted', anchor: 'middle', size: TEXT_SIZE },
  ];
}

/** An upright line at a value of x, with its name above. */
export function uprightAt(
  frame: Frame,
  x: number,
  { name, dashed }: { readonly name: string; readonly dashed: boolean },
): readonly Mark[] {
  const [at] = frame.at(x, 0);
  return [
    { mark: 'line', from: [at, frame.top], to: [at, frame.bottom], tone: 'reference', dashed },
    { mark: 'text', at: [at, frame.top - 4], text: name, tone: 'ink', anchor: 'middle', size: 10 },
  ];
}
