// SPDX-License-Identifier: Apache-2.0
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Reference, requestReferences } from './references.ts';
import type { TypedReference } from './typed.ts';

/** A standard that was used: its name, and what on record shows it. */
export function ReferenceFields({
  reference: { standard, shownBy },
  onChange,
  onRemove,
}: {
  readonly reference: TypedReference;
  readonly onChange: (more: Partial<TypedReference>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, readonly Reference[]>(requestReferences);
  const found = run.state === 'answered' ? run.answer : [];
  return (
    <fieldset
      data-reference={standard}
      className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4"
    >
      <legend className="font-semibold">{say('calibrations.reference')}</legend>
      <TextInput
        name="reference-standard"
        label={say('calibrations.reference.standard')}
        value={standard}
        maxLength={400}
        // What showed another standard does not show this one.
        onValue={(value) => onChange({ standard: value, shownBy: undefined })}
      />
      <Button disabled={standard.trim() === ''} onClick={() => void start(standard.trim())}>
        {say('calibrations.reference.find')}
      </Button>
      {found.length === 0 ? null : (
        <Pick
          label={say('calibrations.reference.by')}
          value={shownBy?.id ?? ''}
          options={['', ...found.map(({ id }) => id)]}
          nameOf={(id) => {
            const one = found.find((each) => each.id === id);
            return one === undefined ? say('calibrations.reference.none') : `${one.number} (${one.from})`;
          }}
          onPick={(id) => onChange({ shownBy: found.find((each) => each.id === id) })}
        />
      )}
      {onRemove === undefined ? null : <Button onClick={onRemove}>{say('calibrations.reference.remove')}</Button>}
      <p role="status" className="text-sm text-stone-600 sm:col-span-full">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' && found.length === 0 ? say('calibrations.reference.nothing') : null}
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </fieldset>
  );
}
