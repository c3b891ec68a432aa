// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { useOnce } from '../../app/use-once.ts';
import { Button } from '../../components/button.tsx';
import { DateSpan } from '../../components/date-span.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Device, requestDevices, requestSeries, type Series, type SeriesAsked } from '../readings/reading.ts';
import { tableOf } from '../readings/series-table.ts';
import { SignedIn } from '../session/signed-in.tsx';

/** Readings as the chart takes them. */
export interface Taken {
  readonly text: string;
  readonly unit: string;
}

/** Readings on record of the own devices, for who signs in; the address may name a device. */
export function StoredReadings({ onTake }: { readonly onTake: (taken: Taken) => void }) {
  const { say } = useWords();
  const [named] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('device') ?? undefined);
  const [isOpen, setOpen] = useState(named !== undefined);
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="group mt-4 rounded-md border border-stone-300 bg-white px-4 py-2 print:hidden"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
        {say('chart.stored')}
      </summary>
      <p className="max-w-3xl text-sm text-stone-600">{say('chart.stored.lead')}</p>
      {isOpen ? <SignedIn>{() => <PickDevice named={named} onTake={onTake} />}</SignedIn> : null}
    </details>
  );
}

interface PickProps {
  readonly named: string | undefined;
  readonly onTake: (taken: Taken) => void;
}

function PickDevice({ named, onTake }: PickProps) {
  const { say } = useWords();
  const { run, again } = useOnce(requestDevices);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  if (run.answer.length === 0) return <p className="py-2">{say('chart.stored.none')}</p>;
  return <TakeReadings devices={run.answer} named={named} onTake={onTake} />;
}

function TakeReadings({ devices, named, onTake }: PickProps & { readonly devices: readonly Device[] }) {
  const { say, sayQuantity } = useWords();
  const [stream, setStream] = useState(named ?? devices[0]?.stream);
  const [span, setSpan] = useState({ from: '', to: '' });
  const { run, start } = useRun<SeriesAsked, Series & Taken & { readonly leftOut: number; readonly name: string }>(
    async (asked, signal) => {
      const series = await requestSeries(asked, signal);
      const device = devices.find((each) => each.stream === asked.device.stream);
      const taken = { ...tableOf(series.readings), unit: device?.unit ?? '' };
      if (taken.text !== '') onTake(taken);
      return { ...series, ...taken, name: nameOf(device, sayQuantity) };
    },
  );
  const take = () => {
    const device = devices.find((each) => each.stream === stream);
    if (device !== undefined) void start({ device, ...span });
  };
  const first = useEffectEvent(() => {
    if (named !== undefined) take();
  });
  useEffect(() => first(), []);
  return (
    <>
      <div className="flex flex-wrap items-end gap-3 py-2">
        <label className="min-w-0">
          <span className="block text-sm">{say('chart.stored.device')}</span>
          <select className={`${FIELD} max-w-full`} value={stream} onChange={({ target }) => setStream(target.value)}>
            {devices.map((each) => (
              <option key={each.stream} value={each.stream}>
                {nameOf(each, sayQuantity)}
              </option>
            ))}
          </select>
        </label>
        <DateSpan span={span} onSpan={setSpan} />
        <Button primary onClick={take}>
          {say('chart.stored.take')}
        </Button>
      </div>
      <div role="status">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' && run.answer.text === '' ? say('chart.stored.empty') : null}
        {run.state === 'answered' && run.answer.text !== '' ? (
          <p data-testid="readings-taken">
            {say('chart.stored.taken', {
              count: run.answer.readings.length - run.answer.leftOut,
              name: run.answer.name,
              leftOut: run.answer.leftOut,
            })}
          </p>
        ) : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={take} /> : null}
    </>
  );
}

function nameOf(device: Device | undefined, sayQuantity: (name: string) => string): string {
  if (device === undefined) return '';
  return `${device.instrumentName}, ${device.name} (${sayQuantity(device.quantity)}, ${device.unit})`;
}
