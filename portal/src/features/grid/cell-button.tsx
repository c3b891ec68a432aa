// SPDX-License-Identifier: Apache-2.0
import type { Cell } from '../../api/verdict.ts';
import { MarkIcon } from '../../components/marks.tsx';
import { hasContradiction, TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { reasonBehind, resultOf } from '../cell/chain.ts';

/** One answer: shape, word and colour; opens its chain. */
export function CellButton({
  cell,
  requirement,
  onOpen,
}: {
  readonly cell: Cell | undefined;
  readonly requirement: string;
  readonly onOpen: (cell: Cell) => void;
}) {
  const { say, sayOr, sayReason } = useWords();
  if (cell === undefined) {
    return <span className="block px-1 py-2 text-sm text-stone-600">{say('grid.not-loaded')}</span>;
  }
  const verdict = say(`verdict.${cell.verdict}`);
  const [rule] = cell.requirements;
  const measured = cell.verdict === 'unknown' ? undefined : resultOf(cell);
  const [remedy] = cell.toSettle;
  const said = remedy === undefined ? undefined : sayReason(reasonBehind(remedy, cell) ?? remedy);
  return (
    <button
      type="button"
      onClick={() => onOpen(cell)}
      aria-haspopup="dialog"
      className={`block w-full rounded-md border px-3 py-2 text-left hover:brightness-97 ${TONES[cell.verdict]}`}
    >
      <span className="flex items-center gap-2 font-semibold">
        <MarkIcon mark={cell.verdict} className="size-6" />
        <span aria-hidden="true">{verdict}</span>
        <span className="sr-only">
          {say('grid.about', { verdict, requirement, place: sayOr(`place.${cell.place}`, cell.place) })}
        </span>
      </span>
      {rule === undefined || rule.text === requirement ? null : (
        <span className="mt-1 block text-sm">
          {measured === undefined ? '' : `${measured} · `}
          {rule.text}
          {cell.requirements.length > 1 ? ` · ${say('grid.versions', { count: cell.requirements.length })}` : ''}
        </span>
      )}
      {said === undefined ? null : (
        <span lang={said.language} className="mt-0.5 line-clamp-3 text-sm text-stone-600 print:line-clamp-none">
          {said.text}
        </span>
      )}
      {hasContradiction(cell) ? (
        <span
          className={`mt-2 flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-sm font-semibold ${TONES.contradicted}`}
        >
          <MarkIcon mark="contradicted" className="size-4" />
          {say('verdict.contradicted')}
        </span>
      ) : null}
    </button>
  );
}
