// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { CalibrationFields } from './calibration-fields.tsx';
import { AWAY_FOR, EVENTS, type Happening, type OwnInstrument, recordHappening } from './on-record.ts';

/** Records what happened to an instrument: calibrated, sent away, returned, withdrawn. */
export function EventForm({
  instruments,
  onRecorded,
}: {
  readonly instruments: readonly OwnInstrument[];
  readonly onRecorded: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Happening>({
    ...{ stream: instruments[0]?.stream ?? '', event: 'calibrated', on: today(new Date()), awayFor: 'calibration' },
    ...{ dueOn: '', certificate: undefined, number: '', laboratory: '', words: '' },
  });
  const change = (more: Partial<Happening>) => setGiven({ ...given, ...more });
  const { event } = given;
  return (
    <ActForm name="event" asked={() => given} act={recordHappening} onDone={onRecorded} submit={say('competence.save')}>
      <Pick
        label={say('instruments.record.instrument')}
        value={given.stream}
        options={instruments.map(({ stream }) => stream)}
        nameOf={(stream) => instruments.find((one) => one.stream === stream)?.name ?? stream}
        onPick={(stream) => change({ stream, certificate: undefined })}
      />
      <Pick
        label={say('instruments.event')}
        value={event}
        options={EVENTS}
        nameOf={(each) => say(`instruments.event.${each}`)}
        onPick={(each) => change({ event: each })}
      />
      <TextInput
        label={say('instruments.record.on')}
        type="date"
        required
        value={given.on}
        onValue={(on) => change({ on })}
      />
      {event === 'calibrated' ? <CalibrationFields given={given} change={change} /> : null}
      {event === 'sent-away' ? (
        <Pick
          label={say('instruments.event.for')}
          value={given.awayFor}
          options={AWAY_FOR}
          nameOf={(each) => say(`instruments.event.for.${each}`)}
          onPick={(awayFor) => change({ awayFor })}
        />
      ) : null}
      {event === 'returned' || event === 'withdrawn' ? (
        <TextInput
          label={say('instruments.event.words')}
          value={given.words}
          required={event === 'withdrawn'}
          maxLength={400}
          onValue={(words) => change({ words })}
        />
      ) : null}
    </ActForm>
  );
}
