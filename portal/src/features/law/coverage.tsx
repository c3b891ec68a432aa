// SPDX-License-Identifier: Apache-2.0
import type { Column } from '../../api/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import { useWords } from '../../messages/use-words.ts';

/** For each place: how much of its law is loaded, so that nobody takes the grid for all of it. */
export function Coverage({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <div className="grid gap-3 md:grid-cols-3">
      {columns.map((column) => (
        <CoverageCard key={column.place} column={column} />
      ))}
    </div>
  );
}

function CoverageCard({ column }: { readonly column: Column }) {
  const { say, sayOr } = useWords();
  const { place, policy, coverage, cells } = column;
  const { values } = coverage.summary;
  const meets = values.meets ?? String(cells.filter(({ verdict }) => verdict === 'proved').length);
  return (
    <article className="rounded-md border border-stone-300 bg-white p-3">
      <h3 className="font-semibold">{sayOr(`place.${place}`, place)}</h3>
      <p className="mt-1">{say('coverage.meets', { meets, asked: values.asked ?? String(cells.length) })}</p>
      <p className="mt-1">
        {coverage.complete
          ? say('coverage.complete')
          : coverage.reviewed
            ? say('coverage.not-loaded', { notLoaded: values.notLoaded ?? '?' })
            : say('coverage.not-reviewed')}
      </p>
      <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-stone-600">
        {policy === undefined ? say('coverage.policy.none') : say('coverage.policy', { title: policy.title })}
        {policy?.demonstration ? <Badge tone="unknown">{say('coverage.demonstration')}</Badge> : null}
      </p>
      {coverage.rows.length === 0 ? null : (
        <details className="mt-3 text-sm">
          <summary className="font-medium">{say('coverage.list', { count: coverage.rows.length })}</summary>
          <ul className="mt-2 space-y-2">
            {coverage.rows.map(({ item, status, reason }) => (
              <li key={item}>
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span lang="en" className="font-medium">
                    {item}
                  </span>
                  <span className={status === 'missing' || status === 'partial' ? 'font-semibold' : 'text-stone-600'}>
                    {say(`coverage.${status}`)}
                  </span>
                </p>
                <p lang="en" className="text-stone-600">
                  {reason}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
