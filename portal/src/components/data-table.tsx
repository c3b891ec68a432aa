// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** One row: a key of its own and a cell for each heading; the first cell names the row. */
export interface DataRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/** What is drawn as blocks is no table any more for who listens to it, unless the roles are said. */
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  heading: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A table that is a table at a desk, and on a phone a card for each row with the heading beside each cell. */
export function DataTable({
  caption,
  headings,
  rows,
}: {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly DataRow[];
}) {
  return (
    <table {...ROLES.table} className="block w-full border-collapse text-left text-sm sm:table">
      <caption className="sr-only">{caption}</caption>
      <thead {...ROLES.group} className="sr-only sm:not-sr-only sm:table-header-group">
        <tr {...ROLES.row}>
          {headings.map((heading) => (
            <th
              {...ROLES.heading}
              key={heading}
              scope="col"
              className="border-b border-stone-400 py-1 pr-3 font-medium"
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group} className="block sm:table-row-group">
        {rows.map(({ key, cells }) => (
          <tr
            {...ROLES.row}
            key={key}
            data-row={key}
            className="mb-2 block rounded-md border border-stone-300 bg-white p-2 align-top sm:mb-0 sm:table-row sm:rounded-none sm:border-0 sm:border-b sm:border-stone-200 sm:bg-transparent"
          >
            {headings.map((heading, index) => (
              <Cell key={heading} heading={heading} isName={index === 0}>
                {cells[index]}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({
  heading,
  isName,
  children,
}: {
  readonly heading: string;
  readonly isName: boolean;
  readonly children: ReactNode;
}) {
  // On a phone an empty cell would be a heading with nothing behind it.
  const look = `${children === '' ? 'hidden' : 'flex'} gap-3 py-0.5 wrap-anywhere sm:table-cell sm:py-1.5 sm:pr-3`;
  const content = (
    <>
      <span aria-hidden="true" className="w-2/5 shrink-0 font-normal text-stone-600 sm:hidden">
        {heading}
      </span>
      <span className="min-w-0">{children}</span>
    </>
  );
  return isName ? (
    <th {...ROLES.name} scope="row" className={`${look} font-semibold`}>
      {content}
    </th>
  ) : (
    <td {...ROLES.cell} className={look}>
      {content}
    </td>
  );
}
