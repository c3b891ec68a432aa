// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { NO_CONDITION, rawFileOf, type TypedCondition, type TypedStep } from './worksheet.ts';

/** The fields of one step: what, where, when, with what, in what conditions, with what raw files. */
export function StepFields({
  number,
  step,
  named,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly step: TypedStep;
  /** What the draft names for the result. */
  readonly named: readonly string[];
  readonly onChange: (more: Partial<TypedStep>) => void;
  /** Undefined where it is the only one. */
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  const use = (instrument: string, isUsed: boolean) =>
    onChange({ instruments: named.filter((one) => (one === instrument ? isUsed : step.instruments.includes(one))) });
  return (
    <fieldset
      data-step={number}
      className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4"
    >
      <legend className="font-semibold">{say('gate.work.step', { number })}</legend>
      <TextInput
        label={say('gate.work.what')}
        value={step.what}
        required
        maxLength={400}
        onValue={(what) => onChange({ what })}
      />
      <TextInput
        label={say('gate.work.site')}
        value={step.site}
        required
        maxLength={400}
        onValue={(site) => onChange({ site })}
      />
      <TextInput
        label={say('gate.work.from')}
        type="datetime-local"
        value={step.from}
        required
        onValue={(from) => onChange({ from })}
      />
      <TextInput
        label={say('gate.work.to')}
        type="datetime-local"
        value={step.to}
        required
        onValue={(to) => onChange({ to })}
      />
      <Tick
        label={say('gate.work.unattended')}
        isOn={step.unattended}
        onTick={(unattended) => onChange({ unattended })}
      />
      {named.map((instrument) => (
        <Tick
          key={instrument}
          label={say('gate.work.used', { instrument })}
          isOn={step.instruments.includes(instrument)}
          onTick={(isUsed) => use(instrument, isUsed)}
        />
      ))}
      <TextInput
        label={say('gate.work.others')}
        value={step.others}
        maxLength={2_000}
        onValue={(others) => onChange({ others })}
      />
      <Conditions conditions={step.conditions} onConditions={(conditions) => onChange({ conditions })} />
      <RawFiles step={step} onChange={onChange} />
      {onRemove === undefined ? null : <Button onClick={onRemove}>{say('gate.work.remove')}</Button>}
    </fieldset>
  );
}

/** A word that is true or not. */
export function Tick({
  label,
  isOn,
  onTick,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onTick: (isOn: boolean) => void;
}) {
  return (
    <label className="flex min-h-11 items-center gap-2 rounded-md border border-stone-400 bg-white px-3 has-checked:border-stone-900 has-checked:bg-stone-100">
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-stone-900"
        checked={isOn}
        onChange={({ target }) => onTick(target.checked)}
      />
      {label}
    </label>
  );
}

function Conditions({
  conditions,
  onConditions,
}: {
  readonly conditions: readonly TypedCondition[];
  readonly onConditions: (conditions: readonly TypedCondition[]) => void;
}) {
  const { say } = useWords();
  const change = (at: number, more: Partial<TypedCondition>) =>
    onConditions(conditions.map((one, index) => (index === at ? { ...one, ...more } : one)));
  return (
    <div className="sm:col-span-full">
      {conditions.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names but their places
        <div key={at} data-condition={at} className="mt-2 grid items-end gap-3 sm:grid-cols-3 lg:grid-cols-6">
          {(['quantity', 'unit', 'value', 'from', 'to'] as const).map((part) => (
            <TextInput
              key={part}
              label={say(`gate.work.condition.${part}`)}
              value={condition[part]}
              required={part === 'quantity' || part === 'unit'}
              maxLength={60}
              onValue={(said) => change(at, { [part]: said })}
            />
          ))}
          <Button onClick={() => onConditions(conditions.filter((_, index) => index !== at))}>
            {say('gate.work.condition.remove')}
          </Button>
        </div>
      ))}
      <Button className="mt-2" onClick={() => onConditions([...conditions, NO_CONDITION])}>
        {say('gate.work.condition.add')}
      </Button>
    </div>
  );
}

function RawFiles({
  step: { rawFiles },
  onChange,
}: {
  readonly step: TypedStep;
  readonly onChange: (more: Partial<TypedStep>) => void;
}) {
  const { say } = useWords();
  const [isRefused, setRefused] = useState(false);
  const add = async (files: readonly File[]) => {
    const read = await Promise.all(files.map(rawFileOf));
    const known = read.filter((one) => one !== undefined);
    setRefused(known.length < read.length);
    onChange({ rawFiles: [...rawFiles, ...known] });
  };
  return (
    <div className="sm:col-span-full">
      <FileDrop
        label={say('gate.work.files')}
        hint={say('gate.work.files-hint')}
        choose={say('gate.work.files-choose')}
        multiple
        onFiles={(files) => void add(files)}
        onDrop={(items) => void add([...items.files])}
      />
      {isRefused ? <p role="alert">{say('gate.work.files-refused')}</p> : null}
      <ul className="mt-2 space-y-1">
        {rawFiles.map((file, at) => (
          <li key={`${file.digest} ${file.name}`} className="flex flex-wrap items-center gap-3 wrap-anywhere">
            <span>{file.name}</span>
            <code className="text-xs">{file.digest}</code>
            <Button onClick={() => onChange({ rawFiles: rawFiles.filter((_, index) => index !== at) })}>
              {say('gate.work.files-remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
