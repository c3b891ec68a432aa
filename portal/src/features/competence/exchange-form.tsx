// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { PLACES } from '../ask/place-picker.tsx';
import { ActForm } from '../session/act-form.tsx';
import { planExchange, type Planning } from './acts.ts';
import type { CompetenceFile } from './competence.ts';

/** Plans that a person works for a while at an institute in another place. */
export function ExchangeForm({
  files,
  onPlanned,
}: {
  readonly files: readonly CompetenceFile[];
  readonly onPlanned: () => void;
}) {
  const { say, sayOr } = useWords();
  const [plan, setPlan] = useState<Planning>({
    ...{ person: files[0]?.person ?? '', host: '', place: 'HK', from: '', to: '', purpose: '' },
  });
  const change = (more: Partial<Planning>) => setPlan({ ...plan, ...more });
  return (
    <ActForm
      name="exchange"
      asked={() => ({ ...plan, host: plan.host.trim() })}
      act={planExchange}
      onDone={onPlanned}
      submit={say('competence.exchange.plan')}
    >
      <Pick
        label={say('competence.person')}
        value={plan.person}
        options={files.map(({ person }) => person)}
        nameOf={(person) => files.find((file) => file.person === person)?.name ?? person}
        onPick={(person) => change({ person })}
      />
      <TextInput label={say('competence.host')} value={plan.host} required onValue={(host) => change({ host })} />
      <Pick
        label={say('competence.place')}
        value={plan.place}
        options={PLACES}
        nameOf={(place) => sayOr(`place.${place}`, place)}
        onPick={(place) => change({ place })}
      />
      <TextInput
        label={say('competence.from')}
        type="date"
        required
        value={plan.from}
        onValue={(from) => change({ from })}
      />
      <TextInput label={say('competence.to')} type="date" required value={plan.to} onValue={(to) => change({ to })} />
      <TextInput
        label={say('competence.purpose')}
        required
        value={plan.purpose}
        onValue={(purpose) => change({ purpose })}
      />
    </ActForm>
  );
}
