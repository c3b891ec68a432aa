// SPDX-License-Identifier: Apache-2.0
import type { Check, Trial, Verdict } from '../../api/verdict.ts';
import { MarkIcon } from '../../components/marks.tsx';
import { ReasonList } from '../../components/reason-line.tsx';
import { CHECK_MARKS, TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import type { ChainLink } from './chain.ts';
import { RestsOn } from './rests-on.tsx';

/** The links of a chain in order; the first broken one stands out. */
export function ChainList({
  chain,
  broken,
  documents,
  trial,
}: {
  readonly chain: readonly ChainLink[];
  readonly broken: Check | undefined;
  readonly documents: Verdict['documents'];
  readonly trial?: Trial | undefined;
}) {
  const { say } = useWords();
  return (
    <ol className="space-y-2">
      {chain.map(({ group, checks }, index) => (
        <li key={group} className="rounded-md border border-stone-300 bg-white" data-group={group}>
          <h4 className="flex gap-2 px-3 pt-2 font-medium">
            <span className="w-6 shrink-0 text-right text-stone-600 tabular-nums">{index + 1}</span>
            {say(`group.${group}`)}
          </h4>
          {checks.length === 0 ? (
            <p className="px-3 pb-2 pl-11 text-sm text-stone-600">{say('cell.made-for')}</p>
          ) : (
            checks.map((check, at) => (
              <CheckItem
                // biome-ignore lint/suspicious/noArrayIndexKey: the checks of a group have no name, and never move
                key={at}
                check={check}
                isBroken={check === broken}
                isRefusal={trial?.outcome === 'does-not-meet' && group === 'decision'}
                isContradiction={trial?.standing === 'contradicted' && group === 'document'}
                documents={documents}
              />
            ))
          )}
        </li>
      ))}
    </ol>
  );
}

function CheckItem({
  check,
  isBroken,
  isRefusal,
  isContradiction,
  documents,
}: {
  readonly check: Check;
  readonly isBroken: boolean;
  readonly isRefusal: boolean;
  readonly isContradiction: boolean;
  readonly documents: Verdict['documents'];
}) {
  const { say, sayOr } = useWords();
  const { outcome, force, reasons, rests, because } = check;
  const mark = isRefusal ? 'refuted' : isContradiction ? 'contradicted' : CHECK_MARKS[outcome];
  const tone = isContradiction ? TONES.contradicted : isRefusal ? TONES.refuted : isBroken ? TONES.broken : '';
  const quiet = because !== undefined ? 'text-stone-600' : '';
  return (
    <div
      data-outcome={outcome}
      data-broken={isBroken || undefined}
      className={`pt-1 pr-3 pb-2.5 pl-11 ${quiet} ${tone === '' ? '' : `mx-2 mb-2 rounded ${tone}`}`}
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
        <MarkIcon mark={mark} className="-ml-7 size-5" />
        <strong>{say(isRefusal ? 'outcome.does-not-meet' : `check.${outcome}`)}</strong>
        <span className="text-stone-600">{say(`check.${force}`)}</span>
        {isBroken ? (
          <strong className="rounded bg-stone-900 px-1.5 text-white">{say('cell.first-broken')}</strong>
        ) : null}
      </p>
      <div className="mt-1 text-sm">
        {because === undefined ? (
          <ReasonList reasons={reasons} />
        ) : (
          <p>{say('cell.because', { group: sayOr(`group.${because}`, because) })}</p>
        )}
        <RestsOn links={rests} documents={documents} />
      </div>
    </div>
  );
}
