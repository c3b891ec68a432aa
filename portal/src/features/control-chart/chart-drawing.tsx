// SPDX-License-Identifier: Apache-2.0
import { Plot, type PlotRoom } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { DrawnChart } from './compute-chart.ts';

/** One chart: centre, limits, zones, points; a point with a signal is a diamond with the sign of its rule above it. */
export function ChartDrawing({ drawn, unit }: { readonly drawn: DrawnChart; readonly unit: string }) {
  const { say } = useWords();
  const { chart, part, labels, signals } = drawn;
  const ends = chart.points.flatMap(({ value, lower, upper }) => [value, lower, upper]).filter(Number.isFinite);
  const [least, most] = [Math.min(chart.centre, ...ends), Math.max(chart.centre, ...ends)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  const count = chart.points.length;
  const title = say(`chart.part.${part}`);
  const shownUnit = unitOf(part, unit);
  return (
    <figure data-chart={part}>
      <h3 className="font-semibold">{title}</h3>
      <Plot
        title={title}
        description={say('chart.described', { count, centre: brief(chart.centre), signals: signals.length })}
        x={{ from: 0, to: count + 1, name: say('chart.axis.point'), isNumbered: false }}
        y={{ from: least - room, to: most + room, name: shownUnit === '' ? title : `${title} (${shownUnit})` }}
        height={part === 'location' || part === 'ewma' ? 300 : 210}
      >
        {(at) => (
          <>
            <Zones drawn={drawn} room={at} />
            <Limits drawn={drawn} room={at} />
            <Points drawn={drawn} room={at} />
            <Labels labels={labels} room={at} />
          </>
        )}
      </Plot>
    </figure>
  );
}

/** Sums are in standard errors; shares and counts have no unit. */
export function unitOf(part: DrawnChart['part'], unit: string): string {
  if (part.startsWith('cusum')) return 'σ';
  return ['share', 'rate', 'count'].includes(part) ? '' : unit;
}

/** A number as short as it may be without losing what tells points apart. */
export function brief(value: number): string {
  return String(Number(value.toPrecision(6)));
}

interface Part {
  readonly drawn: DrawnChart;
  readonly room: PlotRoom;
}

function Zones({ drawn: { chart, standardError }, room }: Part) {
  if (standardError === undefined) return null;
  return [-2, -1, 1, 2].map((times) => (
    <path
      key={times}
      d={`M${room.left} ${room.y(chart.centre + times * standardError)}H${room.right}`}
      className="stroke-stone-400"
      strokeDasharray="1 5"
    />
  ));
}

function Limits({ drawn: { chart }, room }: Part) {
  const side = (end: 'lower' | 'upper') =>
    chart.points
      .map((point, index) => {
        const y = room.y(point[end]).toFixed(1);
        return `${index === 0 ? 'M' : 'L'}${room.x(index + 0.5).toFixed(1)} ${y}H${room.x(index + 1.5).toFixed(1)}`;
      })
      .join('');
  return (
    <>
      <path d={`M${room.left} ${room.y(chart.centre)}H${room.right}`} className="stroke-stone-900" />
      {(['lower', 'upper'] as const).map((end) => (
        <path key={end} d={side(end)} className="fill-none stroke-rose-700" strokeWidth="1.5" strokeDasharray="8 4" />
      ))}
    </>
  );
}

function Points({ drawn: { chart, signals, labels }, room }: Part) {
  const line = chart.points
    .map(({ value }, index) => `${room.x(index + 1).toFixed(1)},${room.y(value).toFixed(1)}`)
    .join(' ');
  return (
    <>
      <polyline points={line} className="fill-none stroke-blue-700" strokeWidth="1.5" />
      {chart.points.map(({ value }, index) => {
        const [x, y] = [room.x(index + 1), room.y(value)];
        const rules = [...new Set(signals.filter(({ at }) => at === index).map(({ rule }) => signOf(rule)))].sort();
        const name = `${labels[index] ?? index + 1}: ${brief(value)}`;
        if (rules.length === 0) {
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: points have no names of their own
            <circle key={index} cx={x} cy={y} r="3" className="fill-blue-700">
              <title>{name}</title>
            </circle>
          );
        }
        const isAbove = value >= chart.centre;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no names of their own
          <g key={index} data-signal={rules.join(' ')}>
            <path d={`M${x} ${y - 7}l7 7-7 7-7-7z`} className="fill-rose-700 stroke-white" strokeWidth="1.5">
              <title>{`${name} (${rules.join(', ')})`}</title>
            </path>
            <text x={x} y={isAbove ? y - 11 : y + 20} textAnchor="middle" className="fill-rose-900 font-bold">
              {/* Further rules are in the table: side by side they would run into each other. */}
              {rules[0]}
            </text>
          </g>
        );
      })}
    </>
  );
}

function Labels({ labels, room }: { readonly labels: readonly string[]; readonly room: PlotRoom }) {
  // As many as fit with eight pixels to a letter.
  const longest = Math.max(1, ...labels.map((label) => Math.min(12, label.length)));
  const each = Math.max(1, Math.ceil(((longest + 2) * 7.5 * labels.length) / Math.max(1, room.right - room.left)));
  return labels.map((label, index) =>
    index % each === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat
      <text key={index} x={room.x(index + 1)} y={room.bottom + 18} textAnchor="middle" className="fill-stone-700">
        {label.slice(0, 12)}
      </text>
    ) : null,
  );
}

/** What stands above a point: the number of the rule, with N for Nelson's; an exclamation mark where it lies beyond a limit. */
export function signOf(rule: DrawnChart['signals'][number]['rule']): string {
  if (rule === 'limit') return '!';
  const number = rule.slice(-1);
  return rule.startsWith('nelson') ? `N${number}` : number;
}
