// SPDX-License-Identifier: Apache-2.0
import { FAULT_KINDS, type FaultCode, type Severity } from './fault-codes.ts';

/** Where something stands, in the spreadsheet's own names: row 7 and column B make the cell B7. */
export interface Location {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** One thing wrong with a dossier: where it is, what was found, and what would be right. */
export interface DossierFault extends Location {
  readonly code: FaultCode;
  readonly severity: Severity;
  /** The beginning of what was found; empty when something is absent. */
  readonly found: string;
  readonly expected: string;
  /** Place, fault and remedy in one sentence. */
  readonly message: string;
}

/** What the finder of a fault knows of it. */
export interface FaultDetail {
  readonly found?: string;
  readonly expected: string;
}

/** Collects every fault up to a limit, since a person mends a spreadsheet in one go and not fault by fault. */
export interface FaultList {
  add(code: FaultCode, location: Location, detail: FaultDetail): void;
  hasErrors(): boolean;
  /** Whether further faults would no longer be listed, so that looking for them is work in vain. */
  isFull(): boolean;
  /** All faults in the order found; one more stands at the end when the limit cut the list off. */
  list(): readonly DossierFault[];
}

interface Counted {
  readonly code: FaultCode;
  readonly location: Location;
  readonly detail: FaultDetail;
  /** How many more of the same kind, in the same column or sheet. */
  more: number;
}

const FOUND_CHARACTERS = 80;
// Long enough for every path that is allowed, so that a fault names its file whole.
const PATH_CHARACTERS = 240;
const EXPECTED_CHARACTERS = 500;

/** An empty list that keeps at most `limit` faults. */
export function createFaultList(limit: number): FaultList {
  const counted: Counted[] = [];
  const first = new Map<string, Counted>();
  let errors = 0;
  let omitted: Counted | undefined;
  return {
    add(code, location, detail) {
      const kind: { severity: Severity; once?: 'column' | 'sheet' } = FAULT_KINDS[code];
      if (kind.severity === 'error') errors += 1;
      const key = kind.once === undefined ? undefined : onceKey(code, location, kind.once);
      const same = key === undefined ? undefined : first.get(key);
      if (same !== undefined) {
        same.more += 1;
        return;
      }
      if (counted.length >= limit) {
        const expected = `mend the ${limit} faults listed, then read the dossier again`;
        omitted ??= { code: 'TOO_MANY_FAULTS', location: { file: location.file }, detail: { expected }, more: 0 };
        errors += 1;
        return;
      }
      const fault = { code, location, detail, more: 0 };
      counted.push(fault);
      if (key !== undefined) first.set(key, fault);
    },
    hasErrors: () => errors > 0,
    isFull: () => omitted !== undefined,
    list: () => [...counted, ...(omitted === undefined ? [] : [omitted])].map(toFault),
  };
}

/** The place in words: `results.xlsx, sheet "results", B7`. */
export function locationText({ file, sheet, row, column }: Location): string {
  const cell = column !== undefined && row !== undefined ? `${column}${row}` : undefined;
  return [
    file,
    sheet === undefined ? undefined : `sheet "${sheet}"`,
    cell ?? (row === undefined ? undefined : `row ${row}`) ?? (column === undefined ? undefined : `column ${column}`),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** The letters of a column: 1 is A, 27 is AA. ECMA-376-1:2016, 18.18.7. Requires number ≥ 1. */
export function columnLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Text from outside made fit to be shown: shortened, on one line, without controls or halves of characters. */
export function shorten(text: string, charactersMax = FOUND_CHARACTERS): string {
  const cut = text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text;
  return cut.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\u{fffd}');
}

function onceKey(code: FaultCode, { file, sheet, column }: Location, once: 'column' | 'sheet'): string {
  return JSON.stringify([code, file, sheet, once === 'column' ? column : '']);
}

function toFault({ code, location, detail, more }: Counted): DossierFault {
  const { severity, what } = FAULT_KINDS[code];
  const place: Location = {
    ...location,
    file: shorten(location.file, PATH_CHARACTERS),
    ...(location.sheet === undefined ? {} : { sheet: shorten(location.sheet) }),
  };
  const found = shorten(detail.found ?? '');
  const remedy = shorten(detail.expected, EXPECTED_CHARACTERS);
  const expected = more === 0 ? remedy : `${remedy} (and ${more} more like it)`;
  const message = `${locationText(place)}: ${what}${found === '' ? '' : ` (found "${found}")`}; ${expected}`;
  return { code, severity, ...place, found, expected, message };
}
