// SPDX-License-Identifier: Apache-2.0
import { useId, useMemo, useState } from 'react';
import { FIELD } from '../../components/field.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ChartDrawing } from './chart-drawing.tsx';
import { CHART_KINDS, type ChartKind, computeCharts, RULE_SETS, type RuleSet } from './compute-chart.ts';
import { CHART_EXAMPLES, type ChartExampleName } from './examples.ts';
import { readSeries, type Series } from './read-series.ts';
import { SignalTable } from './signal-table.tsx';
import { StoredReadings } from './stored-readings.tsx';

/** Charts of whatever is pasted, which does not leave the browser, or of what a device of the own instruments signed. */
export function ChartPage() {
  const { say } = useWords();
  const id = useId();
  const [kind, setKind] = useState<ChartKind>('individuals');
  const [text, setText] = useState<string>(CHART_EXAMPLES.weighings.text);
  const [rules, setRules] = useState<RuleSet>('western-electric');
  const [first, setFirst] = useState('20');
  const [unit, setUnit] = useState<string>(CHART_EXAMPLES.weighings.unit);
  const series = useMemo(() => readSeries(text), [text]);
  const calibration = /^\d{1,5}$/.test(first.trim()) ? Number(first) : undefined;
  const answer = useMemo(
    () => (series.fault === undefined ? computeCharts({ kind, rows: series.rows, rules, calibration }) : undefined),
    [kind, series, rules, calibration],
  );
  const charts = answer !== undefined && 'charts' in answer ? answer.charts : [];
  const select = `${FIELD} w-full px-1 text-sm`;
  const choose = (name: ChartExampleName) => {
    setKind(CHART_EXAMPLES[name].kind);
    setText(CHART_EXAMPLES[name].text);
    setUnit(CHART_EXAMPLES[name].unit);
    setFirst(name === 'weighings' ? '20' : '');
  };
  return (
    <>
      <PageTitle title={say('nav.control-charts')}>{say('chart.lead')}</PageTitle>
      <StoredReadings
        onTake={(taken) => {
          setKind('individuals');
          setText(taken.text);
          setUnit(taken.unit);
          setFirst('');
        }}
      />
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="min-w-0 space-y-3 print:hidden">
          <label className="block">
            <span className="block text-xs text-stone-600">{say('budget.example')}</span>
            <select className={select} value="" onChange={({ target }) => choose(target.value as ChartExampleName)}>
              <option value="" disabled>
                {say('budget.example.pick')}
              </option>
              {(Object.keys(CHART_EXAMPLES) as readonly ChartExampleName[]).map((name) => (
                <option key={name} value={name}>
                  {say(`chart.example.${name}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="block">
            <span className="block text-xs text-stone-600">{say('chart.kind')}</span>
            <select className={select} value={kind} onChange={({ target }) => setKind(target.value as ChartKind)}>
              {CHART_KINDS.map((each) => (
                <option key={each} value={each}>
                  {say(`chart.kind.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <div>
            <label htmlFor={`${id}-data`} className="block text-xs text-stone-600">
              {say('chart.data')}
            </label>
            <textarea
              id={`${id}-data`}
              rows={10}
              spellCheck={false}
              value={text}
              aria-invalid={series.fault !== undefined}
              aria-describedby={`${id}-hint`}
              onChange={({ target }) => setText(target.value)}
              className={`${FIELD} w-full font-mono text-sm`}
            />
            <p id={`${id}-hint`} className="text-xs text-stone-600">
              {say(
                `chart.data.${kind === 'p' || kind === 'u' ? 'counts' : kind.startsWith('average') ? 'subgroups' : 'singles'}`,
              )}
            </p>
            <Fault series={series} />
          </div>
          <label className="block">
            <span className="block text-xs text-stone-600">{say('chart.unit')}</span>
            <input
              className={`${FIELD} w-full`}
              value={unit}
              maxLength={60}
              onChange={({ target }) => setUnit(target.value)}
            />
          </label>
          <label className="block">
            <span className="block text-xs text-stone-600">{say('chart.rules')}</span>
            <select className={select} value={rules} onChange={({ target }) => setRules(target.value as RuleSet)}>
              {RULE_SETS.map((each) => (
                <option key={each} value={each}>
                  {say(`chart.rules.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="block">
            <span className="block text-xs text-stone-600">{say('chart.calibration')}</span>
            <input
              type="text"
              inputMode="numeric"
              className={`${FIELD} w-full`}
              value={first}
              onChange={({ target }) => setFirst(target.value)}
            />
          </label>
        </div>
        <div className="min-w-0 space-y-4">
          {answer !== undefined && 'refusal' in answer ? (
            <p role="alert" className="rounded border border-amber-700 bg-amber-50 p-3">
              {say('chart.refused')}{' '}
              {answer.crowded === undefined ? (
                <span lang="en">{answer.refusal}</span>
              ) : (
                say('chart.crowded', answer.crowded)
              )}
            </p>
          ) : null}
          {charts.map((drawn) => (
            <ChartDrawing key={drawn.part} drawn={drawn} unit={unit} />
          ))}
          {charts.length === 0 ? null : (
            <>
              <p className="text-xs text-stone-600">{say('chart.legend')}</p>
              <Section id="signals" title={say('chart.signals')}>
                <SignalTable charts={charts} unit={unit} />
              </Section>
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Fault({ series }: { readonly series: Series }) {
  const { say } = useWords();
  if (series.fault === undefined) {
    if (!series.hasCommas) return null;
    const numbers = series.rows.flatMap(({ values }) => values);
    const shown = numbers.slice(0, 5).join('; ') + (numbers.length > 5 ? ' …' : '');
    return (
      <p className="mt-1 text-xs text-stone-600" data-commas-read>
        {say('commas.read', { numbers: shown })}
      </p>
    );
  }
  const { code, row, column, given } = series.fault;
  return (
    <p role="alert" className="mt-1 text-sm font-medium text-rose-900" data-fault={code}>
      {say(`chart.fault.${code}`, { row, column, given })}
    </p>
  );
}
