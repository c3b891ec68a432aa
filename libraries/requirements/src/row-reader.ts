// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import type { CsvRow } from './csv.ts';
import type { RulePlace, Validity } from './requirement.ts';
import type { Finding, FindingCode } from './requirement-error.ts';

const ID_TEXT = /^[A-Za-z0-9][A-Za-z0-9.-]{0,119}$/;

/** Reads the cells of one row into parsed values and gathers what is wrong, so that a row is told all its faults. */
export class RowReader {
  readonly #row: CsvRow;
  readonly findings: Finding[] = [];

  constructor(row: CsvRow) {
    this.#row = row;
  }

  /** The cell as it is; empty when there is nothing in it. */
  text(column: string): string {
    return this.#row.cells[column] as string;
  }

  /** The cell, when it is not empty. */
  optional(column: string): string | undefined {
    return this.text(column) || undefined;
  }

  /** The cell, which must not be empty. */
  required(column: string): string {
    if (this.text(column) === '') {
      this.refuse(column, 'MISSING_VALUE', 'This cell must not be empty');
    }
    return this.text(column);
  }

  /** A cell that must be empty here. */
  empty(column: string, because: string): void {
    if (this.text(column) !== '') {
      this.refuse(column, 'UNEXPECTED_VALUE', `This cell must be empty: ${because}`);
    }
  }

  /** An identifier that no earlier row has; it is added to `taken`. */
  newId(column: string, taken: Set<string>): string {
    const id = this.required(column);
    if (id !== '' && !ID_TEXT.test(id)) {
      this.refuse(column, 'BAD_ID', 'An identifier has 1 to 120 letters, digits, points and hyphens');
    } else if (id !== '' && taken.has(id)) {
      this.refuse(column, 'DUPLICATE_ID', `'${id}' stands in an earlier row`);
    }
    taken.add(id);
    return id;
  }

  /** A cell that names something known. */
  reference(column: string, known: { has(id: string): boolean }, code: FindingCode): string {
    const id = this.required(column);
    if (id !== '' && !known.has(id)) {
      this.refuse(column, code, `'${id}' is not known`);
    }
    return id;
  }

  /** Several known names with spaces between them. */
  references(column: string, known: { has(id: string): boolean }, code: FindingCode): string[] {
    const ids = this.text(column)
      .split(/\s+/)
      .filter((id) => id !== '');
    for (const id of ids.filter((each) => !known.has(each))) {
      this.refuse(column, code, `'${id}' is not known`);
    }
    return ids;
  }

  /** One word of a closed list; the first one stands in for a refused cell. */
  word<T extends string>(column: string, words: readonly T[]): T {
    const text = this.text(column);
    const word = words.find((each) => each === text);
    if (word === undefined) {
      this.refuse(column, 'UNKNOWN_WORD', `'${text}' is none of: ${words.join(', ')}`);
    }
    return word ?? (words[0] as T);
  }

  /** A calendar day, or none when the cell is empty. */
  day(column: string): CalendarDay | undefined {
    const text = this.text(column);
    if (text === '') {
      return undefined;
    }
    try {
      return parseCalendarDay(text);
    } catch (cause) {
      this.refuse(column, 'BAD_DATE', messageOf(cause));
      return undefined;
    }
  }

  /** Two cells as a period, which must not run backwards. */
  validity(fromColumn: string, toColumn: string): Validity {
    const from = this.day(fromColumn);
    const to = this.day(toColumn);
    if (from !== undefined && to !== undefined && from > to) {
      this.refuse(toColumn, 'PERIOD_BACKWARDS', `The last day ${to} is before the first day ${from}`);
    }
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }

  /** A place of ISO 3166, or CODEX. */
  place(column: string): RulePlace {
    const text = this.required(column);
    if (text === 'CODEX' || text === '') {
      return 'CODEX';
    }
    try {
      return parsePlace(text);
    } catch (cause) {
      this.refuse(column, 'BAD_PLACE', messageOf(cause));
      return 'CODEX';
    }
  }

  /** Notes a fault of this row. */
  refuse(column: string, code: FindingCode, message: string): void {
    this.findings.push({ file: this.#row.file, row: this.#row.row, column, code, message });
  }
}

// The parsers of identifiers throw nothing but errors that say what would be right.
function messageOf(cause: unknown): string {
  return (cause as Error).message;
}
