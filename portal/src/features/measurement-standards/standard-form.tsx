// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { CERTAINTIES, LEVELS, type Measure, proposeStandard, REALISED_BY, type Standard } from './standard.ts';

const NO_MEASURE: Measure = {
  ...{ quantity: '', from: '', to: '', unit: '', uncertainty: '', uncertaintyUnit: '', factor: '2' },
};
const NOTHING: Omit<Standard, 'from' | 'measures'> = {
  ...{ certificateNumber: '', standard: '', level: 'public', place: '', keeper: '', keeperName: '', law: '' },
  ...{ provision: '', certainty: 'read', demonstration: false, by: 'artefact', description: '', constants: '', to: '' },
};
const LONG = 400;

/** What the authority attests of one measurement standard. */
export function StandardForm({ onProposed }: { readonly onProposed: () => void }) {
  const { say } = useWords();
  const [given, setGiven] = useState<Omit<Standard, 'measures'>>({ ...NOTHING, from: today(new Date()) });
  const [measures, setMeasures] = useState([{ key: 0, measure: NO_MEASURE }]);
  const change = (more: Partial<Standard>) => setGiven({ ...given, ...more });
  const line = (
    name: 'standard' | 'certificateNumber' | 'keeperName' | 'keeper' | 'place' | 'law' | 'description' | 'constants',
    label: string,
  ) => (
    <TextInput
      name={name}
      label={label}
      value={given[name]}
      required
      maxLength={LONG}
      onValue={(value) => change({ [name]: value })}
    />
  );
  return (
    <ActForm
      name="standard"
      asked={() => ({ ...given, measures: measures.map(({ measure }) => measure) })}
      act={proposeStandard}
      onDone={onProposed}
      submit={say('standards.send')}
    >
      {line('standard', say('standards.standard'))}
      {line('certificateNumber', say('standards.number'))}
      <Pick
        label={say('standards.level')}
        value={given.level}
        options={LEVELS}
        nameOf={(level) => say(`standards.level.${level}`)}
        onPick={(level) => change({ level })}
      />
      {line('keeperName', say('standards.keeper-name'))}
      {line('keeper', say('standards.keeper'))}
      {line('place', say('standards.place'))}
      {line('law', say('standards.law'))}
      <TextInput
        name="provision"
        label={say('standards.provision')}
        value={given.provision}
        maxLength={LONG}
        onValue={(provision) => change({ provision })}
      />
      <Pick
        label={say('standards.certainty')}
        value={given.certainty}
        options={CERTAINTIES}
        nameOf={(certainty) => say(`standards.certainty.${certainty}`)}
        onPick={(certainty) => change({ certainty })}
      />
      <Pick
        label={say('standards.by')}
        value={given.by}
        options={REALISED_BY}
        nameOf={(by) => say(`standards.by.${by}`)}
        onPick={(by) => change({ by })}
      />
      {line('description', say('standards.description'))}
      {given.by === 'intrinsic' ? line('constants', say('standards.constants')) : null}
      {measures.map(({ key, measure }) => (
        <MeasureFields
          key={key}
          measure={measure}
          onChange={(more) =>
            setMeasures(measures.map((one) => (one.key === key ? { key, measure: { ...one.measure, ...more } } : one)))
          }
          onRemove={measures.length === 1 ? undefined : () => setMeasures(measures.filter((one) => one.key !== key))}
        />
      ))}
      <Button
        onClick={() =>
          setMeasures([...measures, { key: Math.max(...measures.map(({ key }) => key)) + 1, measure: NO_MEASURE }])
        }
      >
        {say('standards.measure.add')}
      </Button>
      <TextInput
        name="from"
        label={say('standards.from')}
        type="date"
        required
        value={given.from}
        onValue={(from) => change({ from })}
      />
      <TextInput name="to" label={say('standards.to')} type="date" value={given.to} onValue={(to) => change({ to })} />
      <label className="flex min-h-11 items-center gap-2 sm:col-span-full">
        <input
          type="checkbox"
          className="size-4 accent-stone-900"
          checked={given.demonstration}
          onChange={({ target }) => change({ demonstration: target.checked })}
        />
        {say('standards.demonstration')}
      </label>
    </ActForm>
  );
}

const CELLS = ['quantity', 'from', 'to', 'unit', 'uncertainty', 'uncertaintyUnit', 'factor'] as const;

function MeasureFields({
  measure,
  onChange,
  onRemove,
}: {
  readonly measure: Measure;
  readonly onChange: (more: Partial<Measure>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  return (
    <fieldset className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4">
      <legend className="text-sm font-medium">{say('standards.measure')}</legend>
      {CELLS.map((cell) => (
        <TextInput
          key={cell}
          name={`measure-${cell}`}
          label={say(`standards.measure.${cell}`)}
          value={measure[cell]}
          required
          maxLength={200}
          onValue={(value) => onChange({ [cell]: value })}
        />
      ))}
      {onRemove === undefined ? null : <Button onClick={onRemove}>{say('standards.measure.remove')}</Button>}
    </fieldset>
  );
}
