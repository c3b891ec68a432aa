// SPDX-License-Identifier: Apache-2.0

/** Gives the reader a file made in the page. */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** Gives the reader a file that came from elsewhere. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken the bytes when the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
