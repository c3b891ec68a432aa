// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { DossierFile } from '../../api/client.ts';
import { FileDrop } from '../../components/file-drop.tsx';
import { useWords } from '../../messages/use-words.ts';
import { fromInput, readDrop } from './read-drop.ts';

const SHOWN = 6;

/** A dossier of one's own: a zip, a folder or several files. */
export function DossierDrop({
  files,
  onFiles,
}: {
  readonly files: readonly DossierFile[];
  readonly onFiles: (files: readonly DossierFile[]) => void;
}) {
  const { say, language } = useWords();
  const [empty, setEmpty] = useState(false);
  const add = (more: readonly DossierFile[]) => {
    setEmpty(more.length === 0);
    // A file given again under the same path takes the place of the earlier one.
    if (more.length > 0) onFiles([...new Map([...files, ...more].map((each) => [each.path, each])).values()]);
  };
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  return (
    <div>
      <FileDrop
        label={say('ask.drop')}
        hint={say('ask.drop.hint')}
        choose={say('ask.choose')}
        multiple
        onFiles={(chosen) => add(fromInput(chosen))}
        onDrop={(transfer) => readDrop(transfer).then(add, () => setEmpty(true))}
      />
      <p role="status" className="mt-2 text-sm">
        {empty ? say('problem.NOTHING_DROPPED') : ''}
        {files.length > 0 ? say('ask.files.chosen', { count: files.length, size: sizeText(bytes, language) }) : ''}
      </p>
      {files.length === 0 ? null : (
        <div className="mt-1 flex flex-wrap items-start justify-between gap-2 text-sm">
          <ul className="wrap-anywhere text-stone-600">
            {files.slice(0, SHOWN).map(({ path }) => (
              <li key={path}>{path}</li>
            ))}
            {files.length > SHOWN ? <li>{say('ask.files.more', { count: files.length - SHOWN })}</li> : null}
          </ul>
          <button type="button" className="min-h-9 underline" onClick={() => onFiles([])}>
            {say('ask.files.clear')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Bytes as kilobytes or megabytes of 1000, rounded up so that nothing is 0. */
function sizeText(bytes: number, language: string): string {
  const [unit, divisor] = bytes >= 1_000_000 ? (['megabyte', 1_000_000] as const) : (['kilobyte', 1_000] as const);
  const amount = Math.ceil((bytes / divisor) * 10) / 10;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}
