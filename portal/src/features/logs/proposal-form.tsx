// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { FIELD } from '../../components/field.ts';
import { Labelled } from '../../components/labelled.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { type Proposing, propose } from './acts.ts';

/** Proposes to the other administrator that the node follow a log, or ask a witness. */
export function ProposalForm({ act, onProposed }: { readonly act: Proposing['act']; readonly onProposed: () => void }) {
  const { say } = useWords();
  const empty: Proposing = { act, origin: '', url: '', vkey: '', policy: '', reason: '' };
  const [given, setGiven] = useState(empty);
  const change = (more: Partial<Proposing>) => setGiven({ ...given, ...more });
  const isLog = act === 'follow-log';
  return (
    <ActForm
      name={act}
      asked={() => given}
      act={propose}
      onDone={() => {
        setGiven(empty);
        onProposed();
      }}
      submit={say('logs.propose')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say(`logs.propose.${isLog ? 'log' : 'witness'}.lead`)}</p>
      {isLog ? (
        <TextInput
          label={say('logs.propose.origin')}
          value={given.origin}
          required
          maxLength={300}
          onValue={(origin) => change({ origin })}
        />
      ) : null}
      <TextInput
        label={say('logs.propose.url')}
        value={given.url}
        required
        maxLength={300}
        onValue={(url) => change({ url })}
      />
      <TextInput label={say('logs.propose.vkey')} value={given.vkey} required onValue={(vkey) => change({ vkey })} />
      {isLog ? (
        <div className="sm:col-span-full">
          <Labelled label={say('logs.propose.policy')}>
            <textarea
              className={`${FIELD} w-full font-mono text-sm`}
              rows={4}
              maxLength={16_000}
              value={given.policy}
              onChange={({ target }) => change({ policy: target.value })}
            />
          </Labelled>
        </div>
      ) : null}
      <div className="sm:col-span-full">
        <TextInput
          label={say('logs.reason')}
          value={given.reason}
          required
          maxLength={2_000}
          onValue={(reason) => change({ reason })}
        />
      </div>
    </ActForm>
  );
}
