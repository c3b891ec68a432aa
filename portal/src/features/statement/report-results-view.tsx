// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { ReportResult } from './report-results.ts';
import { statementPage } from './statement.ts';

/** What a report states, and of what another laboratory obtained, whose it is. ISO/IEC 17025:2017, 7.8.2.1 p). */
export function ReportResultsView({ results }: { readonly results: readonly ReportResult[] }) {
  const { say, sayOr } = useWords();
  const names = ['result', 'value', 'method', 'tested', 'obtained'] as const;
  return (
    <DataTable
      caption={say('statement.results')}
      headings={names.map((name) => say(`statement.results.${name}`))}
      rows={results.map(({ result, substance, value, method, testedOn, obtainedBy: by }) => ({
        key: result,
        cells: [
          `${result}: ${sayOr(`substance.${substance}`, substance)}`,
          value,
          method,
          testedOn,
          by === undefined ? (
            say('statement.results.own')
          ) : (
            <span key="by" data-obtained-by={by.provider}>
              <Badge mark="open" tone="quiet">
                {say('provided.mark')}
              </Badge>{' '}
              {say('provided.by', { provider: by.provider, number: by.reportNumber, result: by.result })}{' '}
              <a className="inline-flex min-h-11 items-center underline" href={statementPage(by.report)}>
                {say('statement.results.theirs')}
              </a>
            </span>
          ),
        ],
      }))}
    />
  );
}
