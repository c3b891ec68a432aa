// SPDX-License-Identifier: Apache-2.0

/**
 * Why something was refused in one language, by code. English has none: there the server's own sentence is said, which
 * names what it is about and its figures; in the other languages it stands below as the answer in full.
 */
export type RefusalCatalog = Readonly<Record<string, string>>;
