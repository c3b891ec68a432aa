// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from '../../components/format-instant.ts';
import { Plot, type PlotRoom } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';
import { odditiesOf, type Reading } from './reading.ts';
import { momentsBetween } from './time-axis.ts';

const momentOf = ({ takenAt }: Reading) => Date.parse(takenAt);

/** What an instrument read through time: relied upon as discs, the others each with a shape of its own. */
export function SeriesDrawing({
  readings,
  title,
  axis,
}: {
  readonly readings: readonly Reading[];
  readonly title: string;
  readonly axis: string;
}) {
  const { say } = useWords();
  const values = readings.map(({ value }) => Number(value));
  const moments = readings.map(momentOf);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const room = (most - least || Math.abs(most) * 1e-6 || 1) * 0.1;
  const aside = Math.max(60_000, (last - first) * 0.02);
  const odd = readings.filter((each) => odditiesOf(each).length > 0).length;
  return (
    <figure data-series={readings.length}>
      <Plot
        title={title}
        description={say('readings.described', { count: readings.length, odd })}
        x={{ from: first - aside, to: last + aside, name: say('readings.axis.time'), isNumbered: false }}
        y={{ from: least - room, to: most + room, name: axis }}
        height={300}
      >
        {(at) => (
          <>
            <Line readings={readings} room={at} />
            {readings.map((reading) => (
              <Point key={reading.sequence} reading={reading} room={at} />
            ))}
            {momentsBetween(first, last, Math.max(2, Math.floor((at.right - at.left) / 110))).map(
              ({ at: when, label }) => (
                <text
                  key={when}
                  x={at.x(when)}
                  y={at.bottom + 18}
                  textAnchor={when === first ? 'start' : when === last ? 'end' : 'middle'}
                  className="fill-stone-700"
                >
                  {label}
                </text>
              ),
            )}
          </>
        )}
      </Plot>
      <figcaption className="text-xs text-stone-600">{say('readings.legend')}</figcaption>
    </figure>
  );
}

/** The line is broken where numbers are missing: nobody knows what was read between. */
function Line({ readings, room }: { readonly readings: readonly Reading[]; readonly room: PlotRoom }) {
  const path = readings
    .map((reading, index) => {
      const begins = index === 0 || reading.missingBefore > 0;
      return `${begins ? 'M' : 'L'}${room.x(momentOf(reading)).toFixed(1)} ${room.y(Number(reading.value)).toFixed(1)}`;
    })
    .join('');
  return <path d={path} className="fill-none stroke-blue-700" strokeWidth="1" />;
}

function Point({ reading, room }: { readonly reading: Reading; readonly room: PlotRoom }) {
  const { say } = useWords();
  const [x, y] = [room.x(momentOf(reading)), room.y(Number(reading.value))];
  const odd = odditiesOf(reading);
  const name = [
    `${reading.sequence}: ${reading.value} ${reading.unit}, ${formatInstant(reading.takenAt)}`,
    ...odd.map((each) => say(`readings.odd.${each}`, { missing: reading.missingBefore })),
  ].join('; ');
  const shape = {
    distrusted: (
      <path d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} className="fill-none stroke-rose-700" strokeWidth="2.5" />
    ),
    behind: <path d={`M${x} ${y - 7}l7 12H${x - 7}z`} className="fill-amber-700" />,
    gap: <rect x={x - 4.5} y={y - 4.5} width="9" height="9" className="fill-white stroke-blue-700" strokeWidth="2" />,
  };
  return (
    <g data-odd={odd.join(' ')}>
      <title>{name}</title>
      {odd[0] === undefined ? <circle cx={x} cy={y} r="3" className="fill-blue-700" /> : shape[odd[0]]}
    </g>
  );
}
