// SPDX-License-Identifier: Apache-2.0
import { Fragment, useEffect, useEffectEvent, useState } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Folded } from '../../components/folded.tsx';
import { formatInstant } from '../../components/format-instant.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { DecisionForm } from '../session/decision-form.tsx';
import type { Session } from '../session/session.ts';
import {
  type AskedFor,
  CASE_DECIDERS,
  CASE_PROPOSERS,
  casePath,
  type Closing,
  goOn,
  type OwnCase,
  proposeClosing,
  requestCase,
} from './case.ts';
import { FindingForm } from './finding-form.tsx';
import { FoundTable } from './found-table.tsx';

interface CaseProps {
  readonly session: Session;
  readonly onChanged: () => void;
}

/** One own case: how far it is, what waits for a second person, and what may be done next. */
export function CaseView({ stream, session, onChanged }: CaseProps & { readonly stream: string }) {
  const { say } = useWords();
  const { run, start } = useRun<string, OwnCase>(requestCase);
  const [seen, setSeen] = useState<OwnCase>();
  const again = () => void start(stream);
  const look = useEffectEvent(again);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const failed = run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={again} /> : null;
  if (seen === undefined) return failed ?? <p role="status">{say('nav.loading')}</p>;
  const changed = () => {
    again();
    onChanged();
  };
  return (
    <>
      {failed}
      <Case seen={seen} session={session} onChanged={changed} />
    </>
  );
}

function Case({ seen, session: { person, roles }, onChanged }: CaseProps & { readonly seen: OwnCase }) {
  const { say, sayOr } = useWords();
  const [, openNotice] = useChoice('notice');
  const { stream, standard, from, until, state, tally, groundLost, ended, proposals, events } = seen;
  const proposes = roles.some((role) => CASE_PROPOSERS.includes(role)) && proposals.length === 0;
  const isOpen = state === 'searching' || state === 'notified';
  return (
    <div data-own-case={state} className="mt-4 rounded-md border border-stone-300 bg-white p-3">
      <p className="wrap-anywhere">
        {standard === '' ? null : <strong>{standard}: </strong>}
        {ended === undefined ? say(`impact.case.${state}.means`) : say(`impact.case.ended.${ended}`)}
      </p>
      {from === '' ? null : (
        <p className="text-sm text-stone-600">
          {say('impact.period')}: {from} … {until}
        </p>
      )}
      {tally.shown ? (
        <p className="text-sm" data-testid="tally">
          {say('impact.case.tally', { open: tally.open, replied: tally.replied, overdue: tally.overdue })}
        </p>
      ) : null}
      {state === 'notified' && !tally.shown ? <p className="text-sm text-stone-600">{say('impact.case.few')}</p> : null}
      {groundLost ? <p className="font-medium text-amber-900">{say('impact.case.ground-lost')}</p> : null}
      {isOpen ? (
        <p className="mt-2 flex flex-wrap gap-3">
          <Button onClick={onChanged}>{say('impact.case.look')}</Button>
          {state === 'notified' ? <Button onClick={() => openNotice(stream)}>{say('impact.case.tree')}</Button> : null}
        </p>
      ) : null}
      {proposals.map((waiting) => (
        <DecisionForm
          key={waiting.proposal}
          waiting={waiting}
          path={casePath(stream, 'decisions')}
          mayDecide={waiting.proposedBy !== person && roles.some((role) => CASE_DECIDERS.includes(role))}
          onDecided={onChanged}
          heading={<AskedForView asked={waiting} />}
          meaning={sayOr(`impact.case.signs.${waiting.action}`, '')}
        />
      ))}
      {proposes && isOpen ? (
        <Folded name="close-case" title={say('impact.close')}>
          <ClosingForm stream={stream} groundLost={groundLost} onSubmitted={onChanged} />
        </Folded>
      ) : null}
      {proposes && isOpen && groundLost ? (
        <Folded name="renew-case" title={say('impact.renew')}>
          <FindingForm
            name="impact-renew"
            standard={standard}
            act={(finding, signal) => goOn({ ...finding, stream }, signal)}
            submit={say('impact.raise.send')}
            onSubmitted={onChanged}
          />
        </Folded>
      ) : null}
      <Folded name="case-events" title={say('impact.case.events', { count: events.length })}>
        <ol className="list-decimal pl-6 text-sm wrap-anywhere">
          {events.map(({ kind, by, at }) => (
            <li key={`${kind} ${at}`}>
              {sayOr(`impact.event.${kind}`, kind)} · {by} · {formatInstant(at)}
            </li>
          ))}
        </ol>
      </Folded>
    </div>
  );
}

/** What a second person decides about, in full. */
function AskedForView({ asked }: { readonly asked: AskedFor }) {
  const { say } = useWords();
  const { standard, reason, replyBy, certificates, proposedBy, proposedAt } = asked;
  const [found, good] = certificates ?? [];
  return (
    <>
      <p className="wrap-anywhere">{say('decision.waits', { person: proposedBy, at: formatInstant(proposedAt) })}</p>
      <dl className="my-2 grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
        {[
          [say('impact.raise.reference'), standard],
          [say('impact.reason'), reason],
          [say('impact.reply-by'), replyBy],
        ].map(([name, value]) =>
          value === undefined ? null : (
            <Fragment key={name}>
              <dt className="text-stone-600">{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
        )}
      </dl>
      {found === undefined || good === undefined ? null : <FoundTable found={found} good={good} />}
    </>
  );
}

function ClosingForm({
  stream,
  groundLost,
  onSubmitted,
}: {
  readonly stream: string;
  readonly groundLost: boolean;
  readonly onSubmitted: () => void;
}) {
  const { say } = useWords();
  const [given, setGiven] = useState<Omit<Closing, 'stream'>>({
    end: groundLost ? 'ground-lost' : 'dealt-with',
    reason: '',
  });
  return (
    <ActForm
      name="impact-close"
      asked={() => ({ ...given, stream })}
      act={proposeClosing}
      onDone={onSubmitted}
      submit={say('impact.close.send')}
    >
      <Pick
        label={say('impact.close.end')}
        value={given.end}
        options={['dealt-with', 'ground-lost']}
        nameOf={(end) => say(`impact.close.${end}`)}
        onPick={(end) => setGiven({ ...given, end })}
      />
      <TextInput
        label={say('impact.reason')}
        value={given.reason}
        required
        maxLength={4_000}
        onValue={(reason) => setGiven({ ...given, reason })}
      />
      <p className="text-sm text-stone-600 sm:col-span-full">{say(`impact.close.${given.end}.means`)}</p>
    </ActForm>
  );
}
