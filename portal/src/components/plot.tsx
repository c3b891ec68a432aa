// SPDX-License-Identifier: Apache-2.0
import { ticksBetween } from '@touchstone/metrology/drawing';
import { type ReactNode, useId } from 'react';
import { useWidth } from './use-width.ts';

/** From where to where an axis runs, and what is written beside it. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Numbers stand at the axis unless it is false. */
  readonly isNumbered?: boolean;
}

/** The room of a plot in pixels, and where values lie in it. */
export interface PlotRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

const MARGIN = { right: 12, top: 20, bottom: 44 } as const;
const LETTER = 7.2;

/** A drawing with two axes, as wide as there is room; what it shows is said in words for who does not see it. */
export function Plot({
  title,
  description,
  x,
  y,
  height = 260,
  children,
}: {
  readonly title: string;
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height?: number;
  readonly children: (room: PlotRoom) => ReactNode;
}) {
  const id = useId();
  const [shown, width] = useWidth<HTMLDivElement>(640);
  const across = x.isNumbered === false ? [] : ticksBetween(x.from, x.to, Math.max(2, Math.floor(width / 110)));
  const upwards = y.isNumbered === false ? [] : ticksBetween(y.from, y.to, Math.max(2, Math.floor(height / 55)));
  const left = 26 + LETTER * Math.max(0, ...upwards.map(({ label }) => label.length));
  const [right, top, bottom] = [width - MARGIN.right, MARGIN.top, height - MARGIN.bottom];
  const room: PlotRoom = {
    ...{ left, right, top, bottom },
    x: (value) => left + ((value - x.from) / (x.to - x.from)) * (right - left),
    y: (value) => bottom - ((value - y.from) / (y.to - y.from)) * (bottom - top),
  };
  return (
    <div ref={shown} className="w-full min-w-0 overflow-hidden">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-said`}
        width={width}
        height={height}
        className="block text-xs"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-said`}>{description}</desc>
        {upwards.map(({ value, label }) => (
          <g key={label}>
            <path d={`M${left} ${room.y(value)}H${right}`} className="stroke-stone-200" />
            <text x={left - 6} y={room.y(value) + 4} textAnchor="end" className="fill-stone-700">
              {label}
            </text>
          </g>
        ))}
        {children(room)}
        <path d={`M${left} ${bottom}H${right}`} className="stroke-stone-900" />
        {across.map(({ value, label }) => (
          <g key={label}>
            <path d={`M${room.x(value)} ${bottom}v5`} className="stroke-stone-900" />
            <text x={room.x(value)} y={bottom + 18} textAnchor="middle" className="fill-stone-700">
              {label}
            </text>
          </g>
        ))}
        <text x={(left + right) / 2} y={height - 6} textAnchor="middle" className="fill-stone-900">
          {x.name}
        </text>
        <text
          transform={`translate(12 ${(top + bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
          className="fill-stone-900"
        >
          {y.name}
        </text>
      </svg>
    </div>
  );
}
