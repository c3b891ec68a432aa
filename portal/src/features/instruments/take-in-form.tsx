// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { PLACES } from '../ask/place-picker.tsx';
import { ActForm } from '../session/act-form.tsx';
import { type TakingIn, takeInInstrument } from './on-record.ts';

const EMPTY = { name: '', category: '', manufacturer: '', model: '', serialNumber: '', madeIn: '' };
const WORDS = ['category', 'manufacturer', 'model', 'serialNumber'] as const;

/** Takes an instrument of the own organisation in. */
export function TakeInForm({ onTaken }: { readonly onTaken: () => void }) {
  const { say, sayOr } = useWords();
  const [given, setGiven] = useState<TakingIn>({ ...EMPTY, on: today(new Date()), place: PLACES[0] });
  const change = (more: Partial<TakingIn>) => setGiven({ ...given, ...more });
  return (
    <ActForm
      name="take-in"
      asked={() => given}
      act={takeInInstrument}
      onDone={onTaken}
      submit={say('instruments.take-in')}
    >
      <TextInput
        label={say('instruments.record.name')}
        value={given.name}
        required
        maxLength={400}
        onValue={(name) => change({ name })}
      />
      {WORDS.map((word) => (
        <TextInput
          key={word}
          label={say(`instruments.record.${word}`)}
          value={given[word]}
          maxLength={400}
          onValue={(value) => change({ [word]: value })}
        />
      ))}
      <TextInput
        label={say('instruments.record.madeIn')}
        value={given.madeIn}
        maxLength={2}
        onValue={(madeIn) => change({ madeIn: madeIn.toUpperCase() })}
      />
      <Pick
        label={say('instruments.record.place')}
        value={given.place}
        options={PLACES}
        nameOf={(place) => sayOr(`place.${place}`, place)}
        onPick={(place) => change({ place })}
      />
      <TextInput
        label={say('instruments.record.on')}
        type="date"
        required
        value={given.on}
        onValue={(on) => change({ on })}
      />
    </ActForm>
  );
}
