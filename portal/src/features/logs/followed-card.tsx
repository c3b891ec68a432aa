// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Badge } from '../../components/badge.tsx';
import { DownloadLink } from '../../components/download-link.tsx';
import { Folded } from '../../components/folded.tsx';
import { formatAge } from '../../components/format-age.ts';
import { Instant } from '../../components/instant.tsx';
import { useWords } from '../../messages/use-words.ts';
import { behindOf, FOLLOW_LOOKS, followStanding, type Progress, progressOf } from './followed.ts';
import { ForeignList } from './foreign-list.tsx';
import { type FollowedLog, STATES, type SplitView, splitUrl } from './logs.ts';

/** One followed log: how far it is proven, how far that is behind, what stands against it, what came from it. */
export function FollowedCard({
  log,
  splits,
  now,
}: {
  readonly log: FollowedLog;
  readonly splits: readonly SplitView[];
  readonly now: Date;
}) {
  const { say } = useWords();
  const standing = followStanding(log);
  const { origin, url, trouble, states } = log;
  const progress = progressOf(log);
  return (
    <li
      data-followed={origin}
      data-standing={standing}
      className="min-w-0 rounded-md border border-stone-300 bg-white p-3"
    >
      <h3 className="flex flex-wrap items-center gap-2">
        <strong className="wrap-anywhere">{origin}</strong>
        <Badge {...FOLLOW_LOOKS[standing]}>{say(`logs.standing.${standing}`)}</Badge>
      </h3>
      <p className="text-sm wrap-anywhere text-stone-600">{url}</p>
      <p className="mt-1">{say(`logs.standing.${standing}.means`)}</p>
      {trouble === undefined || standing === 'two-stories' ? null : (
        <p lang="en" className="text-sm wrap-anywhere text-stone-600">
          {trouble}
        </p>
      )}
      {progress === undefined ? null : <ProgressBar progress={progress} />}
      <Facts log={log} now={now} />
      {splits.length === 0 ? null : <Splits splits={splits} />}
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm" aria-label={say('logs.states')}>
        {STATES.filter((state) => (states[state] ?? 0) > 0).map((state) => (
          <li key={state} data-state={state}>
            {say(`logs.state.${state}`)}: <strong>{states[state]}</strong>
          </li>
        ))}
      </ul>
      {(states.stored ?? 0) + (states.closed ?? 0) > 0 ? (
        <Folded name={`foreign ${origin}`} title={say('logs.foreign')}>
          <ForeignList origin={origin} />
        </Folded>
      ) : null}
    </li>
  );
}

function Facts({ log, now }: { readonly log: FollowedLog; readonly now: Date }) {
  const { say, language } = useWords();
  const { since, size, shown, acceptedAt, lookedAt, knownUntil, endedAt } = log;
  const behind = behindOf(log);
  const dated = (at: string) => (
    <>
      <Instant at={at} /> ({formatAge(at, now, language)})
    </>
  );
  const moving: readonly (readonly [string, ReactNode])[] = [
    [
      say('logs.behind'),
      shown === undefined ? say('logs.behind.unknown') : say('logs.behind.by', { count: behind, shown }),
    ],
    [say('logs.looked'), lookedAt === undefined ? say('logs.looked.never') : dated(lookedAt)],
    [say('logs.known-until'), knownUntil === undefined ? say('logs.known-until.nobody') : dated(knownUntil)],
  ];
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('logs.since'), since === undefined ? say('logs.since.configuration') : dated(since)],
    [say('logs.proven'), acceptedAt === undefined ? say('logs.proven.none') : say('logs.entries', { count: size })],
    [say('logs.proven.at'), acceptedAt === undefined ? '' : dated(acceptedAt)],
    // How far behind one is that is not looked at any more is not known, and the badge says so.
    ...(endedAt === undefined ? moving : [[say('logs.ended'), dated(endedAt)] as const]),
  ];
  return (
    <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
      {facts
        .filter(([, fact]) => fact !== '')
        .map(([name, fact]) => (
          <div key={name} className="contents">
            <dt className="text-stone-600">{name}</dt>
            <dd className="mb-1 wrap-anywhere sm:mb-0">{fact}</dd>
          </div>
        ))}
    </dl>
  );
}

function ProgressBar({ progress: { step, done, of } }: { readonly progress: Progress }) {
  const { say } = useWords();
  const label = say(`logs.progress.${step}`, { done, of });
  return (
    <div className="mt-2" data-progress={step}>
      <p className="text-sm">{label}</p>
      <progress
        className="mt-1 h-3 w-full max-w-md accent-blue-700"
        value={done}
        max={Math.max(1, of)}
        aria-label={label}
      />
    </div>
  );
}

function Splits({ splits }: { readonly splits: readonly SplitView[] }) {
  const { say } = useWords();
  return (
    <ul className="mt-2 space-y-2">
      {splits.map((view) => (
        <li
          key={view.id}
          data-split={view.proved ? 'proved' : 'unproved'}
          className="border-l-4 border-purple-800 pl-3 text-sm"
        >
          <p>
            {view.proved ? say('logs.split.proved') : say('logs.split.unproved')} <Instant at={view.seenAt} />
          </p>
          <p lang="en" className="wrap-anywhere text-stone-600">
            {view.detail}
          </p>
          <DownloadLink href={splitUrl(view)}>{say('logs.split.file')}</DownloadLink>
        </li>
      ))}
    </ul>
  );
}
