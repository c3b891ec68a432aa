// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type StatementName, statementPage } from '../statement/statement.ts';
import { type CertificateFigures, requestFigures } from './certificates.ts';
import { type Judgement, judgeFinding } from './judge-finding.ts';

const LOOKS: Readonly<Record<Judgement['says'], { readonly mark: Mark; readonly tone: Tone }>> = {
  off: { mark: 'broken', tone: 'broken' },
  within: { mark: 'passed', tone: 'proved' },
  'cannot-tell': { mark: 'unknown', tone: 'unknown' },
};
type Pair = readonly [found: StatementName, good: StatementName];

interface FoundProps {
  readonly found: StatementName & { readonly number?: string };
  readonly good: StatementName;
}

/** What the reference was found off by at each point, beside what both certificates allow. */
export function FoundTable({ found, good }: FoundProps) {
  return <Figures key={`${found.id} ${good.id}`} found={found} good={good} />;
}

function Figures({ found, good }: FoundProps) {
  const { say } = useWords();
  const { run, start } = useRun<Pair, readonly [CertificateFigures, CertificateFigures]>(requestFigures);
  const ask = useEffectEvent(() => void start([found, good]));
  useEffect(() => ask(), []);
  if (run.state === 'failed') return <ProblemView problem={run.problem} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const [{ asFound }, { results }] = run.answer;
  if (asFound.length === 0) {
    return (
      <p role="alert" data-testid="no-as-found" className="font-medium text-amber-900">
        {say('impact.found.none', { number: found.number ?? found.id })}
      </p>
    );
  }
  const judged = asFound.map((point) => ({ point, judgement: judgeFinding(point, results) }));
  return (
    <>
      <DataTable
        caption={say('impact.found')}
        headings={(['at', 'shift', 'uncertainty', 'ratio'] as const).map((name) => say(`impact.found.${name}`))}
        rows={judged.map(({ point: { at, shift, expandedUncertainty, coverageFactor: k }, judgement }, index) => ({
          key: `${index}`,
          cells: [
            `${at.value} ${at.unit}`,
            `${shift.value} ${shift.unit}`,
            `${expandedUncertainty.value} ${expandedUncertainty.unit} (k = ${k})`,
            <span key="ratio" data-judged={judgement.says} className="inline-flex flex-wrap items-center gap-2">
              {'ratio' in judgement ? judgement.ratio.toFixed(2) : null}
              <Badge {...LOOKS[judgement.says]}>{say(`impact.found.${judgement.says}`)}</Badge>
            </span>,
          ],
        }))}
      />
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
        {(['found', 'good'] as const).map((which) => (
          <a
            key={which}
            className="inline-flex min-h-11 items-center underline"
            href={statementPage({ found, good }[which])}
          >
            {say(`impact.raise.${which}`)}
          </a>
        ))}
      </p>
      {judged.some(({ judgement }) => judgement.says === 'off') ? null : (
        <p role="alert" className="mt-2 font-medium text-amber-900">
          {say('impact.found.not-off')}
        </p>
      )}
    </>
  );
}
