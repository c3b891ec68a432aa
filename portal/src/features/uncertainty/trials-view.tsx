// SPDX-License-Identifier: Apache-2.0
import { Plot } from '../../components/plot.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import { counted, short, shownBeside } from './figures.ts';
import { shapeOf, type TrialsAnswer, type TrialsMessage } from './trials.ts';

/** The distribution that the trials give, beside what the law of propagation says. */
export function TrialsView({
  message,
  trials,
  computed,
}: {
  readonly message: TrialsMessage | undefined;
  readonly trials: number;
  readonly computed: ComputedBudget;
}) {
  const { say } = useWords();
  if (message === undefined) return null;
  return (
    <>
      {message.state === 'running' ? (
        <div>
          <progress
            className="block h-2 w-full accent-stone-800"
            value={message.done}
            max={trials}
            aria-label={say('budget.trials.running', { done: counted(message.done), trials: counted(trials) })}
          />
          <p className="mt-1 text-sm text-stone-600">
            {say('budget.trials.running', { done: counted(message.done), trials: counted(trials) })}
          </p>
        </div>
      ) : null}
      {message.state === 'failed' ? (
        <p className="rounded border border-amber-700 bg-amber-50 p-2 text-sm">
          {say('budget.trials.failed')} <span lang="en">{message.detail}</span>
        </p>
      ) : null}
      {message.state === 'done' ? <Found answer={message.answer} computed={computed} /> : null}
    </>
  );
}

function Found({ answer, computed }: { readonly answer: TrialsAnswer; readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const { summary, bars } = answer;
  const { output, expansion } = computed;
  const unit = output.unit?.text ?? '';
  const percent = `${Number((summary.coverageProbability * 100).toPrecision(4))} %`;
  const figure = (value: number) => shownBeside(value, shapeOf(summary).standardUncertainty);
  const { estimate, standardUncertainty } = summary;
  const without = 'undefinedMoments' in summary ? summary.undefinedMoments.inputs : [];
  const none = say('budget.trials.undefined', { inputs: without.map(({ name }) => name).join(', ') });
  const rows: readonly (readonly [string, string, string])[] = [
    [say('budget.trials.mean'), figure(output.estimate), estimate === undefined ? none : figure(estimate)],
    [
      say('budget.trials.u'),
      short(output.standardUncertainty),
      standardUncertainty === undefined ? none : short(standardUncertainty),
    ],
    [
      say('budget.trials.interval', { percent }),
      expansion === undefined
        ? '–'
        : `${figure(output.estimate - expansion.expandedUncertainty)} … ${figure(output.estimate + expansion.expandedUncertainty)}`,
      `${figure(summary.symmetric.lower)} … ${figure(summary.symmetric.upper)}`,
    ],
    [
      say('budget.trials.shortest', { percent }),
      '',
      `${figure(summary.shortest.lower)} … ${figure(summary.shortest.upper)}`,
    ],
  ];
  const description = say('budget.trials.described', {
    trials: counted(summary.trials),
    lower: figure(summary.symmetric.lower),
    upper: figure(summary.symmetric.upper),
    percent,
  });
  return (
    <div data-testid="trials-done">
      <Histogram bars={bars} computed={computed} summary={summary} description={description} unit={unit} />
      <table className="mt-2 w-full border-collapse text-left text-sm">
        <thead>
          <tr>
            <th scope="col" className="border-b border-stone-400 py-1 pr-2 font-medium">
              {say('budget.trials.what')}
              {unit === '' ? null : ` (${unit})`}
            </th>
            <th scope="col" className="border-b border-stone-400 py-1 pr-2 font-medium">
              {say('budget.trials.law')}
            </th>
            <th scope="col" className="border-b border-stone-400 py-1 font-medium">
              {say('budget.trials.trials', { trials: counted(summary.trials) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, law, found]) => (
            <tr key={name} className="border-b border-stone-200 align-top">
              <th scope="row" className="py-1 pr-2 font-normal text-stone-600">
                {name}
              </th>
              <td className="py-1 pr-2">{law}</td>
              <td className="py-1">{found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Histogram({
  bars,
  computed,
  summary,
  description,
  unit,
}: {
  readonly bars: TrialsAnswer['bars'];
  readonly computed: ComputedBudget;
  readonly summary: TrialsAnswer['summary'];
  readonly description: string;
  readonly unit: string;
}) {
  const { say } = useWords();
  const { from, to, counts } = bars;
  const step = (to - from) / counts.length;
  const densities = counts.map((count) => count / (summary.trials * step));
  const { estimate, standardUncertainty: u } = computed.output;
  const normal = (value: number) => Math.exp(-(((value - estimate) / u) ** 2) / 2) / (u * Math.sqrt(2 * Math.PI));
  const most = Math.max(...densities, u > 0 ? normal(estimate) : 0);
  const middles = counts.map((_, index) => from + (index + 0.5) * step);
  const name = computed.output.name;
  const densityName = `${say('budget.trials.density')}${unit === '' ? '' : ` (1/(${unit}))`}`;
  return (
    <figure>
      <Plot
        title={say('budget.trials')}
        description={description}
        x={{ from, to, name: unit === '' ? name : `${name} (${unit})` }}
        y={{ from: 0, to: most * 1.06, name: densityName, isNumbered: false }}
      >
        {({ x, y, top, bottom }) => (
          <>
            {densities.map((density, index) => {
              const left = from + index * step;
              const isInside = left + step / 2 >= summary.symmetric.lower && left + step / 2 <= summary.symmetric.upper;
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: bars have no names
                  key={index}
                  x={x(left)}
                  y={y(density)}
                  width={Math.max(0.5, x(left + step) - x(left) - 0.5)}
                  height={bottom - y(density)}
                  className={isInside ? 'fill-blue-700' : 'fill-stone-400'}
                />
              );
            })}
            {u > 0 ? (
              <polyline
                points={middles.map((value) => `${x(value).toFixed(1)},${y(normal(value)).toFixed(1)}`).join(' ')}
                className="fill-none stroke-stone-900"
                strokeWidth="2"
                strokeDasharray="5 3"
              />
            ) : null}
            {[summary.symmetric.lower, summary.symmetric.upper].map((end) => (
              <path key={end} d={`M${x(end)} ${top}V${bottom}`} className="stroke-rose-700" strokeWidth="2" />
            ))}
          </>
        )}
      </Plot>
      <figcaption className="text-xs text-stone-600">{say('budget.trials.legend')}</figcaption>
    </figure>
  );
}
