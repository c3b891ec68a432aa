// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { KeptFolded } from '../../components/folded.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { DecisionForm } from '../session/decision-form.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import {
  casePath,
  requestSigned,
  requestWaiting,
  type SignedCertificate,
  type WaitingCertificate,
} from './calibration.ts';
import { CalibrationForm } from './calibration-form.tsx';
import { CertificateDetails } from './certificate-details.tsx';
import { SignedList } from './signed-list.tsx';
import { WorkSection } from './work-section.tsx';

const STAFF: readonly string[] = ['laboratory-tester', 'laboratory-signatory'];
const SIGNATORY = 'laboratory-signatory';

/** Certificates of calibration of the own laboratory: proposed by one person, signed by another, and what follows. */
export function CalibrationsPage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('calibrations.title')}>{say('calibrations.lead')}</PageTitle>
      <SignedIn>
        {(session) =>
          session.roles.some((role) => STAFF.includes(role)) ? (
            <Desk key={session.login} session={session} />
          ) : (
            <p data-testid="no-calibrator" className="mt-4">
              {say('calibrations.not-yours')}
            </p>
          )
        }
      </SignedIn>
    </>
  );
}

interface Seen {
  readonly waiting: readonly WaitingCertificate[];
  readonly signed: readonly SignedCertificate[];
}

async function requestDesk(party: string, signal: AbortSignal): Promise<Seen> {
  const [waiting, signed] = await Promise.all([requestWaiting(undefined, signal), requestSigned(party, signal)]);
  return { waiting, signed };
}

function Desk({ session }: { readonly session: Session }) {
  const { say } = useWords();
  const { run, start } = useRun<string, Seen>(requestDesk);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<Seen>();
  const changed = () => void start(session.party);
  const look = useEffectEvent(changed);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  return (
    <>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null}
      {seen === undefined && run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen === undefined ? null : (
        <Section id="waiting" title={say('calibrations.waiting')}>
          {seen.waiting.length === 0 ? <p>{say('calibrations.none-waits')}</p> : null}
          {seen.waiting.map((waiting) => (
            <DecisionForm
              key={waiting.proposal}
              waiting={waiting}
              path={casePath(waiting.stream, 'decisions')}
              mayDecide={session.roles.includes(SIGNATORY) && waiting.proposedBy !== session.person}
              onDecided={changed}
              heading={<CertificateDetails waiting={waiting} />}
              meaning={say('reason' in waiting.proposed ? 'calibrations.revokes' : 'calibrations.signs')}
            />
          ))}
        </Section>
      )}
      <WorkSection />
      <Section id="propose" title={say('calibrations.new')}>
        <KeptFolded name="calibration" title={say('calibrations.propose')}>
          <CalibrationForm party={session.party} onProposed={changed} />
        </KeptFolded>
      </Section>
      {seen === undefined ? null : (
        <Section id="signed" title={say('calibrations.signed')}>
          <SignedList signed={seen.signed} />
        </Section>
      )}
    </>
  );
}
