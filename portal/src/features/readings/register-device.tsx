// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { record } from '../../api/record.ts';
import { today } from '../../app/today.ts';
import { useOnce } from '../../app/use-once.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { type OwnInstrument, requestOnRecord } from '../instruments/on-record.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';

/** What the signature means, word for word as the server asks for it. */
const MEANING = 'I register this key as that of the device: what it signs counts as read by the instrument.';

interface Registering {
  readonly instrument: string;
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly key: string;
  readonly from: string;
  readonly password: string;
}

function registerDevice({ password, ...registration }: Registering, signal: AbortSignal): Promise<true> {
  const reauthentication = { method: 'password', password, meaning: MEANING };
  return record('/api/instrument-devices', { ...registration, reauthentication }, signal);
}

/** Registers a device of an own instrument with the public key that signs its readings; signed by the password. */
export function RegisterDevice({ onRegistered }: { readonly onRegistered: () => void }) {
  const { say } = useWords();
  const { run, again } = useOnce((_, signal) => requestOnRecord(undefined, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  if (run.answer.items.length === 0) return <p>{say('instruments.record.none')}</p>;
  return <DeviceForm instruments={run.answer.items} onRegistered={onRegistered} />;
}

function DeviceForm({
  instruments,
  onRegistered,
}: {
  readonly instruments: readonly OwnInstrument[];
  readonly onRegistered: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Registering>({
    ...{ instrument: instruments[0]?.stream ?? '', name: '', quantity: '', unit: '', key: '' },
    ...{ from: today(new Date()), password: '' },
  });
  const change = (more: Partial<Registering>) => setGiven({ ...given, ...more });
  return (
    <ActForm
      name="device"
      asked={() => ({ ...given, key: given.key.trim() })}
      act={registerDevice}
      onDone={() => {
        change({ password: '' });
        onRegistered();
      }}
      submit={say('readings.register')}
    >
      <Pick
        label={say('instruments.record.instrument')}
        value={given.instrument}
        options={instruments.map(({ stream }) => stream)}
        nameOf={(stream) => instruments.find((one) => one.stream === stream)?.name ?? stream}
        onPick={(instrument) => change({ instrument })}
      />
      {(['name', 'quantity', 'unit'] as const).map((word) => (
        <TextInput
          key={word}
          label={say(`readings.register.${word}`)}
          value={given[word]}
          required
          maxLength={200}
          onValue={(value) => change({ [word]: value })}
        />
      ))}
      <TextInput
        label={say('readings.register.key')}
        value={given.key}
        required
        maxLength={200}
        onValue={(key) => change({ key })}
      />
      <TextInput
        label={say('readings.register.from')}
        type="date"
        required
        value={given.from}
        onValue={(from) => change({ from })}
      />
      <TextInput
        label={say('readings.register.password')}
        type="password"
        autoComplete="current-password"
        required
        value={given.password}
        onValue={(password) => change({ password })}
      />
      <p lang="en" className="text-sm text-stone-600 sm:col-span-full">
        {MEANING}
      </p>
    </ActForm>
  );
}
