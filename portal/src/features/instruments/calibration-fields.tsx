// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Certificate, requestCertificates } from './certificates.ts';
import type { Happening } from './on-record.ts';

/** Until when an instrument is calibrated, and by which paper: one that is on record about it, or a number alone. */
export function CalibrationFields({
  given,
  change,
}: {
  readonly given: Happening;
  readonly change: (more: Partial<Happening>) => void;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, readonly Certificate[]>(requestCertificates);
  const ask = useEffectEvent((stream: string) => void start(stream));
  useEffect(() => ask(given.stream), [given.stream]);
  return (
    <>
      <TextInput
        label={say('instruments.event.due')}
        type="date"
        value={given.dueOn}
        onValue={(dueOn) => change({ dueOn })}
      />
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => ask(given.stream)} /> : null}
      {run.state === 'answered' ? (
        <CertificatePick
          certificates={run.answer}
          chosen={given.certificate}
          onPick={(certificate) => change({ certificate, ...daysOf(certificate) })}
        />
      ) : null}
      {given.certificate === undefined ? (
        <>
          <TextInput
            label={say('instruments.event.number')}
            value={given.number}
            maxLength={400}
            onValue={(number) => change({ number })}
          />
          <TextInput
            label={say('instruments.event.laboratory')}
            value={given.laboratory}
            maxLength={400}
            onValue={(laboratory) => change({ laboratory })}
          />
        </>
      ) : null}
    </>
  );
}

/** A window must lie within the certificate that it rests on: its own days are the first that are proposed. */
function daysOf(certificate: Certificate | undefined): Partial<Happening> {
  return certificate === undefined ? {} : { on: certificate.from, dueOn: certificate.to ?? '' };
}

function CertificatePick({
  certificates,
  chosen,
  onPick,
}: {
  readonly certificates: readonly Certificate[];
  readonly chosen: Certificate | undefined;
  readonly onPick: (certificate: Certificate | undefined) => void;
}) {
  const { say } = useWords();
  if (certificates.length === 0) return <p data-testid="no-certificate">{say('instruments.event.certificate.none')}</p>;
  const find = (digest: string) => certificates.find((each) => each.digest === digest);
  const nameOf = (digest: string) => {
    const one = find(digest);
    // Another's instrument may have the same name: whose certificate it is belongs to its name.
    return one === undefined
      ? say('instruments.event.certificate.other')
      : `${one.number} (${one.from} – ${one.to ?? '…'}), ${one.issuer}`;
  };
  return (
    <Pick
      label={say('instruments.event.certificate')}
      value={chosen?.digest ?? ''}
      options={['', ...certificates.map(({ digest }) => digest)]}
      nameOf={nameOf}
      onPick={(digest) => onPick(find(digest))}
    />
  );
}
