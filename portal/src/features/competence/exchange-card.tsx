// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { type Confirming, confirmExchange } from './acts.ts';
import type { Exchange } from './competence.ts';
import { LOOKS } from './looks.ts';

/** One exchange; its host says what became of it. */
export function ExchangeCard({
  exchange,
  isHost,
  onConfirmed,
}: {
  readonly exchange: Exchange;
  readonly isHost: boolean;
  readonly onConfirmed: () => void;
}) {
  const { say, sayOr } = useWords();
  const { person, name, host, place, from, to, purpose, state } = exchange;
  return (
    <li data-exchange={state} className="rounded-md border border-stone-300 bg-white p-3">
      <p className="flex flex-wrap items-center gap-2">
        <strong className="wrap-anywhere">{name ?? person}</strong>
        <Badge {...LOOKS[state === 'took-place' ? 'shown' : 'missing']}>{say(`competence.exchange.${state}`)}</Badge>
      </p>
      <p className="text-sm wrap-anywhere text-stone-600">
        {from} – {to} · {sayOr(`place.${place}`, place)} · {host} · {purpose}
      </p>
      {isHost && state === 'planned' ? <ConfirmForm exchange={exchange} onConfirmed={onConfirmed} /> : null}
    </li>
  );
}

const OUTCOMES = ['took-place', 'did-not-take-place'] as const;

function ConfirmForm({
  exchange: { stream, from, to },
  onConfirmed,
}: {
  readonly exchange: Exchange;
  readonly onConfirmed: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Confirming>({ stream, from, to, outcome: 'took-place', remark: '' });
  const change = (more: Partial<Confirming>) => setGiven({ ...given, ...more });
  return (
    <div className="mt-3">
      <ActForm
        name="confirmation"
        asked={() => given}
        act={confirmExchange}
        onDone={onConfirmed}
        submit={say('competence.exchange.confirm')}
      >
        <Pick
          label={say('competence.outcome')}
          value={given.outcome}
          options={OUTCOMES}
          nameOf={(outcome) => say(`competence.exchange.was.${outcome}`)}
          onPick={(outcome) => change({ outcome })}
        />
        <TextInput
          label={say('competence.from')}
          type="date"
          required
          value={given.from}
          onValue={(day) => change({ from: day })}
        />
        <TextInput
          label={say('competence.to')}
          type="date"
          required
          value={given.to}
          onValue={(day) => change({ to: day })}
        />
        <TextInput
          label={say('competence.exchange.remark')}
          value={given.remark}
          onValue={(remark) => change({ remark })}
        />
      </ActForm>
    </div>
  );
}
