// SPDX-License-Identifier: Apache-2.0
import { useId, useMemo, useState } from 'react';
import { FIELD } from '../../components/field.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ChartDrawing } from './chart-drawing.tsx';
import { PARAMETERS_OF, readCalibration, readParameter, TYPED_USUAL, type TypedParameters } from './chart-settings.ts';
import {
  CHART_KINDS,
  type ChartAnswer,
  type ChartKind,
  computeCharts,
  MEMORY_USUAL,
  type MemoryParameters,
  RULE_SETS,
  type RuleSet,
} from './compute-chart.ts';
import { CHART_EXAMPLES, type ChartExampleName } from './examples.ts';
import { LimitTable } from './limit-table.tsx';
import { MemoryFields } from './memory-fields.tsx';
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
  const [typed, setTyped] = useState<TypedParameters>(TYPED_USUAL);
  const series = useMemo(() => readSeries(text), [text]);
  const count = series.fault === undefined ? series.rows.length : 0;
  const calibration = readCalibration(first, count);
  // Of too few rows the data are at fault, and the chart says so.
  const isFirstWrong = calibration === undefined && count >= 2;
  const parameters = (PARAMETERS_OF[kind] ?? []).map((name) => [name, readParameter(name, typed[name])] as const);
  const answer = useMemo(
    () => (isFirstWrong ? undefined : chartsOf({ kind, series, rules, first, typed })),
    [kind, series, rules, first, typed, isFirstWrong],
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
              aria-invalid={isFirstWrong}
              aria-describedby={isFirstWrong ? `${id}-first` : undefined}
              onChange={({ target }) => setFirst(target.value)}
            />
            {isFirstWrong ? (
              <span id={`${id}-first`} role="alert" className="mt-1 block text-sm font-medium text-rose-900">
                {say('chart.calibration.wrong', { count })}
              </span>
            ) : null}
          </label>
          <MemoryFields kind={kind} typed={typed} onChange={setTyped} />
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
              <Section id="limits" title={say('chart.limits')}>
                <LimitTable
                  charts={charts}
                  made={{
                    ...{ unit, say, used: typeof calibration === 'number' ? calibration : count },
                    parameters: parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
                  }}
                />
              </Section>
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

interface Asked {
  readonly kind: ChartKind;
  readonly series: Series;
  readonly rules: RuleSet;
  readonly first: string;
  readonly typed: TypedParameters;
}

/** Charts of what was typed; none while a field says what is wrong with it. */
function chartsOf({ kind, series, rules, first, typed }: Asked): ChartAnswer | undefined {
  if (series.fault !== undefined) return undefined;
  const calibration = readCalibration(first, series.rows.length);
  const memory: Partial<Record<keyof MemoryParameters, number>> = {};
  for (const name of PARAMETERS_OF[kind] ?? []) {
    const value = readParameter(name, typed[name]);
    if (value === undefined) return undefined;
    memory[name] = value;
  }
  return computeCharts({
    ...{ kind, rows: series.rows, rules, calibration: typeof calibration === 'number' ? calibration : undefined },
    memory: { ...MEMORY_USUAL, ...memory },
  });
}

function Fault({ series }: { readonly series: Series }) {
  const { say } = useWords();
  if (series.fault === undefined) {
    return (
      <>
        {series.headingRow === undefined ? null : (
          <p className="mt-1 text-xs text-stone-600 wrap-anywhere" data-headings-read>
            {say('chart.headings.read', { headings: series.headingRow.slice(0, 120) })}
          </p>
        )}
        <CommasRead series={series} />
      </>
    );
  }
  const { code, row, column, given } = series.fault;
  return (
    <p role="alert" className="mt-1 text-sm font-medium text-rose-900" data-fault={code}>
      {say(`chart.fault.${code}`, { row, column, given })}
    </p>
  );
}

function CommasRead({ series }: { readonly series: Exclude<Series, { readonly fault: object }> }) {
  const { say } = useWords();
  if (!series.hasCommas) return null;
  const numbers = series.rows.flatMap(({ values }) => values);
  const shown = numbers.slice(0, 5).join('; ') + (numbers.length > 5 ? ' …' : '');
  return (
    <p className="mt-1 text-xs text-stone-600" data-commas-read>
      {say('commas.read', { numbers: shown })}
    </p>
  );
}
