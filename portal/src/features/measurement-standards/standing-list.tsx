// SPDX-License-Identifier: Apache-2.0
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { Folded } from '../../components/folded.tsx';
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { traceabilityPage } from '../traceability/graph.ts';
import { ChangeForm } from './change-form.tsx';
import { requestResting, type StandardStatus, type StandingStandard } from './standing.ts';

const LOOKS: Readonly<Record<StandardStatus, { readonly mark: Mark; readonly tone: Tone }>> = {
  'in-force': { mark: 'passed', tone: 'proved' },
  suspended: { mark: 'open', tone: 'broken' },
  withdrawn: { mark: 'broken', tone: 'broken' },
};

/** The standards of the own authority as they stand, what may become of each, and what rested on one that holds no more. */
export function StandingList({
  standards,
  mayPropose,
  onProposed,
}: {
  readonly standards: readonly StandingStandard[];
  readonly mayPropose: boolean;
  readonly onProposed: () => void;
}) {
  const { say, sayOr } = useWords();
  if (standards.length === 0) return <p className="mt-3">{say('standards.standing.none')}</p>;
  return (
    <ul className="mt-3 grid gap-3">
      {standards.map((standard) => {
        const { stream, name, number, place, keeper, status, from, until, reason } = standard;
        return (
          <li key={stream} data-standing={name} className="rounded-md border border-stone-300 bg-white p-3">
            <p className="flex flex-wrap items-center gap-2 wrap-anywhere">
              <a className="font-semibold underline" href={traceabilityPage(standard)}>
                {name}
              </a>
              <Badge {...LOOKS[status]}>{say(`status.${status}`)}</Badge>
            </p>
            <p className="text-sm wrap-anywhere text-stone-600">
              {number} · {keeper} · {sayOr(`place.${place}`, place)} ·{' '}
              {until === undefined ? say('statement.from', { from }) : say('statement.from-until', { from, until })}
            </p>
            {status === 'in-force' ? null : (
              <>
                <p className="mt-1 wrap-anywhere">{reason}</p>
                <RestingOn standard={standard} />
              </>
            )}
            {mayPropose ? (
              <Folded name={`change ${name}`} title={say('standards.change')}>
                {/* Made anew where it stands otherwise: what may be asked for is another. */}
                <ChangeForm key={status} standard={standard} onProposed={onProposed} />
              </Folded>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** What rests on a standard that holds no more, and the way to a doubt, where it was found off. */
function RestingOn({ standard: { stream, name } }: { readonly standard: StandingStandard }) {
  const { say } = useWords();
  const { run, again } = useOnce((_, signal) => requestResting(stream, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const { papers, isWhole } = run.answer;
  return (
    <div data-resting={papers.length} className="mt-2 border-l-4 border-amber-700 pl-3">
      <p className="font-medium">
        {say('standards.rests', { count: papers.length })} {isWhole ? null : say('standards.rests.more')}
      </p>
      <ul className="max-h-80 list-disc overflow-y-auto pl-5">
        {papers.map((paper) => (
          <li key={paper.id} className="wrap-anywhere">
            <a className="inline-flex min-h-11 items-center underline" href={traceabilityPage(paper)}>
              {paper.thing} ({paper.number}, {paper.on})
            </a>
          </li>
        ))}
      </ul>
      <a
        data-raise={name}
        className="inline-flex min-h-11 items-center underline"
        href={`/impact#${new URLSearchParams({ open: 'raise', thing: name })}`}
      >
        {say('standards.raise')}
      </a>
    </div>
  );
}
