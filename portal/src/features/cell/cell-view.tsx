// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import type { Cell, Verdict } from '../../api/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import { MarkIcon } from '../../components/marks.tsx';
import { ReasonLine, ReasonList } from '../../components/reason-line.tsx';
import { hasContradiction, TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { chainOf, firstBroken, rankTrials, reasonBehind } from './chain.ts';
import { ChainList } from './chain-list.tsx';
import { RequirementCard } from './requirement-card.tsx';
import { TrialPicker } from './trial-picker.tsx';

/** Everything behind one answer: the verdict, what would settle it, the rule, the evidence tried, and the chain. */
export function CellView({ cell, documents }: { readonly cell: Cell; readonly documents: Verdict['documents'] }) {
  const { say } = useWords();
  const trials = rankTrials(cell.trials);
  const [shown, setShown] = useState(0);
  const trial = trials[shown];
  const chain = chainOf(cell, trial);
  return (
    <>
      <div className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border p-3 ${TONES[cell.verdict]}`}>
        <MarkIcon mark={cell.verdict} className="size-8" />
        <strong className="text-xl">{say(`verdict.${cell.verdict}`)}</strong>
        <span>{say(`verdict.${cell.verdict}.means`)}</span>
      </div>
      {hasContradiction(cell) ? (
        <p className={`mt-2 flex gap-2 rounded-md p-3 ${TONES.contradicted}`}>
          <MarkIcon mark="contradicted" />
          <span>
            <strong>{say('verdict.contradicted')}.</strong> {say('answer.contradicted')}
          </span>
        </p>
      ) : null}
      {cell.toSettle.length === 0 ? null : (
        <Part title={say('cell.settle')}>
          <ul className="list-disc space-y-2 pl-5">
            {cell.toSettle.map((reason) => {
              const behind = reasonBehind(reason, cell);
              return (
                <li key={`${reason.code} ${reason.values.because ?? ''}`}>
                  <ReasonLine reason={reason} />
                  {behind === undefined ? null : (
                    <div className="text-sm text-stone-600">
                      {say('cell.settle.because')}: <ReasonLine reason={behind} />
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </Part>
      )}
      <Part title={say('cell.requirement')}>
        {cell.requirements.length === 0 ? <p>{say('cell.requirement.none')}</p> : null}
        {cell.requirements.length > 1 ? <p className="mb-2">{say('cell.requirement.any')}</p> : null}
        <div className="space-y-3">
          {cell.requirements.map((requirement) => (
            <RequirementCard key={requirement.id} requirement={requirement} />
          ))}
        </div>
      </Part>
      {cell.caveats.length === 0 ? null : (
        <Part title={say('cell.caveats')}>
          <ReasonList reasons={cell.caveats} />
        </Part>
      )}
      <Part title={say('cell.trials')}>
        {trial === undefined ? (
          <p>{say('cell.trials.none')}</p>
        ) : (
          <TrialPicker trials={trials} shown={shown} onShow={setShown} />
        )}
      </Part>
      <Part title={say('cell.chain')}>
        <p className="mb-3 text-sm text-stone-600">{say('cell.chain.hint')}</p>
        <ChainList chain={chain} broken={firstBroken(chain)} documents={documents} trial={trial} />
      </Part>
      {trial === undefined ? <Badge tone="quiet">{say('evidence.none')}</Badge> : null}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-6">
      <h3 className="text-base font-semibold">{title}</h3>
      <div className="mt-2">{children}</div>
    </section>
  );
}
