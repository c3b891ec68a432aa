// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Instant } from '../../components/instant.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import type { Session } from '../session/session.ts';
import { decide, type Waiting } from './acts.ts';

const VERDICTS = ['approve', 'reject'] as const;

/** What waits for the second person: for whoever proposed it the word that another decides, for the other the decision. */
export function DecisionForm({
  stream,
  waiting,
  session,
  onDecided,
}: {
  readonly stream: string;
  readonly waiting: Waiting;
  readonly session: Session;
  readonly onDecided: () => void;
}) {
  const { say, language } = useWords();
  const [given, setGiven] = useState({ verdict: 'approve' as (typeof VERDICTS)[number], remark: '', password: '' });
  const change = (more: Partial<typeof given>) => setGiven({ ...given, ...more });
  const { action, proposedBy, proposedAt, reason, meaning } = waiting;
  return (
    <div data-waiting={action} className="mt-2 border-l-4 border-blue-700 pl-3">
      <p className="font-medium">
        {say(`logs.waits.${action}`)} <span className="font-normal text-stone-600">{proposedBy}</span>{' '}
        <Instant at={proposedAt} />
      </p>
      {action === 'end' && reason !== undefined ? (
        <p className="wrap-anywhere">{say('logs.choice.reason', { reason })}</p>
      ) : null}
      {proposedBy === session.person ? (
        <p className="text-stone-600" data-testid="another-decides">
          {say('logs.waits.another')}
        </p>
      ) : (
        <ActForm
          name="decision"
          asked={() => ({ ...given, stream, waiting })}
          act={decide}
          onDone={() => {
            change({ password: '' });
            onDecided();
          }}
          submit={say('logs.decision.sign')}
        >
          <Pick
            label={say('logs.decision')}
            value={given.verdict}
            options={VERDICTS}
            nameOf={(verdict) => say(`logs.decision.${verdict}`)}
            onPick={(verdict) => change({ verdict })}
          />
          <TextInput
            label={say('logs.decision.remark')}
            value={given.remark}
            maxLength={4_000}
            onValue={(remark) => change({ remark })}
          />
          <TextInput
            label={say('logs.decision.password')}
            type="password"
            autoComplete="current-password"
            required
            value={given.password}
            onValue={(password) => change({ password })}
          />
          <p className="text-sm text-stone-600 sm:col-span-full">
            {language === 'en' ? null : `${say(`logs.meaning.${action}`)} `}
            <span lang="en">{meaning}</span>
          </p>
        </ActForm>
      )}
    </div>
  );
}
