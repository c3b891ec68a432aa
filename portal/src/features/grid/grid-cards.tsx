// SPDX-License-Identifier: Apache-2.0
import type { Cell } from '../../api/verdict.ts';
import { useWords } from '../../messages/use-words.ts';
import { CellButton } from './cell-button.tsx';
import { OtherName } from './grid-table.tsx';
import type { GridGroup } from './rows.ts';

/** The grid as cards, one for each requirement, for narrow screens. */
export function GridCards({
  groups,
  onOpen,
}: {
  readonly groups: readonly GridGroup[];
  readonly onOpen: (cell: Cell) => void;
}) {
  const { sayOr, pickName } = useWords();
  return (
    <div className="mt-4 space-y-5 sm:hidden print:hidden">
      {groups.map(({ kind, rows }) => (
        <div key={kind}>
          <h3 className="text-sm font-semibold text-stone-600">{sayOr(`kind.${kind}`, kind)}</h3>
          <div className="mt-1 space-y-3">
            {rows.map(({ row, cells }) => {
              const name = pickName(row.names);
              return (
                <article key={row.topic} className="rounded-lg border border-stone-300 bg-white p-3">
                  <h4 className="font-semibold wrap-anywhere">
                    <span lang={name.language}>{name.text}</span>
                    <OtherName names={row.names} shown={name.text} />
                  </h4>
                  <dl className="mt-2 space-y-2">
                    {cells.map(({ place, cell }) => (
                      <div key={place}>
                        <dt className="text-sm text-stone-600">{sayOr(`place.${place}`, place)}</dt>
                        <dd className="mt-0.5">
                          <CellButton cell={cell} requirement={name.text} onOpen={onOpen} />
                        </dd>
                      </div>
                    ))}
                  </dl>
                </article>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
