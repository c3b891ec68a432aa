// SPDX-License-Identifier: Apache-2.0
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { SignedCertificate } from './calibration.ts';

/** The page of impact with the form of a new doubt open, on what one certificate found. */
export function raisingFrom({ thing, id }: Pick<SignedCertificate, 'thing' | 'id'>): string {
  return `/impact#${new URLSearchParams({ open: 'raise', thing, found: id })}`;
}

/** What the laboratory signed and what holds today, each with the way to a doubt where it says what was found. */
export function SignedList({ signed }: { readonly signed: readonly SignedCertificate[] }) {
  const { say } = useWords();
  if (signed.length === 0) return <p>{say('calibrations.signed.none')}</p>;
  return (
    <DataTable
      caption={say('calibrations.signed')}
      headings={(['number', 'instrument', 'calibratedOn', 'dueOn', 'found'] as const).map((name) =>
        say(`calibrations.${name}`),
      )}
      rows={signed.map((one) => ({
        key: one.id,
        cells: [
          <a key="number" className="inline-flex min-h-11 items-center underline" href={statementPage(one)}>
            {one.number}
          </a>,
          one.thing,
          one.from,
          one.until ?? '',
          one.saysAsFound ? (
            <a
              key="raise"
              data-raise={one.number}
              className="inline-flex min-h-11 items-center underline"
              href={raisingFrom(one)}
            >
              {say('calibrations.raise')}
            </a>
          ) : (
            say('calibrations.found.not-stated')
          ),
        ],
      }))}
    />
  );
}
