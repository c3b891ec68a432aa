// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { FileDrop } from './file-drop.tsx';

/** A place to drop one file on: of several that are dropped the first counts. */
export function OneFileDrop({
  onFile,
  ...words
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly choose: string;
  readonly onFile: (file: File) => void;
}) {
  const take = (file: File | undefined) => {
    if (file !== undefined) onFile(file);
  };
  return (
    <FileDrop
      {...words}
      multiple={false}
      onFiles={([file]) => take(file)}
      onDrop={(transfer) => take(transfer.files[0])}
    />
  );
}
