// SPDX-License-Identifier: Apache-2.0
import type { GaugeSpread } from '@touchstone/metrology/control';
import { useMemo, useState } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { brief } from '../control-chart/chart-drawing.tsx';
import { GAUGE } from './examples.ts';
import { type GaugeAnswer, type GaugeReadings, readGauge, studyGauge } from './gauge.ts';
import { numberTyped } from './number-typed.ts';
import { DataField, Refused } from './data-field.tsx';
import { TakeSheets } from './take-sheets.tsx';
import { VariationBars } from './variation-bars.tsx';

/** The components of variation, as both methods have them. */
const COMPONENTS = ['gauge', 'repeatability', 'reproducibility', 'partToPart', 'total'] as const;

/** Readings by part and operator in; components of variation out. */
export function GaugeSection({ confidence }: { readonly confidence: number }) {
  const { say } = useWords();
  const [text, setText] = useState(GAUGE);
  const [typed, setTyped] = useState('0.2');
  const read = useMemo(() => readGauge(text), [text]);
  const tolerance = numberTyped(typed);
  const isRight = tolerance === undefined || tolerance > 0;
  const answer = useMemo(
    () => ('fault' in read || !isRight ? undefined : studyGauge(read, { tolerance, confidence })),
    [read, isRight, tolerance, confidence],
  );
  const fault =
    'fault' in read
      ? say('study.gauge.fault', { ...read.fault })
      : isRight
        ? undefined
        : say('study.limit.fault', { given: typed });
  return (
    <Section id="gauge" title={say('study.gauge')}>
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="min-w-0 space-y-3">
          <DataField label={say('chart.data')} hint={say('study.gauge.hint')} {...{ text, fault }} onText={setText} />
          <TextInput label={say('study.tolerance')} name="tolerance" value={typed} maxLength={60} onValue={setTyped} />
        </div>
        <div className="min-w-0">
          {answer === undefined || 'fault' in read ? null : 'study' in answer ? (
            <Outcome answer={answer.study} of={read} confidence={confidence} />
          ) : (
            <Refused code={answer.refusal} detail={answer.detail} />
          )}
        </div>
      </div>
    </Section>
  );
}

function Outcome({
  answer: { anova, ranges, repeatabilityInterval },
  of: { parts, operators, readings },
  confidence,
}: {
  readonly answer: GaugeAnswer;
  readonly of: GaugeReadings;
  readonly confidence: number;
}) {
  const { say } = useWords();
  const headings = [
    say('study.component'),
    ...(['study.sigma', 'study.of-total', 'study.of-tolerance', 'study.by-ranges'] as const).map((id) => say(id)),
  ];
  const rows = COMPONENTS.map((name) => [
    say(`study.component.${name}`),
    ...[brief(anova[name]), percent(anova[name], anova.total), toleranceShare(anova, name), brief(ranges[name])],
  ]);
  const interval = repeatabilityInterval.map(brief).join(' … ');
  return (
    <>
      <VariationBars anova={anova} />
      <p className="my-2 text-sm" data-testid="gauge-summary">
        {say('study.gauge.summary', {
          parts: parts.length,
          operators: operators.length,
          repeats: readings[0]?.[0]?.length ?? 0,
          categories: Number.isFinite(anova.distinctCategories) ? anova.distinctCategories : '∞',
        })}{' '}
        {say('study.gauge.interval', { percent: confidence * 100, interval })}{' '}
        {anova.interactionP === undefined
          ? null
          : say(anova.pooled ? 'study.gauge.pooled' : 'study.gauge.kept', { p: anova.interactionP.toFixed(3) })}
      </p>
      <DataTable
        caption={say('study.gauge')}
        headings={headings}
        rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
      />
      {ranges.beyond.map(([part, operator]) => (
        <p key={`${part} ${operator}`} className="mt-1 text-sm text-rose-900">
          {say('study.gauge.beyond', { part: parts[part] ?? '', operator: operators[operator] ?? '' })}
        </p>
      ))}
      <p className="mt-2 text-xs text-stone-600">{say('study.gauge.said')}</p>
      <TakeSheets name="gauge" sheets={() => [{ name: say('study.gauge'), rows: [headings, ...rows] }]} />
    </>
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

function toleranceShare(anova: GaugeSpread, name: (typeof COMPONENTS)[number]): string {
  const { percentOfTolerance: share, gauge } = anova;
  return share === undefined || gauge === 0 ? '' : `${((share * anova[name]) / gauge).toFixed(2)} %`;
}
