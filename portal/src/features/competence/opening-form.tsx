// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { FUNCTIONS, openFile, type Work } from './acts.ts';

/** Opens the file of a person of the own organisation. */
export function OpeningForm({ onOpened }: { readonly onOpened: () => void }) {
  const { say } = useWords();
  const [person, setPerson] = useState('');
  const [name, setName] = useState('');
  const [functions, setFunctions] = useState<readonly Work[]>(['test']);
  return (
    <ActForm
      name="file"
      asked={() => (functions.length === 0 ? undefined : { person: person.trim(), name, functions })}
      act={openFile}
      onDone={onOpened}
      submit={say('competence.open')}
    >
      <TextInput label={say('competence.account')} value={person} required maxLength={200} onValue={setPerson} />
      <TextInput label={say('competence.name')} value={name} maxLength={200} onValue={setName} />
      <fieldset className="sm:col-span-full">
        <legend className="text-sm">{say('competence.functions')}</legend>
        <div className="mt-1 flex flex-wrap gap-2">
          {FUNCTIONS.map((work) => (
            <label
              key={work}
              className="flex min-h-11 items-center gap-2 rounded-md border border-stone-400 bg-white px-3 has-checked:border-stone-900 has-checked:bg-stone-100"
            >
              <input
                type="checkbox"
                className="size-4 accent-stone-900"
                checked={functions.includes(work)}
                onChange={({ target }) =>
                  setFunctions(FUNCTIONS.filter((one) => (one === work ? target.checked : functions.includes(one))))
                }
              />
              {say(`competence.function.${work}`)}
            </label>
          ))}
        </div>
      </fieldset>
    </ActForm>
  );
}
