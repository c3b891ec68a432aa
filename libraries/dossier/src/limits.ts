// SPDX-License-Identifier: Apache-2.0

const MEBIBYTE = 1024 * 1024;

/** How much a dossier may hold; callers that walk a folder apply the same numbers before they read a file. */
export interface DossierLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Names in one path, the file's own included. */
  readonly pathDepth: number;
  readonly pathCharacters: number;
  readonly csvBytes: number;
  readonly documentBytes: number;
  readonly documentDepth: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  /** A workbook is a zip of its own: how many parts, and how many bytes unpacked. */
  readonly workbookParts: number;
  readonly workbookBytes: number;
  readonly faults: number;
}

/** The limits in force unless a caller gives narrower ones. */
export const DOSSIER_LIMITS: DossierLimits = {
  files: 500,
  fileBytes: 25 * MEBIBYTE,
  totalBytes: 100 * MEBIBYTE,
  pathDepth: 8,
  pathCharacters: 240,
  csvBytes: 10 * MEBIBYTE,
  documentBytes: 2 * MEBIBYTE,
  documentDepth: 64,
  sheets: 20,
  rows: 10_000,
  columns: 100,
  cellCharacters: 4_000,
  workbookParts: 500,
  workbookBytes: 64 * MEBIBYTE,
  faults: 200,
};
