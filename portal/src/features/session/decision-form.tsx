// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { formatInstant } from '../../components/format-instant.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from './act-form.tsx';
import { decide, type Deciding, type Waiting } from './waiting.ts';

const VERDICTS = ['approve', 'reject'] as const;

/** What waits for a second person: who proposed it, and for who may decide, the form to sign or reject it. */
export function DecisionForm({
  waiting,
  path,
  mayDecide,
  onDecided,
}: {
  readonly waiting: Waiting;
  /** Where the decision is handed in. */
  readonly path: string;
  readonly mayDecide: boolean;
  readonly onDecided: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Deciding>({ verdict: 'approve', remark: '', password: '' });
  const change = (more: Partial<Deciding>) => setGiven({ ...given, ...more });
  return (
    <div data-proposal={waiting.proposal} className="mt-3 rounded-md border-2 border-stone-400 bg-white p-3">
      <p className="wrap-anywhere">
        {say('decision.waits', { person: waiting.proposedBy, at: formatInstant(waiting.proposedAt) })}
      </p>
      {mayDecide ? (
        <ActForm
          name="decision"
          asked={() => ({ ...given, path, waiting })}
          act={decide}
          onDone={() => {
            change({ password: '' });
            onDecided();
          }}
          submit={say(`decision.${given.verdict}`)}
        >
          <Pick
            label={say('decision.verdict')}
            value={given.verdict}
            options={VERDICTS}
            nameOf={(verdict) => say(`decision.${verdict}`)}
            onPick={(verdict) => change({ verdict })}
          />
          <TextInput label={say('decision.remark')} value={given.remark} onValue={(remark) => change({ remark })} />
          <TextInput
            label={say('decision.password')}
            type="password"
            autoComplete="current-password"
            required
            value={given.password}
            onValue={(password) => change({ password })}
          />
          <p lang="en" className="text-sm wrap-anywhere text-stone-600 sm:col-span-full">
            {waiting.meaning}
          </p>
        </ActForm>
      ) : (
        <p className="text-sm text-stone-600">{say('decision.other')}</p>
      )}
    </div>
  );
}
