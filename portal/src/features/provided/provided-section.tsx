// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { Folded } from '../../components/folded.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { DraftedResult } from '../issue-gate/work.ts';
import { ActForm } from '../session/act-form.tsx';
import { removeProvided } from './provided.ts';
import { ProvidedForm } from './provided-form.tsx';

/** The results of a draft that other laboratories obtained, marked as such, and for who drafts the form to add one. */
export function ProvidedSection({
  stream,
  results,
  party,
  mayDraft,
  onRecorded,
}: {
  readonly stream: string;
  readonly results: readonly DraftedResult[];
  readonly party: string;
  readonly mayDraft: boolean;
  readonly onRecorded: () => void;
}) {
  const { say, sayOr } = useWords();
  const provided = results.flatMap((one) => (one.obtainedBy === undefined ? [] : [{ ...one, by: one.obtainedBy }]));
  if (provided.length === 0 && !mayDraft) return null;
  return (
    <Section id="provided" title={say('provided.title')}>
      {provided.length === 0 ? <p>{say('provided.nothing')}</p> : null}
      <ul className="space-y-3">
        {provided.map(({ result, substance, by }) => (
          <li key={result} data-provided={result} className="rounded-md border border-stone-300 bg-white p-3">
            <p className="flex flex-wrap items-center gap-2 wrap-anywhere">
              <strong>
                {result}: {sayOr(`substance.${substance}`, substance)}
              </strong>
              <Badge mark="open" tone="quiet">
                {say('provided.mark')}
              </Badge>
            </p>
            <p className="wrap-anywhere">
              {say('provided.by', { provider: by.provider, number: by.reportNumber, result: by.result })}
            </p>
            {mayDraft && results.length > 1 ? (
              <ActForm
                name="provided-remove"
                asked={() => ({ stream, name: result })}
                act={removeProvided}
                onDone={onRecorded}
                submit={say('provided.remove')}
              >
                {null}
              </ActForm>
            ) : null}
          </li>
        ))}
      </ul>
      {mayDraft ? (
        <Folded name="provided" title={say('provided.state')}>
          <ProvidedForm {...{ stream, party, onRecorded }} taken={results.map(({ result }) => result)} />
        </Folded>
      ) : null}
    </Section>
  );
}
