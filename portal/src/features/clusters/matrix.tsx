// SPDX-License-Identifier: Apache-2.0
import { MarkIcon } from '../../components/marks.tsx';
import { TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { type ClusterMap, columnsOf, describeNeed, type MappedCluster, needKey, OUTCOMES } from './cluster-map.ts';
import { LOOKS, type Picked } from './picked.ts';

interface MatrixProps {
  readonly map: ClusterMap;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked) => void;
}

/** A row for each cluster, a column for each need; on a phone a card for each cluster. */
export function Matrix(props: MatrixProps) {
  const { say } = useWords();
  return (
    <>
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {OUTCOMES.map((outcome) => (
          <li key={outcome} className="flex items-center gap-1.5">
            <MarkIcon mark={LOOKS[outcome].mark} className="size-4" />
            {say(`clusters.${outcome}`)}
          </li>
        ))}
      </ul>
      <MatrixTable {...props} />
      <MatrixCards {...props} />
    </>
  );
}

function MatrixTable({ map, picked, onPick }: MatrixProps) {
  const { say, sayOr } = useWords();
  const columns = columnsOf(map);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="hidden overflow-x-auto md:block" tabIndex={0} aria-label={say('clusters.matrix')}>
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col" className="min-w-44 border border-stone-300 bg-stone-100 p-2 text-left">
              {say('clusters.cluster')}
            </th>
            {columns.map((need) => (
              <th
                key={needKey(need)}
                scope="col"
                className="max-w-44 min-w-28 border border-stone-300 bg-stone-100 p-2 text-left align-bottom font-normal wrap-anywhere"
              >
                <span className="block text-xs text-stone-700">{say(`clusters.${need.activity}`)}</span>
                {describeNeed(need, sayOr)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.clusters.map((cluster, row) => (
            <tr key={`${cluster.cluster} ${cluster.name}`}>
              <th scope="row" className="border border-stone-300 bg-white p-2 text-left align-top font-normal">
                <ClusterName cluster={cluster} />
              </th>
              {columns.map((column) => {
                const need = cluster.needs.findIndex((one) => needKey(one) === needKey(column));
                const at = { cluster: row, need };
                return (
                  <td key={needKey(column)} className="border border-stone-300 bg-white p-1 text-center">
                    {need < 0 ? null : <Cell cluster={cluster} at={at} picked={picked} onPick={onPick} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MatrixCards({ map, picked, onPick }: MatrixProps) {
  const { say, sayOr } = useWords();
  return (
    <ul className="space-y-3 md:hidden">
      {map.clusters.map((cluster, row) => (
        <li key={`${cluster.cluster} ${cluster.name}`} className="rounded-md border border-stone-300 bg-white p-3">
          <ClusterName cluster={cluster} />
          <ul className="mt-2 space-y-2">
            {cluster.needs.map((need, index) => (
              <li key={needKey(need)} className="flex items-center gap-2">
                <Cell cluster={cluster} at={{ cluster: row, need: index }} picked={picked} onPick={onPick} />
                <span className="min-w-0 text-sm wrap-anywhere">
                  {say(`clusters.${need.activity}`)}: {describeNeed(need, sayOr)}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function ClusterName({ cluster: { cluster, name, place, demonstration } }: { readonly cluster: MappedCluster }) {
  const { say, sayOr } = useWords();
  return (
    <>
      <strong className="block wrap-anywhere">{name}</strong>
      <span className="text-xs wrap-anywhere text-stone-600">
        {cluster} · {sayOr(`place.${place}`, place)}
        {demonstration ? ` · ${say('clusters.demonstration')}` : null}
      </span>
    </>
  );
}

interface CellProps extends Pick<MatrixProps, 'picked' | 'onPick'> {
  readonly cluster: MappedCluster;
  readonly at: Picked;
}

function Cell({ cluster, at, picked, onPick }: CellProps) {
  const { say, sayOr } = useWords();
  const need = cluster.needs[at.need];
  if (need === undefined) return null;
  const { mark, tone } = LOOKS[need.outcome];
  const values = { cluster: cluster.name, need: describeNeed(need, sayOr), outcome: say(`clusters.${need.outcome}`) };
  return (
    <button
      type="button"
      data-outcome={need.outcome}
      aria-pressed={picked?.cluster === at.cluster && picked.need === at.need}
      aria-label={say('clusters.cell', values)}
      onClick={() => onPick(at)}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded border aria-pressed:ring-2 aria-pressed:ring-stone-900 ${TONES[tone]}`}
    >
      <MarkIcon mark={mark} />
    </button>
  );
}
