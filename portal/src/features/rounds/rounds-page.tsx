// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { FIELD } from '../../components/field.ts';
import { formatInstant } from '../../components/format-instant.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { statementPage } from '../statement/statement.ts';
import { MeasurandReport } from './measurand-report.tsx';
import { ProviderDesk } from './provider-desk.tsx';
import { type RoundAddress, type RoundEntry, requestRound, requestRounds } from './round.ts';

const ADDRESS = /^#round=([0-9a-fA-F-]{36})(?:&report=(urn:uuid:[0-9a-fA-F-]{36}))?$/;

/** Rounds of proficiency testing, and the report of the one that the address names. */
export function RoundsPage() {
  const { say } = useWords();
  const { run, start } = useRun<undefined, readonly RoundEntry[]>(requestRounds);
  const one = useRun<RoundAddress, PublicRound>(requestRound);
  const openNamed = () => {
    const [, stream, report] = ADDRESS.exec(window.location.hash) ?? [];
    if (stream !== undefined) void one.start({ stream, report });
  };
  const open = useEffectEvent(openNamed);
  const ask = useEffectEvent(() => void start(undefined));
  useEffect(() => {
    ask();
    open();
    const follow = () => open();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      <PageTitle title={say('nav.rounds')}>{say('round.lead')}</PageTitle>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start(undefined)} /> : null}
      {run.state === 'answered' ? <RoundList rounds={run.answer} /> : <p role="status">{say('nav.loading')}</p>}
      {one.run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {one.run.state === 'failed' ? <ProblemView problem={one.run.problem} /> : null}
      {one.run.state === 'answered' ? (
        <RoundReport key={reportKey(one.run.answer)} round={one.run.answer} onPublished={openNamed} />
      ) : null}
    </>
  );
}

function RoundList({ rounds }: { readonly rounds: readonly RoundEntry[] }) {
  const { say, sayOr } = useWords();
  return (
    <Section id="rounds" title={say('round.list')}>
      {rounds.length === 0 ? <p>{say('round.none')}</p> : null}
      <ul className="grid gap-3 md:grid-cols-2">
        {rounds.map(({ stream, scheme, round, state, deadline, substances }) => (
          <li key={stream}>
            <a
              href={`#round=${stream}`}
              className="block h-full rounded-md border border-stone-400 bg-white p-3 wrap-anywhere hover:bg-stone-100"
            >
              <strong className="underline">
                {scheme} {round}
              </strong>
              <span className="block text-sm text-stone-600">
                {say(`round.state.${state}`)} · {substances.map((one) => sayOr(`substance.${one}`, one)).join(', ')} ·{' '}
                {say('round.deadline', { deadline: formatInstant(deadline) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function reportKey({ stream, report }: PublicRound): string {
  return `${stream} ${report?.id}`;
}

/** What became of a report that was wrong, and what it was: each a link to the other. */
function Corrections({ round: { stream, supersededBy, supersedes = [] } }: { readonly round: PublicRound }) {
  const { say } = useWords();
  const link = 'inline-flex min-h-11 items-center underline';
  return (
    <>
      {supersededBy === undefined ? null : (
        <div role="note" className="my-2 rounded-md border-2 border-amber-700 bg-amber-50 p-3 wrap-anywhere">
          <p>{say('round.superseded', { day: supersededBy.on, because: supersededBy.because })}</p>
          <a className={link} href={`#round=${stream}`}>
            {say('round.current')}
          </a>
        </div>
      )}
      {supersedes.map(({ report, because, on }) => (
        <p key={report.id} className="text-sm wrap-anywhere">
          {say('round.corrected', { day: on, because })}{' '}
          <a className={link} href={`#round=${stream}&report=${report.id}`}>
            {say('round.earlier')}
          </a>
        </p>
      ))}
    </>
  );
}

function RoundReport({ round, onPublished }: { readonly round: PublicRound; readonly onPublished: () => void }) {
  const { say } = useWords();
  const [own, setOwn] = useState<string>();
  const { provider, scheme, round: name, item, state, accredited, measurands, treatments, report } = round;
  const codes = [...new Set(measurands.flatMap(({ lines = [] }) => lines.map(({ code }) => code)))].sort();
  return (
    <>
      <Section id="report" title={`${scheme} ${name}`}>
        <p className="wrap-anywhere">
          {item} · {provider.name} · {say(`round.state.${state}`)}
        </p>
        <Corrections round={round} />
        <p className="text-sm text-stone-600">{say(accredited ? 'round.accredited' : 'round.not-accredited')}</p>
        {treatments.map(({ measurand, treatment, because }) => (
          <p key={`${measurand} ${treatment}`} className="text-sm wrap-anywhere">
            {say('round.treatment', { measurand })} <span lang="en">{`${treatment}: ${because}`}</span>
          </p>
        ))}
        {report === undefined ? null : (
          <a className="inline-flex min-h-11 items-center underline" href={statementPage(report)}>
            {say('round.signed')}
          </a>
        )}
        {codes.length === 0 ? null : (
          <label className="mt-2 block">
            <span className="block text-sm">{say('round.own')}</span>
            <select className={FIELD} value={own ?? ''} onChange={({ target }) => setOwn(target.value || undefined)}>
              <option value="">{say('round.own.none')}</option>
              {codes.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </select>
          </label>
        )}
      </Section>
      {measurands.map((measurand) => (
        <MeasurandReport key={measurand.measurand} measurand={measurand} own={own} />
      ))}
      {round.supersededBy === undefined ? <ProviderDesk round={round} onPublished={onPublished} /> : null}
    </>
  );
}
