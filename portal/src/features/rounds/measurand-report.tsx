// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { Badge } from '../../components/badge.tsx';
import { DrawingView } from '../../components/drawing-view.tsx';
import type { Mark } from '../../components/marks.tsx';
import { Section } from '../../components/section.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWidth } from '../../components/use-width.ts';
import { useWords } from '../../messages/use-words.ts';
import { plotsOf } from './plots.ts';
import { MeasurandFigures, useNote } from './measurand-figures.tsx';
import type { RoundLine, RoundMeasurand } from './round.ts';

const VERDICT_LOOKS: Readonly<Record<RoundLine['verdict'], { readonly mark?: Mark; readonly tone: Tone }>> = {
  acceptable: { mark: 'passed', tone: 'proved' },
  warning: { tone: 'broken' },
  action: { mark: 'refuted', tone: 'refuted' },
  'not-scored': { mark: 'skipped', tone: 'quiet' },
};
const SYMBOLS = { z: 'z', 'z-prime': 'z′', zeta: 'ζ', En: 'Eₙ' } as const;

/** What came out for one measurand: figures, plots, and each code with its score. */
export function MeasurandReport({
  measurand,
  own,
}: {
  readonly measurand: RoundMeasurand;
  readonly own: string | undefined;
}) {
  const { say, sayQuantity } = useWords();
  const { measurand: name, unit, figures, lines = [], score } = measurand;
  const symbol = SYMBOLS[score];
  const [shown, width] = useWidth<HTMLDivElement>(640);
  const plots = useMemo(() => {
    const scored = lines.filter(({ verdict }) => verdict !== 'not-scored').length;
    const outside = lines.filter(({ verdict }) => verdict === 'action' || verdict === 'warning').length;
    return plotsOf(measurand, own, {
      width,
      scores: {
        title: say('round.scores', { symbol, name }),
        description: say('round.scores.described', { count: scored, outside }),
        ...{ x: say('round.axis.code'), y: symbol },
      },
      density: {
        title: say('round.density', { name }),
        description: say('round.density.described', { count: lines.length, value: figures?.assignedValue ?? '' }),
        ...{ x: `${name} (${unit})`, y: say('budget.trials.density') },
      },
    });
  }, [measurand, lines, own, figures, name, unit, symbol, width, say]);
  return (
    <Section id={`measurand-${name}`} title={`${sayQuantity(name)} (${unit})`}>
      <div ref={shown} className="max-w-3xl" />
      {figures === undefined ? (
        <p>{say('round.not-published')}</p>
      ) : (
        <>
          <MeasurandFigures measurand={measurand} figures={figures} />
          {[plots.scores, plots.density].map((drawing) =>
            drawing === undefined ? null : (
              <div key={drawing.title} className="mt-4" data-plot>
                <h3 className="mb-1 font-semibold">{drawing.title}</h3>
                <DrawingView drawing={drawing} />
              </div>
            ),
          )}
          <p className="mt-1 text-xs text-stone-600">{say('round.legend')}</p>
          <Lines lines={lines} own={own} symbol={symbol} unit={unit} />
        </>
      )}
    </Section>
  );
}

function Lines({
  lines,
  own,
  symbol,
  unit,
}: {
  readonly lines: readonly RoundLine[];
  readonly own: string | undefined;
  readonly symbol: string;
  readonly unit: string;
}) {
  const { say } = useWords();
  const note = useNote();
  const columns = [
    say('round.code'),
    `${say('round.reported')} (${unit})`,
    `U (${unit})`,
    symbol,
    say('round.verdict'),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={say('round.lines')} tabIndex={0} className="mt-4 overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="pb-1 text-left font-semibold">{say('round.lines')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="border-b border-stone-400 px-0.5 py-1 font-medium sm:px-2">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={line.code}
              data-code={line.code}
              className={`border-b border-stone-200 align-top ${line.code === own ? 'outline-2 outline-purple-800' : ''}`}
            >
              <th
                scope="row"
                className="px-0.5 py-1 font-mono text-xs font-medium whitespace-nowrap sm:px-2 sm:text-sm"
              >
                {line.code}
              </th>
              <td className="px-0.5 py-1 sm:px-2">{line.reported ?? '–'}</td>
              <td className="px-0.5 py-1 sm:px-2">{line.expandedUncertainty ?? '–'}</td>
              <td className="px-0.5 py-1 sm:px-2">{line.score ?? '–'}</td>
              <td className="px-0.5 py-1 whitespace-nowrap sm:px-2">
                <Badge {...VERDICT_LOOKS[line.verdict]}>{say(`round.verdict.${line.verdict}`)}</Badge>
                {note(line) === '' ? null : (
                  <span className="block whitespace-normal text-stone-600">{note(line)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
