// SPDX-License-Identifier: Apache-2.0
import { ToggleGroup } from 'radix-ui';
import type { Verdict } from '../../api/verdict.ts';
import { MarkIcon } from '../../components/marks.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { Filter } from './rows.ts';

const KINDS = ['proved', 'refuted', 'unknown'] as const;
const COLOURS = { proved: 'text-emerald-800', refuted: 'text-rose-800', unknown: 'text-slate-700' } as const;

/** How many answers of each kind; pressing one shows only its rows. */
export function Summary({
  summary,
  filter,
  onFilter,
}: {
  readonly summary: Verdict['summary'];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { say } = useWords();
  return (
    <ToggleGroup.Root
      type="single"
      value={filter}
      onValueChange={(value) => onFilter(KINDS.find((kind) => kind === value) ?? 'all')}
      aria-label={`${say('summary.label')}: ${say('filter.label')}`}
      className="flex flex-wrap gap-2"
    >
      {KINDS.map((kind) => (
        <ToggleGroup.Item
          key={kind}
          value={kind}
          title={say(`verdict.${kind}.means`)}
          className="flex min-h-11 items-center gap-2 rounded-md border border-stone-400 bg-white px-3 hover:bg-stone-100 data-[state=on]:border-stone-900 data-[state=on]:bg-stone-200"
        >
          <MarkIcon mark={kind} className={`size-5 ${COLOURS[kind]}`} />
          <span className="text-lg font-semibold tabular-nums">{summary[kind]}</span>
          <span>{say(`verdict.${kind}`)}</span>
        </ToggleGroup.Item>
      ))}
      <ToggleGroup.Item
        value="all"
        className="min-h-11 rounded-md border border-stone-400 bg-white px-3 hover:bg-stone-100 data-[state=on]:border-stone-900 data-[state=on]:bg-stone-200 print:hidden"
      >
        {say('filter.all')}
      </ToggleGroup.Item>
    </ToggleGroup.Root>
  );
}
