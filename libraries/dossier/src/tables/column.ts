// SPDX-License-Identifier: Apache-2.0

/** Languages of headers and templates. */
export const TEMPLATE_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];

/** A text in every language of the templates. */
export type InLanguages<T> = { readonly [language in TemplateLanguage]: T };

/** How the cells of a column are read. */
export type ColumnType =
  | 'text'
  | 'identifier'
  | 'registration'
  | 'day'
  | 'number'
  | 'signed'
  | 'measured'
  | 'unit'
  | 'place'
  | 'did'
  | 'gtin'
  | 'role'
  | 'use'
  | 'yes-or-no'
  | 'decision-rule'
  | 'requirement-kind';

/** One column: the headers by which it is known (the first is the one that templates write) and what to write. */
export interface Column {
  readonly type: ColumnType;
  readonly required?: true;
  readonly headers: InLanguages<readonly [string, ...string[]]>;
  readonly note: InLanguages<string>;
  /** A cell as it might be filled, for the guide beside the templates. */
  readonly example: string;
}

/** What is known of a table before any file is read. */
export interface TableDescription {
  readonly names: InLanguages<readonly [string, ...string[]]>;
  readonly required: boolean;
  readonly oneRow: boolean;
  readonly columns: Readonly<Record<string, Column>>;
}
