// SPDX-License-Identifier: Apache-2.0
import type { Cell, Verdict } from '../api/verdict.ts';
import { Button } from '../components/button.tsx';
import { Instant } from '../components/instant.tsx';
import { MarkIcon } from '../components/marks.tsx';
import { Section } from '../components/section.tsx';
import { TONES } from '../components/tones.ts';
import { CellDialog } from '../features/cell/cell-dialog.tsx';
import { Documents } from '../features/documents/documents.tsx';
import { Grid } from '../features/grid/grid.tsx';
import { Coverage } from '../features/law/coverage.tsx';
import { useWords } from '../messages/use-words.ts';
import type { Address } from './address.ts';

/** The whole answer: contradicted documents apart, the grid, its coverage, the documents, what it rests on. */
export function Answer({
  verdict,
  open,
  onOpen,
}: {
  readonly verdict: Verdict;
  readonly open: Address['cell'];
  readonly onOpen: (cell: Cell | undefined) => void;
}) {
  const { say } = useWords();
  const shown = verdict.columns
    .find(({ place }) => place === open?.place)
    ?.cells.find(({ topic }) => topic === open?.topic);
  return (
    <>
      <Section id="answer" title={say('answer.title')}>
        <ClaimLine verdict={verdict} />
        {verdict.summary.contradictedDocuments > 0 ? (
          <div className={`mb-4 flex gap-3 rounded-md p-4 ${TONES.contradicted}`}>
            <MarkIcon mark="contradicted" className="size-7" />
            <div>
              <p className="font-semibold">
                {say('answer.contradicted.title')} ({verdict.summary.contradictedDocuments})
              </p>
              <p className="mt-1">{say('answer.contradicted')}</p>
              <button
                type="button"
                className="mt-2 min-h-9 underline print:hidden"
                onClick={() => showPart('documents')}
              >
                {say('answer.contradicted.see')}
              </button>
            </div>
          </div>
        ) : null}
        <Grid verdict={verdict} onOpen={onOpen} />
      </Section>
      <Section id="coverage" title={say('coverage.title')}>
        <Coverage columns={verdict.columns} />
      </Section>
      <Section id="documents" title={say('documents.title')}>
        <Documents documents={verdict.documents} />
      </Section>
      <Section id="cut" title={say('cut.title')}>
        <Cut verdict={verdict} />
      </Section>
      {shown === undefined ? null : (
        <CellDialog
          key={`${shown.place} ${shown.topic}`}
          cell={shown}
          row={verdict.rows.find(({ topic }) => topic === shown.topic)}
          documents={verdict.documents}
          onClose={() => onOpen(undefined)}
        />
      )}
    </>
  );
}

function ClaimLine({ verdict }: { readonly verdict: Verdict }) {
  const { say } = useWords();
  const { product, lotNumber, producedOn, on, scope } = verdict;
  const parts = [
    ...(producedOn === undefined ? [] : [say('answer.producedOn', { on: producedOn })]),
    say('answer.on', { on }),
    ...(scope === undefined ? [] : [say('answer.scope', { title: scope })]),
  ];
  return (
    <p className="mb-4 wrap-anywhere">
      <strong>{say('answer.claim', { product, lot: lotNumber })}</strong>
      <span className="block text-sm text-stone-600">{parts.join(' · ')}</span>
    </p>
  );
}

function Cut({ verdict }: { readonly verdict: Verdict }) {
  const { say } = useWords();
  return (
    <>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
        <dt className="text-stone-600">{say('cut.knownAt')}</dt>
        <dd>
          <Instant at={verdict.knownAt} />
        </dd>
        {verdict.ended.length > 0 && <dt className="text-stone-600">{say('cut.ended')}</dt>}
        {verdict.ended.map(({ log, until }) => (
          <dd key={log} className="sm:col-start-2">
            {say('cut.ended.log', { log })} <Instant at={until} />
          </dd>
        ))}
        <dt className="text-stone-600">{say('cut.evidenceSet')}</dt>
        <dd>
          <code>{verdict.evidenceSet}</code>
        </dd>
      </dl>
      <Button className="mt-3 print:hidden" onClick={() => window.print()}>
        {say('cut.print')}
      </Button>
    </>
  );
}

/** Moves eyes and focus to a part of the page; the address is taken by the question. */
function showPart(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
