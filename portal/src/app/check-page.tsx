// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import type { Question } from '../api/client.ts';
import { Button } from '../components/button.tsx';
import { AskForm, type Draft, toQuestion } from '../features/ask/ask-form.tsx';
import { PLACES } from '../features/ask/place-picker.tsx';
import { Beginnings } from '../features/ask/beginnings.tsx';
import { useExamples } from '../features/ask/use-examples.ts';
import { ProblemView } from '../features/problem/problem-view.tsx';
import { useWords } from '../messages/use-words.ts';
import { goTo, useAddress } from './address.ts';
import { Answer } from './answer.tsx';
import { today } from './today.ts';
import { useCheck } from './use-check.ts';

/** The main job: the question, then the answer. A question about an example lives in the address and can be sent on. */
export function CheckPage() {
  const address = useAddress();
  const { example, markets, on, cell } = address;
  const examples = useExamples();
  const { run, start, cancel } = useCheck();
  const [draft, setDraft] = useState<Draft>(() => ({
    example,
    files: [],
    markets: markets ?? PLACES,
    on: on ?? today(new Date()),
  }));
  const asked = example === undefined ? undefined : `${example} ${markets?.join(',') ?? ''} ${on ?? ''}`;

  const askAddress = useEffectEvent(() => {
    if (example === undefined) return;
    const next: Draft = { example, files: [], markets: markets ?? PLACES, on: on ?? draft.on };
    setDraft(next);
    const question = toQuestion(next);
    if (typeof question !== 'string') void start(question);
  });
  useEffect(() => {
    if (asked !== undefined) askAddress();
  }, [asked]);

  function ask(question: Question): void {
    if (!('example' in question.about)) {
      goTo({});
      void start(question);
      return;
    }
    const next = { example: question.about.example, markets: question.markets, on: question.on };
    // The same question again changes no address, so nothing would follow it.
    if (asked === `${next.example} ${next.markets.join(',')} ${next.on}`) void start(question);
    goTo(next);
  }

  const again = toQuestion(draft);
  return (
    <>
      <AskForm draft={draft} onDraft={setDraft} onAsk={ask} examples={examples} running={run.state === 'running'} />
      {run.state === 'idle' ? <Beginnings examples={examples} /> : null}
      <Progress draft={draft} run={run} onCancel={cancel} />
      {run.state === 'failed' ? (
        <ProblemView problem={run.problem} onAgain={typeof again === 'string' ? undefined : () => void start(again)} />
      ) : null}
      {run.state === 'answered' ? (
        <Answer
          verdict={run.answer}
          open={cell}
          onOpen={(opened) => {
            const { cell: _, ...rest } = address;
            if (opened === undefined) goTo(rest, 'replace');
            else goTo({ ...rest, cell: { place: opened.place, topic: opened.topic } });
          }}
        />
      ) : null}
    </>
  );
}

function Progress({
  draft,
  run,
  onCancel,
}: {
  readonly draft: Draft;
  readonly run: ReturnType<typeof useCheck>['run'];
  readonly onCancel: () => void;
}) {
  const { say, sayOr } = useWords();
  const what = draft.files.length > 0 ? say('ask.files') : sayOr(`example.${draft.example ?? ''}`, draft.example ?? '');
  const places = draft.markets.map((place) => sayOr(`place.${place}`, place)).join(', ');
  return (
    <div role="status" aria-live="polite">
      {run.state === 'running' ? (
        <div className="mt-6 rounded-lg border border-stone-300 bg-white p-4" data-testid="progress">
          <p className="font-medium">{say('ask.running', { what, places, on: draft.on })}</p>
          <p className="text-sm text-stone-600">{say('ask.running.hint')}</p>
          <progress className="mt-3 block h-2 w-full accent-stone-800" aria-label={say('ask.run')} />
          <Button className="mt-3" onClick={onCancel}>
            {say('ask.cancel')}
          </Button>
        </div>
      ) : null}
      {run.state === 'answered' ? <p className="sr-only">{say('ask.done', run.answer.summary)}</p> : null}
    </div>
  );
}
