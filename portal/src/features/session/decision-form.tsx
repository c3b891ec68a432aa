// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
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
  heading,
  other,
  meaning,
}: {
  readonly waiting: Waiting;
  /** Where the decision is handed in. */
  readonly path: string;
  readonly mayDecide: boolean;
  readonly onDecided: () => void;
  /** What waits, where more is to be said than who proposed it when. */
  readonly heading?: ReactNode;
  /** What whoever may not decide is told. */
  readonly other?: string;
  /** What the signature means in the reader's words; what is signed are those of the record. */
  readonly meaning?: string;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Deciding>({ verdict: 'approve', remark: '', password: '' });
  const change = (more: Partial<Deciding>) => setGiven({ ...given, ...more });
  return (
    <div
      data-proposal={waiting.proposal}
      data-waiting={waiting.action}
      className="mt-3 rounded-md border-2 border-stone-400 bg-white p-3"
    >
      {heading ?? (
        <p className="wrap-anywhere">
          {say('decision.waits', { person: waiting.proposedBy, at: formatInstant(waiting.proposedAt) })}
        </p>
      )}
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
          <TextInput
            label={say('decision.remark')}
            value={given.remark}
            maxLength={4_000}
            onValue={(remark) => change({ remark })}
          />
          <TextInput
            label={say('decision.password')}
            type="password"
            autoComplete="current-password"
            required
            value={given.password}
            onValue={(password) => change({ password })}
          />
          <p className="text-sm wrap-anywhere text-stone-600 sm:col-span-full">
            {meaning} <span lang="en">{waiting.meaning}</span>
          </p>
        </ActForm>
      ) : (
        <p className="text-sm text-stone-600" data-testid="another-decides">
          {other ?? say('decision.other')}
        </p>
      )}
    </div>
  );
}
