// SPDX-License-Identifier: Apache-2.0

/** What reasons say in one language, by code; `{name}` stands for a value of the reason. */
export type ReasonCatalog = Readonly<Record<string, string>>;

/**
 * Codes that keep the engine's English sentence in every language: they speak of the bytes of a file, to whoever made
 * it, and their details name members and formats that are English anyway.
 */
export const ENGLISH_ONLY: ReadonlySet<string> = new Set<string>([
  // Why two receipts of logs are not joined, which the command line alone does.
  'ALREADY_JOINED',
  'NOT_A_BATCH_RECEIPT',
  'NOT_A_LABORATORY_RECEIPT',
  'NO_OPENING',
  'OTHER_TREE',
]);
