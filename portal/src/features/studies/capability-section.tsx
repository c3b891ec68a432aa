// SPDX-License-Identifier: Apache-2.0
import type { IndexWithInterval, Specification } from '@touchstone/metrology/control';
import { useMemo, useState } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { brief } from '../control-chart/chart-drawing.tsx';
import { readSeries } from '../control-chart/read-series.ts';
import { type CapabilityStudy, type IndexSet, studyCapability } from './capability.ts';
import { PINS } from './examples.ts';
import { Histogram } from './histogram.tsx';
import { numberTyped } from './number-typed.ts';
import { DataField, Refused } from './data-field.tsx';
import { TakeSheets } from './take-sheets.tsx';

const LIMITS = ['lower', 'upper', 'target'] as const;
type Typed = Readonly<Record<(typeof LIMITS)[number] | 'unit', string>>;

/** Data and limits in; histogram, indices with their confidence limits out. */
export function CapabilitySection({ confidence }: { readonly confidence: number }) {
  const { say } = useWords();
  const [text, setText] = useState(PINS);
  const [typed, setTyped] = useState<Typed>({ lower: '9.90', upper: '10.10', target: '', unit: 'mm' });
  const series = useMemo(() => readSeries(text), [text]);
  const wrong = LIMITS.find((name) => Number.isNaN(numberTyped(typed[name])));
  const specification = useMemo(() => specificationOf(typed), [typed]);
  const answer = useMemo(
    () =>
      series.fault !== undefined || wrong !== undefined
        ? undefined
        : studyCapability(series.rows, specification, confidence),
    [series, wrong, specification, confidence],
  );
  const fault =
    series.fault === undefined
      ? wrong && say('study.limit.fault', { given: typed[wrong] })
      : say(`chart.fault.${series.fault.code}`, { ...series.fault });
  return (
    <Section id="capability" title={say('study.capability')}>
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="min-w-0 space-y-3">
          <DataField
            label={say('chart.data')}
            hint={say('study.capability.hint')}
            {...{ text, fault }}
            onText={setText}
          />
          <div className="grid grid-cols-2 gap-3">
            {([...LIMITS, 'unit'] as const).map((name) => (
              <TextInput
                key={name}
                label={say(`study.limit.${name}`)}
                name={name}
                value={typed[name]}
                maxLength={60}
                onValue={(value) => setTyped({ ...typed, [name]: value })}
              />
            ))}
          </div>
        </div>
        <div className="min-w-0">
          {answer === undefined ? null : 'study' in answer ? (
            <Outcome {...{ study: answer.study, specification, unit: typed.unit, confidence }} />
          ) : (
            <Refused code={answer.refusal} detail={answer.detail} />
          )}
        </div>
      </div>
    </Section>
  );
}

function specificationOf(typed: Typed): Specification {
  const named = LIMITS.flatMap((name) => {
    const value = numberTyped(typed[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(named);
}

function Outcome({
  study,
  specification,
  unit,
  confidence,
}: {
  readonly study: CapabilityStudy;
  readonly specification: Specification;
  readonly unit: string;
  readonly confidence: number;
}) {
  const { say } = useWords();
  const { count, mean, outside, capability, performance } = study;
  const headings = [say('study.index'), say('study.value'), say('study.interval', { percent: confidence * 100 })];
  const rows = [...(capability === undefined ? [] : indexRows('C', capability)), ...indexRows('P', performance)];
  return (
    <>
      <Histogram {...{ study, specification, unit }} />
      <p className="my-2 text-sm" data-testid="capability-summary">
        {say('study.capability.summary', { count, mean: `${brief(mean)} ${unit}`.trim(), outside })}{' '}
        {capability === undefined ? say('study.capability.alone') : null}
      </p>
      <DataTable
        caption={say('study.capability')}
        headings={headings}
        rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
      />
      <p className="mt-2 text-xs text-stone-600">{say('study.capability.said')}</p>
      <TakeSheets name="capability" sheets={() => [{ name: say('study.capability'), rows: [headings, ...rows] }]} />
    </>
  );
}

/** Deviation and indices of one kind, each with its confidence limits where there are any. */
function indexRows(letter: 'C' | 'P', { deviation, indices }: IndexSet): readonly (readonly string[])[] {
  const row = (name: string, given: number | IndexWithInterval | undefined): readonly (readonly string[])[] => {
    if (given === undefined) return [];
    if (typeof given === 'number') return [[name, given.toFixed(3), '']];
    return [[name, given.value.toFixed(3), given.interval.map((end) => end.toFixed(3)).join(' … ')]];
  };
  const { Cp, Cpk, CpLower, CpUpper, Cpm } = indices;
  return [
    [letter === 'C' ? 'σ' : 's', brief(deviation), ''],
    ...row(`${letter}p`, Cp),
    ...row(`${letter}pk`, Cpk),
    ...row(`${letter}pL`, CpLower),
    ...row(`${letter}pU`, CpUpper),
    ...row(`${letter}pm`, Cpm),
  ];
}
