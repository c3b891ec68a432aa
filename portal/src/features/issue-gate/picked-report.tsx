// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Folded } from '../../components/folded.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { DecisionForm } from '../session/decision-form.tsx';
import type { Session } from '../session/session.ts';
import { statementPage } from '../statement/statement.ts';
import { GateLines } from './gate-lines.tsx';
import { type IssueGate, requestGate } from './issue-gate.ts';
import { ProposeForm } from './propose-form.tsx';
import { type ReportCase, type ReportDraft, reportPath, requestCase } from './report-case.ts';
import { ReportDetails } from './report-details.tsx';
import { ReportForm } from './report-form.tsx';
import { SinceSigned } from './since-signed.tsx';
import { typedFrom } from './typed-report.ts';
import { WorkSection } from './work-section.tsx';

const TESTER = 'laboratory-tester';
const SIGNATORY = 'laboratory-signatory';

interface Seen {
  readonly of: ReportCase;
  /** Of a draft only. */
  readonly gate: IssueGate | undefined;
}

async function requestReport(stream: string, signal: AbortSignal): Promise<Seen> {
  const of = await requestCase(stream, signal);
  return { of, gate: of.draft === undefined ? undefined : await requestGate(stream, signal) };
}

/** One report: its gate while it is a draft, what waits for a second person, and once it is signed what changed since. */
export function PickedReport({
  stream,
  number: listed,
  session,
}: {
  readonly stream: string;
  /** Undefined where it is in no list at hand. */
  readonly number: string | undefined;
  readonly session: Session;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, Seen>(requestReport);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<Seen>();
  const [changes, setChanges] = useState(0);
  const again = () => void start(stream);
  const look = useEffectEvent(again);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state !== 'answered') return;
    setSeen(run.answer);
    // The parts below are made anew for what is there now, and not while it is still asked for.
    setChanges((before) => before + 1);
  }, [run]);
  const isThere = seen !== undefined;
  useEffect(() => {
    // What was chosen stands where the list was: whoever listens is told of it, whoever looks sees it.
    if (isThere) document.querySelector<HTMLElement>('#gate, #signed')?.focus();
  }, [isThere]);
  const number = listed ?? (seen?.of.draft === undefined ? say('nav.issue-gate') : typedFrom(seen.of.draft).number);
  return (
    <>
      <p className="mt-4">
        <a href="#drafts" className="inline-flex min-h-11 items-center underline">
          {say('gate.back')}
        </a>
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={again} /> : null}
      {seen === undefined && run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen?.of.signed === undefined ? null : <SignedReport number={number} of={seen.of} signed={seen.of.signed} />}
      {seen === undefined ? null : <WaitingReports {...{ stream, session, seen }} onDecided={again} />}
      {seen?.gate === undefined ? null : <GateLines number={number} gate={seen.gate} />}
      {seen?.of.draft === undefined || seen.gate === undefined ? null : (
        <>
          <Acts
            {...{ stream, session, draft: seen.of.draft, gate: seen.gate, changes }}
            waits={seen.of.waiting.length > 0}
            onChanged={again}
          />
          <WorkSection
            key={`work ${changes}`}
            {...{ stream, party: session.party, mayRecord: session.roles.includes(TESTER) }}
            onRecorded={again}
          />
        </>
      )}
    </>
  );
}

function SignedReport({
  number,
  of: { sinceSigned },
  signed,
}: {
  readonly number: string;
  readonly of: ReportCase;
  readonly signed: NonNullable<ReportCase['signed']>;
}) {
  const { say } = useWords();
  return (
    <Section id="signed" title={say('report.signed', { number })}>
      <p data-status={signed.status}>
        <a href={statementPage(signed)} className="inline-flex min-h-11 items-center underline">
          {say(`report.signed.${signed.status}`)}
        </a>
      </p>
      <SinceSigned marks={sinceSigned} />
    </Section>
  );
}

/** What one person proposed: the other sees all of it, and signs nothing unseen. */
function WaitingReports({
  stream,
  session,
  seen: {
    of: { waiting, draft },
    gate,
  },
  onDecided,
}: {
  readonly stream: string;
  readonly session: Session;
  readonly seen: Seen;
  readonly onDecided: () => void;
}) {
  const { say } = useWords();
  if (waiting.length === 0) return null;
  return (
    <Section id="waiting" title={say('report.waiting')}>
      {waiting.map((each) => (
        <DecisionForm
          key={each.proposal}
          waiting={each}
          path={reportPath(stream, 'decisions')}
          mayDecide={session.roles.includes(SIGNATORY) && each.proposedBy !== session.person}
          onDecided={onDecided}
          heading={<ReportDetails waiting={each} {...{ draft, gate }} />}
          meaning={say(each.revokes === undefined ? 'report.signs' : 'report.revokes')}
        />
      ))}
    </Section>
  );
}

/** What may be done with a draft: proposed by whoever of the laboratory works on it, mended by whoever tests. */
function Acts({
  stream,
  session: { party, roles },
  draft,
  gate,
  changes,
  waits,
  onChanged,
}: {
  readonly stream: string;
  readonly session: Session;
  readonly draft: ReportDraft;
  readonly gate: IssueGate;
  readonly changes: number;
  /** Whether it was proposed already, and nobody has decided. */
  readonly waits: boolean;
  readonly onChanged: () => void;
}) {
  const { say } = useWords();
  const mayPropose = !waits && (roles.includes(TESTER) || roles.includes(SIGNATORY));
  if (!mayPropose && !roles.includes(TESTER)) return null;
  return (
    <Section id="acts" title={say('report.acts')}>
      {mayPropose ? (
        <Folded name="propose" title={say('report.propose')}>
          <ProposeForm {...{ stream, gate }} onProposed={onChanged} />
        </Folded>
      ) : null}
      {roles.includes(TESTER) ? (
        <Folded name="amend" title={say('report.amend')}>
          <ReportForm
            key={changes}
            {...{ party, begun: typedFrom(draft), into: { stream, replacing: draft.replacing } }}
            onDrafted={onChanged}
          />
        </Folded>
      ) : null}
    </Section>
  );
}
