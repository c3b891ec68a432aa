// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import type { Example } from '../../api/client.ts';
import { useWords } from '../../messages/use-words.ts';
import type { Examples } from './use-examples.ts';

/** The examples as one list; sound ones first, as the server gives them. */
export function ExamplePicker({
  examples,
  chosen,
  onPick,
}: {
  readonly examples: Examples;
  readonly chosen: string | undefined;
  readonly onPick: (example: Example | undefined) => void;
}) {
  const { say, sayOr } = useWords();
  const id = useId();
  const known = examples.state === 'ready' ? examples.examples : [];
  const note =
    examples.state === 'loading'
      ? say('ask.example.loading')
      : examples.state === 'failed'
        ? say('problem.EXAMPLES')
        : known.length === 0
          ? say('ask.example.none')
          : say('app.demonstration');
  return (
    <div className="rounded-md border border-stone-300 bg-stone-50 p-4">
      <label htmlFor={id} className="font-medium">
        {say('ask.example')}
      </label>
      <select
        id={id}
        value={chosen ?? ''}
        disabled={known.length === 0}
        aria-describedby={`${id}-note`}
        onChange={(event) => onPick(known.find(({ folder }) => folder === event.target.value))}
        className="mt-2 block min-h-11 w-full rounded-md border border-stone-400 bg-white px-3"
      >
        <option value="">{say('ask.example.pick')}</option>
        {known.map(({ folder, title }) => (
          <option key={folder} value={folder}>
            {sayOr(`example.${folder}`, title)}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className="mt-2 text-sm text-stone-600">
        {note}
      </p>
    </div>
  );
}
