// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type DocumentChain, requestVerify } from '../verify/document-chain.ts';
import { DocumentChainView } from '../verify/document-chain-view.tsx';
import { Downloads } from './downloads.tsx';
import { type History, requestHistory } from './history.ts';
import { HistoryTable } from './history-table.tsx';
import { type ReportResult, reportResults } from './report-results.ts';
import { ReportResultsView } from './report-results-view.tsx';
import { requestStatement, type Statement, type StatementName } from './statement.ts';
import { type Losses, requestLosses } from './untp-losses.ts';
import { UntpLossesView } from './untp-losses-view.tsx';

interface Found {
  readonly statement: Statement;
  readonly history: History;
  readonly chain: DocumentChain;
  readonly losses: Losses;
  readonly results: readonly ReportResult[];
}

/** One statement on record: what it is, who and when, what became of it, its proofs, and the bytes themselves. */
export function StatementPage({ name }: { readonly name: StatementName }) {
  const { say } = useWords();
  const { run, start } = useRun<StatementName, Found>(requestAll);
  const ask = useEffectEvent(() => void start(name));
  useEffect(() => ask(), []);
  return (
    <>
      <p>
        <a className="inline-flex min-h-11 items-center underline" href="/">
          {say('statement.back')}
        </a>
      </p>
      <div role="status">
        {run.state === 'running' ? <p className="text-stone-600">{say('statement.loading')}</p> : null}
      </div>
      {run.state === 'failed' && run.problem.code === 'NOT_FOUND' ? (
        <Section id="statement" title={say('problem.title')}>
          <p>{say('statement.not-found')}</p>
          <p className="mt-2 text-sm wrap-anywhere text-stone-600">
            <code>{name.id}</code> · {name.issuer}
          </p>
        </Section>
      ) : null}
      {run.state === 'failed' && run.problem.code !== 'NOT_FOUND' ? (
        <ProblemView problem={run.problem} onAgain={() => void start(name)} />
      ) : null}
      {run.state === 'answered' ? <StatementView found={run.answer} /> : null}
    </>
  );
}

async function requestAll(name: StatementName, signal: AbortSignal): Promise<Found> {
  const statement = await requestStatement(name, signal);
  const file = new File([statement.text], `${name.id}.json`, { type: 'application/json' });
  const [history, chain, losses] = await Promise.all([
    requestHistory(statement, signal),
    requestVerify(file, signal),
    requestLosses(name, signal),
  ]);
  return { statement, history, chain, losses, results: reportResults(statement) };
}

function StatementView({ found: { statement, history, chain, losses, results } }: { readonly found: Found }) {
  const { say, sayOr } = useWords();
  const { kind, id, digest, validFrom, validUntil, parties, proofs } = statement;
  return (
    <>
      <Section id="statement" title={sayOr(`document-kind.${kind}`, kind)}>
        <Terms>
          <Term name={say('documents.id')}>
            <code>{id}</code>
          </Term>
          <Term name={say('statement.validity')}>
            {validUntil === undefined
              ? say('statement.from', { from: validFrom })
              : say('statement.from-until', { from: validFrom, until: validUntil })}
          </Term>
          {digest === undefined ? null : (
            <Term name={say('statement.digest')}>
              <code>{digest}</code>
            </Term>
          )}
        </Terms>
      </Section>
      {results.length === 0 ? null : (
        <Section id="results" title={say('statement.results')}>
          <ReportResultsView results={results} />
        </Section>
      )}
      <Section id="parties" title={say('statement.parties')}>
        <ul className="grid gap-2 sm:grid-cols-2">
          {parties.map((party) => (
            <li key={`${party.role} ${party.id}`} className="rounded-md border border-stone-300 bg-white p-3">
              <p className="text-sm text-stone-600">{sayOr(`statement.role.${party.role}`, party.role)}</p>
              {party.name === undefined ? null : <p className="font-medium wrap-anywhere">{party.name}</p>}
              <p className="text-sm wrap-anywhere">
                <code>{party.id}</code>
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="history" title={say('statement.history')}>
        <HistoryTable history={history} />
      </Section>
      <Section id="proofs" title={say('statement.proofs')}>
        {proofs.map(({ suite, key, created }) => (
          <Terms key={`${suite} ${key}`}>
            <Term name={say('statement.suite')}>
              <code>{suite}</code>
            </Term>
            <Term name={say('proof.key')}>
              <code>{key}</code>
            </Term>
            {created === undefined ? null : <Term name={say('statement.signed')}>{created}</Term>}
          </Terms>
        ))}
        <DocumentChainView chain={chain} />
      </Section>
      {losses === undefined ? null : (
        <Section id="untp" title={say('statement.untp')}>
          <UntpLossesView losses={losses} />
        </Section>
      )}
      <Section id="raw" title={say('statement.raw')}>
        <Downloads statement={statement} />
      </Section>
    </>
  );
}

function Terms({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">{children}</dl>;
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-stone-600">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
