// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import { short } from './figures.ts';

/** What each input adds, the largest first, in bars beside the combined uncertainty. */
export function Contributions({ computed: { budget } }: { readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const lines = [...budget.lines].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const most = Math.max(budget.standardUncertainty, ...lines.map(({ contribution }) => Math.abs(contribution)));
  const unit = budget.unit ?? '';
  return (
    <figure>
      <figcaption className="mb-2 text-sm text-stone-600">{say('budget.contributions.hint')}</figcaption>
      <ul className="space-y-1.5">
        <Bar name={`u(${budget.output})`} length={budget.standardUncertainty / most} isWhole>
          {short(budget.standardUncertainty)} {unit}
        </Bar>
        {lines.map(({ quantity, contribution, share }) => (
          <Bar key={quantity} name={quantity} length={Math.abs(contribution) / most}>
            {short(contribution)} {unit} · {(share * 100).toFixed(1)} %
          </Bar>
        ))}
      </ul>
    </figure>
  );
}

function Bar({
  name,
  length,
  isWhole = false,
  children,
}: {
  readonly name: string;
  /** 0 to 1. */
  readonly length: number;
  readonly isWhole?: boolean;
  readonly children: React.ReactNode;
}) {
  const width = Number.isFinite(length) ? `${Math.max(0.5, length * 100)}%` : '0%';
  return (
    <li className="grid grid-cols-[5rem_1fr] items-center gap-2 text-sm" data-bar={name}>
      <span className="truncate text-right font-mono" title={name}>
        {name}
      </span>
      <span>
        <span className="block text-xs leading-4">{children}</span>
        <svg aria-hidden="true" focusable="false" width="100%" height="12" className="block">
          <rect
            width={width}
            height="12"
            className={isWhole ? 'fill-white stroke-stone-900 stroke-2' : 'fill-blue-700'}
          />
        </svg>
      </span>
    </li>
  );
}
