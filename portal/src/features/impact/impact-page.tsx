// SPDX-License-Identifier: Apache-2.0
import type { ImpactNotice } from '@touchstone/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { formatInstant } from '../../components/format-instant.ts';
import type { Mark } from '../../components/marks.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { AnswerForm } from './answer-form.tsx';
import { CASE_STAFF } from './case.ts';
import { CaseDesk } from './case-desk.tsx';
import { ImpactTreeView } from './impact-tree.tsx';
import { ANSWERING, type NoticeLine, type NoticeState, requestNotice, requestNotices } from './notice.ts';

const STATE_LOOKS: Readonly<Record<NoticeState, { readonly mark: Mark; readonly tone: Tone }>> = {
  open: { mark: 'open', tone: 'unknown' },
  replied: { mark: 'passed', tone: 'proved' },
  overdue: { mark: 'broken', tone: 'broken' },
  closed: { mark: 'skipped', tone: 'quiet' },
};

/** What rests on a reference that was found off: the notices of the own organisation, each as a tree. */
export function ImpactPage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('impact.title')}>{say('impact.lead')}</PageTitle>
      <SignedIn>{(session) => <Notices key={session.party} session={session} />}</SignedIn>
    </>
  );
}

function Notices({ session }: { readonly session: Session }) {
  const { say } = useWords();
  const { run, start } = useRun<undefined, readonly NoticeLine[]>(requestNotices);
  const notice = useRun<string, ImpactNotice>(requestNotice);
  const [picked, pick] = useChoice('notice');
  const ask = useEffectEvent(() => void start(undefined));
  useEffect(() => ask(), []);
  const open = useEffectEvent((stream: string) => void notice.start(stream));
  const close = useEffectEvent(() => notice.cancel());
  useEffect(() => {
    if (picked === undefined) close();
    else open(picked);
  }, [picked]);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<readonly NoticeLine[]>();
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const failed =
    run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start(undefined)} /> : null;
  if (seen === undefined) return failed ?? <p role="status">{say('nav.loading')}</p>;
  return (
    <>
      {failed}
      <Section id="notices" title={say('impact.notices')}>
        {seen.length === 0 ? <p>{say('impact.none')}</p> : null}
        <ul className="grid gap-3 md:grid-cols-2">
          {seen.map((line) => (
            <li key={line.case}>
              <button
                type="button"
                aria-pressed={picked === line.case}
                onClick={() => pick(line.case)}
                className="h-full w-full rounded-md border border-stone-400 bg-white p-3 text-left hover:bg-stone-100 aria-pressed:border-stone-900 aria-pressed:ring-2 aria-pressed:ring-stone-900"
              >
                <span className="flex flex-wrap items-center gap-2">
                  <strong className="wrap-anywhere">{line.standard}</strong>
                  <Badge {...STATE_LOOKS[line.state]}>{say(`impact.state.${line.state}`)}</Badge>
                </span>
                <span className="mt-1 block text-sm wrap-anywhere text-stone-600">
                  {say('impact.line', { count: line.hits, replyBy: line.replyBy })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <div role="status">
        {notice.run.state === 'running' ? <p className="mt-3 text-stone-600">{say('nav.loading')}</p> : null}
      </div>
      {notice.run.state === 'failed' ? <ProblemView problem={notice.run.problem} /> : null}
      {notice.run.state === 'answered' ? (
        <OneNotice
          notice={notice.run.answer}
          session={session}
          onAnswered={() => {
            void start(undefined);
            if (picked !== undefined) open(picked);
          }}
        />
      ) : null}
      {session.roles.some((role) => CASE_STAFF.includes(role)) ? (
        <CaseDesk session={session} onChanged={() => void start(undefined)} />
      ) : null}
    </>
  );
}

function OneNotice({
  notice,
  session: { party, roles },
  onAnswered,
}: {
  readonly notice: ImpactNotice;
  readonly session: Session;
  readonly onAnswered: () => void;
}) {
  const { say } = useWords();
  const mayAnswer = roles.some((role) => ANSWERING.includes(role));
  const { standard, from, until, replyBy, raisedBy, reason } = notice;
  return (
    <>
      <Section id="doubt" title={say('impact.doubt', { standard })}>
        <Ground notice={notice} />
        <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
          <dt className="text-stone-600">{say('impact.period')}</dt>
          <dd>
            {from} … {until}
          </dd>
          <dt className="text-stone-600">{say('impact.reason')}</dt>
          <dd>{reason}</dd>
          <dt className="text-stone-600">{say('impact.raised-by')}</dt>
          <dd>{raisedBy}</dd>
          <dt className="text-stone-600">{say('impact.reply-by')}</dt>
          <dd>{replyBy}</dd>
        </dl>
      </Section>
      {mayAnswer ? null : <p className="mt-3 text-sm text-stone-600">{say('impact.answer.other')}</p>}
      <ImpactTreeView
        notice={notice}
        answering={
          mayAnswer
            ? (hit) => <AnswerForm hit={hit} stream={notice.case} party={party} onAnswered={onAnswered} />
            : undefined
        }
      />
    </>
  );
}

/** What became of the finding that the doubt rests on. */
function Ground({ notice: { groundLost, renewed, ended } }: { readonly notice: ImpactNotice }) {
  const { say, sayOr } = useWords();
  const said = [
    ...(groundLost === undefined
      ? []
      : [
          say(`impact.ground-lost.${groundLost.certificate}`, {
            status: sayOr(`impact.ground-lost.status.${groundLost.status}`, groundLost.status),
            by: groundLost.by,
            from: formatInstant(groundLost.from),
          }),
        ]),
    ...(renewed === undefined ? [] : [say('impact.renewed')]),
    ...(ended === undefined ? [] : [say(`impact.ended.${ended}`)]),
  ];
  return said.map((each) => (
    <p key={each} className="mb-2 font-medium wrap-anywhere text-amber-900" data-ground>
      {each}
    </p>
  ));
}
