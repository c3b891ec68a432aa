// SPDX-License-Identifier: Apache-2.0
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { Cell, Row, Verdict } from '../../api/verdict.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CellView } from './cell-view.tsx';

/** One answer opened to its chain, over the page; closes by Escape, by its button and by going back. */
export function CellDialog({
  cell,
  row,
  documents,
  onClose,
}: {
  readonly cell: Cell;
  readonly row: Row | undefined;
  readonly documents: Verdict['documents'];
  readonly onClose: () => void;
}) {
  const { say, sayOr, pickName } = useWords();
  const [opener] = useState(() => document.activeElement);
  const name = row === undefined ? { text: cell.topic, language: 'en' } : pickName(row.names);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        {/* Not Dialog.Overlay: its scroll lock writes a <style> element, which `style-src 'self'` refuses. */}
        <div className="fixed inset-0 z-10 bg-(--scrim) print:hidden" />
        <Dialog.Content
          data-chain="open"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveFocusBack(opener);
          }}
          className="fixed inset-y-0 right-0 z-20 w-full max-w-3xl overflow-y-auto overscroll-contain bg-stone-50 shadow-2xl focus:outline-none print:static print:max-w-none print:overflow-visible print:shadow-none"
        >
          <div className="sticky top-0 z-10 flex items-start justify-between gap-3 border-b border-stone-300 bg-stone-50 px-4 py-3 sm:px-6 print:static">
            <Dialog.Title className="text-lg font-semibold wrap-anywhere">
              <span lang={name.language}>{name.text}</span>
              <span className="font-normal text-stone-600"> · {sayOr(`place.${cell.place}`, cell.place)}</span>
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button className="shrink-0 print:hidden">{say('cell.close')}</Button>
            </Dialog.Close>
          </div>
          <div className="px-4 pt-4 pb-16 sm:px-6">
            <CellView cell={cell} documents={documents} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** To the answer that was opened; to the heading of the answers where a link opened it. */
function giveFocusBack(opener: Element | null): void {
  const isButton = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
  (isButton ? opener : document.getElementById('answer'))?.focus();
}
