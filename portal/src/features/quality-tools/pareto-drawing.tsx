// SPDX-License-Identifier: Apache-2.0
import { Plot, type PlotRoom } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { Bar } from './quality.ts';

/** So many bars are drawn; the table has them all. */
const BARS_MAX = 40;
const VITAL_PERCENT = 80;
const LETTER = 7.2;

/** Bars of shares in falling order, and the line of shares added up. */
export function ParetoDrawing({ bars }: { readonly bars: readonly Bar[] }) {
  const { say } = useWords();
  const shown = bars.slice(0, BARS_MAX);
  const vital = bars.filter(({ isVital }) => isVital).length;
  return (
    <figure data-pareto={bars.length}>
      <Plot
        title={say('quality.pareto')}
        description={say('quality.described', { count: bars.length, vital })}
        x={{ from: 0, to: shown.length, name: say('quality.cause'), isNumbered: false }}
        y={{ from: 0, to: 105, name: say('quality.share') }}
        height={320}
      >
        {(room) => (
          <>
            <path
              d={`M${room.left} ${room.y(VITAL_PERCENT)}H${room.right}`}
              className="stroke-stone-700"
              strokeDasharray="8 4"
            />
            {shown.map((bar, at) => (
              <OneBar key={bar.cause} bar={bar} at={at} room={room} isNamed={namesFit(shown, room)} />
            ))}
            <polyline
              points={shown.map((bar, at) => `${room.x(at + 0.5)},${room.y(Number(bar.cumulativeShare))}`).join(' ')}
              className="fill-none stroke-blue-700"
              strokeWidth="2"
            />
            {shown.map((bar, at) => (
              <circle
                key={bar.cause}
                cx={room.x(at + 0.5)}
                cy={room.y(Number(bar.cumulativeShare))}
                r="3"
                className="fill-blue-700"
              >
                <title>{`${bar.cause}: ${bar.cumulativeShare} %`}</title>
              </circle>
            ))}
          </>
        )}
      </Plot>
      <figcaption className="mb-4 text-xs text-stone-600">
        {say('quality.legend')}
        {bars.length > shown.length ? ` ${say('quality.shown', { shown: shown.length, count: bars.length })}` : ''}
      </figcaption>
    </figure>
  );
}

const lettersIn = (room: PlotRoom) => Math.floor((room.x(1) - room.x(0)) / LETTER);
/** Names where there is room for all of them, else the numbers of the rows below; a Chinese sign is as wide as two letters. */
const namesFit = (bars: readonly Bar[], room: PlotRoom) =>
  bars.every(({ cause }) => [...cause].reduce((wide, sign) => wide + (sign > '\u2e7f' ? 2 : 1), 0) <= lettersIn(room));

/** A vital bar is full, another one an outline with strokes of its own. */
function OneBar({
  bar,
  at,
  room,
  isNamed,
}: {
  readonly bar: Bar;
  readonly at: number;
  readonly room: PlotRoom;
  readonly isNamed: boolean;
}) {
  const [left, right] = [room.x(at + 0.1), room.x(at + 0.9)];
  const top = room.y(Number(bar.share));
  return (
    <g data-bar={bar.isVital ? 'vital' : 'other'}>
      <rect
        x={left}
        y={top}
        width={Math.max(1, right - left)}
        height={Math.max(0, room.bottom - top)}
        className={bar.isVital ? 'fill-amber-700 stroke-amber-900' : 'fill-stone-200 stroke-stone-600'}
        strokeDasharray={bar.isVital ? undefined : '3 2'}
      >
        <title>{`${at + 1}. ${bar.cause}: ${bar.share} %`}</title>
      </rect>
      {!isNamed && lettersIn(room) < 2 ? null : (
        <text x={(left + right) / 2} y={room.bottom + 15} textAnchor="middle" className="fill-stone-900">
          {isNamed ? bar.cause : at + 1}
        </text>
      )}
    </g>
  );
}
