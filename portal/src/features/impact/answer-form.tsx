// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Folded } from '../../components/folded.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { ANSWERS, type Answering, answerHit, type ImpactHit } from './notice.ts';

type Given = Omit<Answering, 'stream' | 'party' | 'hit'>;

/** What was found out about one own hit: who answers says why, and of a recall by which statement. */
export function AnswerForm({
  hit,
  stream,
  party,
  onAnswered,
}: {
  readonly hit: ImpactHit;
  readonly stream: string;
  readonly party: string;
  readonly onAnswered: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Given>({
    ...{ answer: hit.answer?.answer ?? 'reviewed', because: '', correction: '' },
  });
  const change = (more: Partial<typeof given>) => setGiven({ ...given, ...more });
  // An instrument in a list has no paper that could be taken back.
  const answers = hit.kind === 'instrument' ? ANSWERS.filter((answer) => answer !== 'recalled') : ANSWERS;
  return (
    <Folded
      name={`answer-${hit.name}`}
      title={say(hit.answer === undefined ? 'impact.answer.give' : 'impact.answer.change')}
    >
      <ActForm
        name="impact-answer"
        asked={() => ({ ...given, because: given.because.trim(), stream, party, hit: hit.id })}
        act={answerHit}
        onDone={() => {
          change({ because: '', correction: '' });
          onAnswered();
        }}
        submit={say('impact.answer.send')}
      >
        <div className="sm:col-span-full">
          <Pick
            label={say('impact.answer')}
            value={given.answer}
            options={answers}
            nameOf={(answer) => say(`impact.answer.as.${answer}`)}
            onPick={(answer) => change({ answer })}
          />
        </div>
        <div className="sm:col-span-full">
          <TextInput
            label={say('impact.answer.because')}
            value={given.because}
            required
            maxLength={2_000}
            onValue={(because) => change({ because })}
          />
        </div>
        {given.answer === 'recalled' ? (
          <div className="sm:col-span-full">
            <TextInput
              label={say(hit.kind === 'lot' ? 'impact.answer.recall' : 'impact.answer.correction')}
              value={given.correction}
              required
              onValue={(correction) => change({ correction })}
            />
          </div>
        ) : null}
        <p className="text-sm text-stone-600 sm:col-span-full">{say(`impact.answer.means.${given.answer}`)}</p>
      </ActForm>
    </Folded>
  );
}
