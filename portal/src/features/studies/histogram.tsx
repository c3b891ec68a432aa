// SPDX-License-Identifier: Apache-2.0
import type { Specification } from '@touchstone/metrology/control';
import { Plot } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { CapabilityStudy } from './capability.ts';

const ROOM = 0.04;

/** The values counted in bars, with the limits, the target and the mean as upright lines that say which they are. */
export function Histogram({
  study: { bars, mean, count, outside },
  specification,
  unit,
}: {
  readonly study: CapabilityStudy;
  readonly specification: Specification;
  readonly unit: string;
}) {
  const { say } = useWords();
  const { lower, upper, target } = specification;
  const lines = [
    { name: 'L', at: lower, look: 'stroke-rose-700', dashes: '8 4' },
    { name: 'U', at: upper, look: 'stroke-rose-700', dashes: '8 4' },
    { name: 'T', at: target, look: 'stroke-stone-700', dashes: '2 4' },
    { name: 'x̄', at: mean, look: 'stroke-stone-900', dashes: undefined },
  ].flatMap(({ at, ...line }) => (at === undefined ? [] : [{ ...line, at }]));
  const ends = [...bars.flatMap(({ from, to }) => [from, to]), ...lines.map(({ at }) => at)];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least || Math.abs(most) || 1) * ROOM;
  return (
    <figure data-histogram={count}>
      <Plot
        title={say('study.histogram')}
        description={say('study.histogram.described', { count, outside })}
        x={{ from: least - room, to: most + room, name: unit === '' ? say('study.value') : unit }}
        y={{ from: 0, to: Math.max(...bars.map((bar) => bar.count)) * 1.15, name: say('study.count') }}
        height={280}
      >
        {(at) => (
          <>
            {bars.map(({ from, to, count: high }) => (
              <rect
                key={from}
                x={at.x(from)}
                y={at.y(high)}
                width={Math.max(1, at.x(to) - at.x(from) - 1)}
                height={at.bottom - at.y(high)}
                className="fill-blue-700"
              >
                <title>{String(high)}</title>
              </rect>
            ))}
            {lines.map(({ name, at: where, look, dashes }) => (
              <g key={name}>
                <path
                  d={`M${at.x(where)} ${at.top}V${at.bottom}`}
                  className={look}
                  strokeWidth="1.5"
                  strokeDasharray={dashes}
                />
                <text x={at.x(where)} y={at.top - 6} textAnchor="middle" className="fill-stone-900">
                  {name}
                </text>
              </g>
            ))}
          </>
        )}
      </Plot>
      <figcaption className="text-xs text-stone-600">{say('study.histogram.legend')}</figcaption>
    </figure>
  );
}
