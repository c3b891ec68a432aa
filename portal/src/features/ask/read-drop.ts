// SPDX-License-Identifier: Apache-2.0
import type { DossierFile } from '../../api/client.ts';

/** More files than any dossier has: a dropped home folder must not freeze the page. */
const FILES_MAX = 2_000;
const DEPTH_MAX = 8;

/** Everything in a drop, folders opened, each file with its path below what was dropped. */
export async function readDrop(transfer: DataTransfer): Promise<readonly DossierFile[]> {
  // The list of items is emptied by the browser once the handler returns, so entries are taken before any wait.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  const found: DossierFile[] = [];
  for (const entry of entries) if (entry !== null) await walk(entry, { path: entry.name, depth: 0 }, found);
  return found.length > 0 ? withoutCommonFolder(found) : plain.map((file) => ({ path: file.name, file }));
}

/** Files chosen by hand, with their path where a folder was chosen. */
export function fromInput(files: readonly File[]): readonly DossierFile[] {
  return withoutCommonFolder(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

async function walk(
  entry: FileSystemEntry,
  at: { readonly path: string; readonly depth: number },
  found: DossierFile[],
): Promise<void> {
  if (found.length >= FILES_MAX || at.depth > DEPTH_MAX) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: at.path, file });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  // A reader gives at most a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0 || found.length >= FILES_MAX) return;
    for (const child of batch) await walk(child, { path: `${at.path}/${child.name}`, depth: at.depth + 1 }, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A dossier's paths begin inside its folder. */
function withoutCommonFolder(files: readonly DossierFile[]): readonly DossierFile[] {
  const [first] = files;
  const folder = first?.path.includes('/') ? `${first.path.split('/')[0]}/` : undefined;
  if (folder === undefined || !files.every(({ path }) => path.startsWith(folder))) return files;
  return files.map(({ path, file }) => ({ path: path.slice(folder.length), file }));
}
