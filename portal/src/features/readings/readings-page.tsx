// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { DateSpan } from '../../components/date-span.tsx';
import { Folded } from '../../components/folded.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { type Device, requestDevices, requestSeries, type Series, type SeriesAsked } from './reading.ts';
import { RegisterDevice } from './register-device.tsx';
import { SeriesView } from './series-view.tsx';

/** What devices of the own instruments signed: by device, drawn through time. */
export function ReadingsPage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('readings.title')}>{say('readings.lead')}</PageTitle>
      <SignedIn>{({ login, roles }) => <Devices key={login} keeps={roles.includes('instrument-keeper')} />}</SignedIn>
    </>
  );
}

function Devices({ keeps }: { readonly keeps: boolean }) {
  const { say } = useWords();
  const { run, again } = useOnce(requestDevices);
  const [picked, setPicked] = useState<string>();
  // What was there stays while it is read again: the form that registered a device says so.
  const [devices, setDevices] = useState<readonly Device[]>();
  useEffect(() => {
    if (run.state === 'answered') setDevices(run.answer);
  }, [run]);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (devices === undefined) return <p role="status">{say('nav.loading')}</p>;
  const device = devices.find(({ stream }) => stream === picked) ?? devices[0];
  return (
    <>
      <Section id="devices" title={say('readings.devices')}>
        {devices.length === 0 ? <p data-testid="no-device">{say('readings.devices.none')}</p> : null}
        <ul className="grid gap-3 md:grid-cols-2">
          {devices.map((each) => (
            <li key={each.stream}>
              <DeviceCard device={each} isPicked={each === device} onPick={() => setPicked(each.stream)} />
            </li>
          ))}
        </ul>
        {keeps ? (
          <Folded name="device" title={say('readings.register.title')}>
            <RegisterDevice onRegistered={again} />
          </Folded>
        ) : null}
      </Section>
      {device === undefined ? null : <ReadingsOf key={device.stream} device={device} />}
    </>
  );
}

function DeviceCard({
  device,
  isPicked,
  onPick,
}: {
  readonly device: Device;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}) {
  const { say, sayQuantity } = useWords();
  const { instrumentName, name, quantity, unit, from, revokedOn } = device;
  return (
    <button
      type="button"
      data-device={name}
      aria-pressed={isPicked}
      onClick={onPick}
      className="h-full w-full rounded-md border border-stone-400 bg-white p-3 text-left hover:bg-stone-100 aria-pressed:border-stone-900 aria-pressed:ring-2 aria-pressed:ring-stone-900"
    >
      <span className="flex flex-wrap items-center gap-2 wrap-anywhere">
        <strong>{instrumentName}</strong>
        <span>{name}</span>
        {revokedOn === undefined ? (
          <Badge mark="passed" tone="proved">
            {say('readings.key.holds')}
          </Badge>
        ) : (
          <Badge mark="broken" tone="broken">
            {say('readings.key.revoked', { on: revokedOn })}
          </Badge>
        )}
      </span>
      <span className="mt-1 block text-sm text-stone-600">
        {sayQuantity(quantity)} ({unit}) · {say('statement.from', { from })}
      </span>
    </button>
  );
}

function ReadingsOf({ device }: { readonly device: Device }) {
  const { say } = useWords();
  const [span, setSpan] = useState({ from: '', to: '' });
  const { run, start } = useRun<SeriesAsked, Series>(requestSeries);
  const ask = (wanted: typeof span) => {
    setSpan(wanted);
    void start({ device, ...wanted });
  };
  const first = useEffectEvent(() => ask(span));
  useEffect(() => first(), []);
  const { revokedOn, distrustedFrom, reason, instrumentName, name } = device;
  return (
    <Section id="readings" title={say('readings.of', { name: `${instrumentName}, ${name}` })}>
      {distrustedFrom === undefined ? null : (
        <p className="mb-3 rounded border border-amber-700 bg-amber-50 p-3 text-amber-950 wrap-anywhere">
          {say('readings.distrusted', { on: revokedOn ?? '', from: distrustedFrom, reason: reason ?? '' })}
        </p>
      )}
      <div className="mb-3 flex flex-wrap gap-3 print:hidden">
        <DateSpan span={span} onSpan={ask} />
      </div>
      <div role="status">{run.state === 'running' ? <p className="text-stone-600">{say('nav.loading')}</p> : null}</div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => ask(span)} /> : null}
      {run.state === 'answered' ? <SeriesView device={device} series={run.answer} /> : null}
    </Section>
  );
}
