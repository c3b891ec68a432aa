// SPDX-License-Identifier: Apache-2.0
import type { Reason } from '../../api/verdict.ts';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import { SinceSigned } from '../issue-gate/since-signed.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { statementPage } from '../statement/statement.ts';
import { requestSinceSigned, type SignedCertificate } from './calibration.ts';

/** The page of impact with the form of a new doubt open, on what one certificate found. */
export function raisingFrom({ thing, id }: Pick<SignedCertificate, 'thing' | 'id'>): string {
  return `/impact#${new URLSearchParams({ open: 'raise', thing, found: id })}`;
}

/** What the laboratory signed and what holds today, each with the way to a doubt where it says what was found. */
export function SignedList({ signed }: { readonly signed: readonly SignedCertificate[] }) {
  const { say } = useWords();
  if (signed.length === 0) return <p>{say('calibrations.signed.none')}</p>;
  return (
    <DataTable
      caption={say('calibrations.signed')}
      headings={(['number', 'instrument', 'calibratedOn', 'dueOn', 'found', 'since'] as const).map((name) =>
        say(`calibrations.${name}`),
      )}
      rows={signed.map((one) => ({
        key: one.id,
        cells: [
          <a key="number" className="inline-flex min-h-11 items-center underline" href={statementPage(one)}>
            {one.number}
          </a>,
          one.thing,
          one.from,
          one.until ?? '',
          one.saysAsFound ? (
            <a
              key="raise"
              data-raise={one.number}
              className="inline-flex min-h-11 items-center underline"
              href={raisingFrom(one)}
            >
              {say('calibrations.raise')}
            </a>
          ) : (
            say('calibrations.found.not-stated')
          ),
          <Since key="since" certificate={one} />,
        ],
      }))}
    />
  );
}

/** Asked for one certificate at a time: each is compared with the list as it is now. */
function Since({ certificate: { stream, number } }: { readonly certificate: SignedCertificate }) {
  const { say } = useWords();
  const { run, start } = useRun<string, readonly Reason[]>(requestSinceSigned);
  return (
    <div data-since={number}>
      <Button disabled={run.state === 'running'} onClick={() => void start(stream)}>
        {say('calibrations.since.compare')}
      </Button>
      <div role="status">{run.state === 'answered' ? <SinceSigned marks={run.answer} /> : null}</div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </div>
  );
}
