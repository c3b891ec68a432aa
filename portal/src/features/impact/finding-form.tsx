// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import type { Finding } from './case.ts';
import { type Certificate, requestCertificates } from './certificates.ts';
import { FoundTable } from './found-table.tsx';

/** That a reference was found off: the certificate that shows it, the last good one, why, and until when to reply. */
export function FindingForm({
  name,
  standard: fixed,
  act,
  submit,
  onSubmitted,
}: {
  readonly name: string;
  /** The reference of the case, where it is one already. */
  readonly standard?: string;
  readonly act: (finding: Finding, signal: AbortSignal) => Promise<true>;
  readonly submit: string;
  readonly onSubmitted: () => void;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, readonly Certificate[]>(requestCertificates);
  // A certificate that says what it found leads here, with the name of its thing.
  const [named] = useChoice('thing');
  const [typed, setTyped] = useState(fixed ?? named ?? '');
  const ask = useEffectEvent(() => void start(typed));
  useEffect(() => ask(), []);
  return (
    <>
      {fixed === undefined ? (
        <form
          className="my-3 flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void start(typed.trim());
          }}
        >
          <TextInput label={say('impact.raise.name')} value={typed} maxLength={400} onValue={setTyped} />
          <Button type="submit">{say('impact.raise.find')}</Button>
        </form>
      ) : null}
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
      {run.state === 'answered' ? (
        <Certificates {...{ name, act, submit, onSubmitted }} certificates={run.answer} />
      ) : null}
    </>
  );
}

function Certificates({
  certificates,
  name,
  act,
  submit,
  onSubmitted,
}: {
  readonly certificates: readonly Certificate[];
  readonly name: string;
  readonly act: (finding: Finding, signal: AbortSignal) => Promise<true>;
  readonly submit: string;
  readonly onSubmitted: () => void;
}) {
  const { say } = useWords();
  // Of a thing that was calibrated once nobody can say that it was good before it was found off.
  const things = [...Map.groupBy(certificates, ({ thing }) => thing)].filter(([, all]) => all.length > 1);
  const [wanted = ''] = useChoice('found');
  const [given, setGiven] = useState({
    ...{ thing: certificates.find(({ id }) => id === wanted)?.thing ?? '', found: wanted },
    ...{ good: '', reason: '', replyBy: '' },
  });
  const change = (more: Partial<typeof given>) => setGiven({ ...given, ...more });
  const [thing, all = []] = things.find(([each]) => each === given.thing) ?? things[0] ?? [''];
  const finders = all.filter(({ from }) => all.some((other) => other.from < from));
  const found = finders.find(({ id }) => id === given.found) ?? finders[0];
  const before = all.filter(({ from }) => found !== undefined && from < found.from);
  const good = before.find(({ id }) => id === given.good) ?? before[0];
  if (found === undefined || good === undefined) return <p data-testid="no-pair">{say('impact.raise.none')}</p>;
  const nameOf = (id: string) => {
    const one = all.find((each) => each.id === id);
    return one === undefined ? id : `${one.number} (${one.from})`;
  };
  return (
    <ActForm
      name={name}
      asked={() => ({
        ...{ standard: thing, asFound: found, lastGood: good },
        ...{ reason: given.reason, replyBy: given.replyBy },
      })}
      act={act}
      onDone={() => {
        change({ reason: '' });
        onSubmitted();
      }}
      submit={submit}
    >
      <Pick
        label={say('impact.raise.reference')}
        value={thing}
        options={things.map(([each]) => each)}
        nameOf={(each) => each}
        onPick={(each) => change({ thing: each, found: '', good: '' })}
      />
      <Pick
        label={say('impact.raise.found')}
        value={found.id}
        options={finders.map(({ id }) => id)}
        nameOf={nameOf}
        onPick={(id) => change({ found: id, good: '' })}
      />
      <Pick
        label={say('impact.raise.good')}
        value={good.id}
        options={before.map(({ id }) => id)}
        nameOf={nameOf}
        onPick={(id) => change({ good: id })}
      />
      <div className="min-w-0 sm:col-span-full">
        <FoundTable found={found} good={good} />
      </div>
      <TextInput
        label={say('impact.reason')}
        value={given.reason}
        required
        maxLength={2_000}
        onValue={(reason) => change({ reason })}
      />
      <TextInput
        label={say('impact.reply-by')}
        type="date"
        required
        value={given.replyBy}
        onValue={(replyBy) => change({ replyBy })}
      />
    </ActForm>
  );
}
