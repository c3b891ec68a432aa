// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useState } from 'react';
import type { DossierFile, Question } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import type { MessageId } from '../../messages/en.ts';
import { useWords } from '../../messages/use-words.ts';
import { DossierDrop } from './dossier-drop.tsx';
import { ExamplePicker } from './example-picker.tsx';
import { PlacePicker } from './place-picker.tsx';
import type { Examples } from './use-examples.ts';

/** The question as it stands in the form. */
export interface Draft {
  readonly example: string | undefined;
  readonly files: readonly DossierFile[];
  readonly markets: readonly string[];
  readonly on: string;
}

/** The question: about what, where, on which day. */
export function AskForm({
  draft,
  onDraft,
  onAsk,
  examples,
  running,
}: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onAsk: (question: Question) => void;
  readonly examples: Examples;
  readonly running: boolean;
}) {
  const { say } = useWords();
  const [missing, setMissing] = useState<MessageId | undefined>(undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const asked = toQuestion(draft);
    if (typeof asked === 'string') {
      setMissing(asked);
      return;
    }
    setMissing(undefined);
    onAsk(asked);
  }

  return (
    <form onSubmit={submit} noValidate className="rounded-lg border border-stone-300 bg-white p-4 sm:p-6 print:hidden">
      <fieldset>
        <legend className="text-lg font-semibold">{say('ask.about')}</legend>
        <div className="mt-2 grid gap-4 md:grid-cols-2">
          <ExamplePicker
            examples={examples}
            chosen={draft.files.length > 0 ? undefined : draft.example}
            onPick={(example) =>
              onDraft({
                ...draft,
                files: [],
                example: example?.folder,
                ...(example === undefined ? {} : { on: example.on, markets: example.markets }),
              })
            }
          />
          <DossierDrop files={draft.files} onFiles={(files) => onDraft({ ...draft, files, example: undefined })} />
        </div>
      </fieldset>
      <div className="mt-5 flex flex-wrap items-end gap-x-8 gap-y-4">
        <PlacePicker chosen={draft.markets} onChange={(markets) => onDraft({ ...draft, markets })} />
        <label className="block">
          <span className="block text-sm font-medium">{say('ask.on')}</span>
          <input
            type="date"
            value={draft.on}
            onChange={(event) => onDraft({ ...draft, on: event.target.value })}
            className="mt-1 min-h-11 rounded-md border border-stone-400 bg-white px-3"
          />
        </label>
        <Button type="submit" primary disabled={running} className="px-8">
          {say('ask.run')}
        </Button>
      </div>
      <p role="alert" className={missing === undefined ? 'sr-only' : 'mt-3 font-medium text-amber-900'}>
        {missing === undefined ? '' : say(missing)}
      </p>
    </form>
  );
}

/** A question that can be sent, or the message that says what is missing. */
export function toQuestion({ example, files, markets, on }: Draft): Question | MessageId {
  if (files.length === 0 && example === undefined) return 'ask.need.about';
  if (markets.length === 0) return 'ask.need.place';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return 'ask.need.day';
  return { about: files.length > 0 ? { files } : { example: example as string }, markets, on };
}
