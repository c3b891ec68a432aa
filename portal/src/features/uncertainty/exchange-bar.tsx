// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { ShapeError } from '../../api/narrow.ts';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { formatCsv } from '../../components/delimited.ts';
import { saveBlob, saveFile } from '../../components/save-file.ts';
import { workbookOf, XLSX } from '../../components/workbook.ts';
import { useWords } from '../../messages/use-words.ts';
import { type BudgetDraft, EMPTY_BUDGET } from './draft.ts';
import { EXAMPLES, type ExampleName } from './examples.ts';
import { BUDGET_CHARACTERS_MAX, formatBudget, formatHash, parseBudget } from './exchange.ts';
import { formatTable, parseTable, tableRows } from './table-exchange.ts';

/** Examples, files in and out, and the address to be sent on. */
export function ExchangeBar({
  draft,
  onDraft,
  table,
}: {
  readonly draft: BudgetDraft;
  readonly onDraft: (draft: BudgetDraft) => void;
  /** The rows of the computed budget, where there is one. */
  readonly table: readonly (readonly string[])[] | undefined;
}) {
  const { say } = useWords();
  const [said, setSaid] = useState<{ readonly isFault: boolean; readonly text: string }>();

  async function open(file: File): Promise<void> {
    try {
      if (file.size > 4 * BUDGET_CHARACTERS_MAX)
        throw new ShapeError('', `at most ${BUDGET_CHARACTERS_MAX} characters`);
      const text = await file.text();
      onDraft(text.trimStart().startsWith('{') ? parseBudget(text) : parseTable(text));
      setSaid({ isFault: false, text: say('budget.opened', { file: file.name }) });
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      setSaid({ isFault: true, text: `${say('budget.not-opened', { file: file.name })} ${error.message}` });
    }
  }

  async function copy(): Promise<void> {
    const address = `${window.location.origin}${window.location.pathname}${formatHash(draft)}`;
    window.history.replaceState(null, '', address);
    const isCopied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    setSaid({ isFault: false, text: say(isCopied === true ? 'budget.copied' : 'budget.in-address') });
  }

  function saveWorkbook(): void {
    const sheets = [
      { name: say('budget.sheet.budget'), rows: table ?? [] },
      { name: say('budget.sheet.model'), rows: tableRows(draft) },
    ];
    saveBlob(`${name}.xlsx`, new Blob([new Uint8Array(workbookOf(sheets))], { type: XLSX }));
  }

  const name = draft.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'budget';
  return (
    <>
      <div className="mt-4 flex flex-wrap items-end gap-2 print:hidden">
        <label className="block w-full sm:w-auto">
          <span className="block text-xs text-stone-600">{say('budget.example')}</span>
          <select
            className={`${FIELD} w-full sm:w-64`}
            value=""
            onChange={({ target: { value } }) => {
              onDraft(value === 'empty' ? EMPTY_BUDGET : EXAMPLES[value as ExampleName]);
              setSaid(undefined);
            }}
          >
            <option value="" disabled>
              {say('budget.example.pick')}
            </option>
            {(Object.keys(EXAMPLES) as readonly ExampleName[]).map((example) => (
              <option key={example} value={example}>
                {say(`budget.example.${example}`)}
              </option>
            ))}
            <option value="empty">{say('budget.example.empty')}</option>
          </select>
        </label>
        <label className="inline-flex min-h-11 items-center rounded-md border border-stone-400 bg-white px-4 font-medium focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-blue-700 hover:bg-stone-100">
          {say('budget.open')}
          <input
            type="file"
            accept=".json,.csv,.txt,.tsv"
            className="sr-only"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              // Emptied so that choosing the same file again counts as a choice.
              target.value = '';
              if (file !== undefined) void open(file);
            }}
          />
        </label>
        <Button onClick={() => saveFile(`${name}.json`, formatBudget(draft), 'application/json')}>
          {say('budget.save', { kind: 'JSON' })}
        </Button>
        <Button onClick={() => saveFile(`${name}.csv`, formatTable(draft), 'text/csv')}>
          {say('budget.save', { kind: 'CSV' })}
        </Button>
        <Button
          disabled={table === undefined}
          onClick={() =>
            table === undefined ? undefined : saveFile(`${name}-table.csv`, formatCsv(table), 'text/csv')
          }
        >
          {say('budget.save-table')}
        </Button>
        <Button disabled={table === undefined} onClick={saveWorkbook}>
          {say('budget.save-workbook')}
        </Button>
        <Button onClick={() => void copy()}>{say('budget.share')}</Button>
      </div>
      <label className="mt-3 block">
        <span className="block text-xs text-stone-600">{say('budget.name-of')}</span>
        <input
          type="text"
          className={`${FIELD} w-full max-w-xl`}
          value={draft.title}
          maxLength={200}
          onChange={({ target: { value } }) => onDraft({ ...draft, title: value })}
        />
      </label>
      <div role={said?.isFault === true ? 'alert' : 'status'} className="mt-2 text-sm wrap-anywhere">
        {said === undefined ? null : (
          <p className={said.isFault ? 'font-medium text-rose-900' : 'text-stone-600'}>{said.text}</p>
        )}
      </div>
    </>
  );
}
