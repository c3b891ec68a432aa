// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import type { Cell } from '../../api/verdict.ts';
import { useWords } from '../../messages/use-words.ts';
import { CellButton } from './cell-button.tsx';
import type { GridGroup } from './rows.ts';

/** The grid as a table, for screens wide enough and for paper. */
export function GridTable({
  groups,
  places,
  onOpen,
}: {
  readonly groups: readonly GridGroup[];
  readonly places: readonly string[];
  readonly onOpen: (cell: Cell) => void;
}) {
  const { say, sayOr, pickName } = useWords();
  return (
    <div className="mt-4 hidden overflow-x-auto sm:block print:block print:overflow-visible">
      <table className="w-full table-fixed border-collapse bg-white">
        <caption className="pb-2 text-left text-sm text-stone-600">{say('grid.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-1/4 border border-stone-300 bg-stone-100 px-3 py-2 text-left font-semibold">
              {say('grid.requirement')}
            </th>
            {places.map((place) => (
              <th
                key={place}
                scope="col"
                className="border border-stone-300 bg-stone-100 px-3 py-2 text-left font-semibold"
              >
                {sayOr(`place.${place}`, place)} <span className="font-normal text-stone-600">{place}</span>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ kind, rows }) => (
          <tbody key={kind}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={places.length + 1}
                className="border border-stone-300 bg-stone-50 px-3 py-1.5 text-left text-sm font-semibold text-stone-600"
              >
                {sayOr(`kind.${kind}`, kind)}
              </th>
            </tr>
            {rows.map(({ row, cells }) => {
              const name = pickName(row.names);
              return (
                <tr key={row.topic} className="align-top">
                  <th scope="row" className="border border-stone-300 px-3 py-3 text-left font-medium wrap-anywhere">
                    <span lang={name.language}>{name.text}</span>
                    <OtherName names={row.names} shown={name.text} />
                  </th>
                  {cells.map(({ place, cell }) => (
                    <td key={place} className="border border-stone-300 p-1.5">
                      <CellButton cell={cell} requirement={name.text} onOpen={onOpen} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** The name in the other script, small: papers of one lot come in both. */
export function OtherName({
  names,
  shown,
}: {
  readonly names: Readonly<Record<string, string>>;
  readonly shown: string;
}) {
  const other = (['en', 'zh-Hant', 'zh-Hans'] as const).find(
    (language) => names[language] !== undefined && names[language] !== shown,
  );
  return other === undefined ? (
    <Fragment />
  ) : (
    <span lang={other} className="block text-sm font-normal text-stone-600">
      {names[other]}
    </span>
  );
}
