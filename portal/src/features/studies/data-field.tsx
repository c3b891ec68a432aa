// SPDX-License-Identifier: Apache-2.0
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';

/** Pasted data, or a file of them, with what is wrong in it. */
export function DataField({
  label,
  hint,
  text,
  fault,
  onText,
}: {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly fault: string | undefined;
  readonly onText: (text: string) => void;
}) {
  const { say } = useWords();
  return (
    <div className="space-y-1 print:hidden">
      <label className="block">
        <span className="block text-sm">{label}</span>
        <textarea
          rows={9}
          spellCheck={false}
          value={text}
          aria-invalid={fault !== undefined}
          onChange={({ target }) => onText(target.value)}
          className={`${FIELD} w-full font-mono text-sm`}
        />
      </label>
      <p className="text-xs text-stone-600">{hint}</p>
      {/* The browser would say in its own language that no file is chosen. */}
      <label className="inline-flex min-h-11 items-center rounded-md border border-stone-400 bg-white px-4 font-medium focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-blue-700 hover:bg-stone-100">
        {say('study.file')}
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // Emptied so that choosing the same file again counts as a choice.
            target.value = '';
            void file?.text().then(onText);
          }}
        />
      </label>
      {fault === undefined ? null : (
        <p role="alert" className="text-sm font-medium text-rose-900" data-study-fault>
          {fault}
        </p>
      )}
    </div>
  );
}

/** Why there is no study, in the reader's language where there are words for it. */
export function Refused({ code, detail }: { readonly code: string; readonly detail: string }) {
  const { say, sayOr } = useWords();
  const own = sayOr(`study.refused.${code}`, '');
  return (
    <p role="alert" className="mt-3 rounded border border-amber-700 bg-amber-50 p-3" data-refused={code}>
      {say('study.refused')} {own === '' ? <span lang="en">{detail}</span> : own}
    </p>
  );
}
