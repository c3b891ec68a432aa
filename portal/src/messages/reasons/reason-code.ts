// SPDX-License-Identifier: Apache-2.0

/** What reasons say in one language, by code; `{name}` stands for a value of the reason. */
export type ReasonCatalog = Readonly<Record<string, string>>;

/**
 * Codes that keep the engine's English sentence in every language: they speak of the bytes of a file, to whoever made
 * it, and their details name members and formats that are English anyway.
 */
export const ENGLISH_ONLY: ReadonlySet<string> = new Set<string>([]);
