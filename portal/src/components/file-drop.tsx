// SPDX-License-Identifier: Apache-2.0
import { type DragEvent, type ReactNode, useId, useState } from 'react';

/** A place to drop files on, with a button for those who do not drag. */
export function FileDrop({
  label,
  hint,
  choose,
  multiple,
  onFiles,
  onDrop,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly choose: string;
  readonly multiple: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onDrop: (items: DataTransfer) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const stop = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <fieldset
      aria-label={label}
      onDragOver={(event) => stop(event, true)}
      onDragLeave={(event) => stop(event, false)}
      onDrop={(event) => {
        stop(event, false);
        onDrop(event.dataTransfer);
      }}
      className={`rounded-md border-2 border-dashed p-4 ${over ? 'border-blue-700 bg-blue-50' : 'border-stone-400 bg-white'}`}
    >
      <p className="font-medium">{label}</p>
      {hint === undefined ? null : <p className="mt-0.5 text-sm text-stone-600">{hint}</p>}
      <label
        htmlFor={id}
        className="mt-3 inline-flex min-h-11 items-center rounded-md border border-stone-400 bg-white px-4 py-2 font-medium focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-blue-700 hover:bg-stone-100"
      >
        {choose}
        <input
          id={id}
          type="file"
          multiple={multiple}
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // Emptied so that choosing the same file again counts as a choice.
            event.target.value = '';
            if (files.length > 0) onFiles(files);
          }}
        />
      </label>
    </fieldset>
  );
}
