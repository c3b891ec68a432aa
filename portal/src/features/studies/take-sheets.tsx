// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import { Button } from '../../components/button.tsx';
import { formatCsv } from '../../components/delimited.ts';
import { saveBlob } from '../../components/save-file.ts';
import { type Sheet, workbookOf, XLSX } from '../../components/workbook.ts';

/** Figures to be filed: all sheets under each other as CSV, or each its own in a workbook. */
export function TakeSheets({ name, sheets }: { readonly name: string; readonly sheets: () => readonly Sheet[] }) {
  const { say } = useWords();
  const rowsOfAll = () => sheets().flatMap((sheet) => [[sheet.name], ...sheet.rows, []]);
  return (
    <div className="mt-2 flex flex-wrap gap-2 print:hidden">
      <Button onClick={() => saveBlob(`${name}.csv`, new Blob([formatCsv(rowsOfAll())], { type: 'text/csv' }))}>
        {say('study.take.csv')}
      </Button>
      <Button
        onClick={() => saveBlob(`${name}.xlsx`, new Blob([new Uint8Array(workbookOf(sheets()))], { type: XLSX }))}
      >
        {say('study.take.xlsx')}
      </Button>
    </div>
  );
}
