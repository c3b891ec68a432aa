// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, inspectUscc, parseDid, parseGtin, parsePlace, type Place } from '@touchstone/identifiers';
import { type DecisionRuleText, MetrologyError, readDecisionRule } from '@touchstone/metrology/decision';
import { expected } from '../dossier-error.ts';
import type { FaultList, Location } from '../fault.ts';
import { halfWidth, wordKey } from '../values/characters.ts';
import { readDateSerial, readDateText } from '../values/date-text.ts';
import { type NumberHabit, type Reading, read, reasonOf, unread } from '../values/decimal-text.ts';
import { type MeasuredText, type NumberText, readMeasuredText, readNumberText } from '../values/measured-text.ts';
import { readMonthsText } from '../values/months-text.ts';
import { placeCodeOfName } from '../values/place-names.ts';
import { readUnitText } from '../values/unit-text.ts';
import { showNumber } from '../workbook/number-format.ts';
import type { Column } from './column.ts';
import type { TableName } from './columns.ts';
import { columnsOf } from './header-names.ts';
import { contentText, type TableCell, type TableRow } from './read-table.ts';

/** Reads the cells of one row by their column; an empty or a faulty cell is `undefined`, and the fault is told. */
export interface RowReader {
  text(key: string): string | undefined;
  /** Text that a spreadsheet must not have turned into a number, such as a lot number. */
  identifier(key: string): string | undefined;
  /** The same for the number under which a party is registered. */
  registration(key: string): string | undefined;
  day(key: string): CalendarDay | undefined;
  /** A number, without what may stand before or after it in this column. */
  number(key: string, leftOut?: RegExp): NumberText | undefined;
  /** A number of either sign, such as an error. */
  signed(key: string): NumberText | undefined;
  /** A stretch of time in months, such as 12, 1 year or 每年. */
  months(key: string): NumberText | undefined;
  measured(key: string): MeasuredText | undefined;
  unit(key: string): string | undefined;
  /** A unit or the name of a package: a lot of 500 bags is no fault. */
  lotUnit(key: string): string | undefined;
  place(key: string): Place | undefined;
  did(key: string): string | undefined;
  gtin(key: string): string | undefined;
  /** One of the words of a list. */
  word<T>(key: string, words: ReadonlyMap<string, T>): T | undefined;
  /** A decision rule in words. */
  decisionRule(key: string): DecisionRuleText | undefined;
  /** The unit in the header of a column, which holds for the row. */
  headerUnit(key: string): string | undefined;
  isFilled(key: string): boolean;
  locationOf(key: string): Location;
}

const NOTHING = /^$/;

/** How a cell becomes text, with a warning where the spreadsheet may have changed it. */
type AsText = (cell: TableCell, faults: FaultList) => Reading<string>;

/** A reader of one row; empty cells of required columns are told at once. */
export function rowReader(table: TableName, row: TableRow, faults: FaultList): RowReader {
  for (const [key, { required, note }] of Object.entries(columnsOf(table))) {
    const location = row.locationOf(key);
    // Where the whole column is missing, that has been told.
    if (required === true && !row.cells.has(key) && location.column !== undefined) {
      faults.add('MISSING_VALUE', location, { expected: note[row.language] });
    }
  }
  function through<T>(
    key: string,
    reader: (cell: TableCell, text: string) => Reading<T>,
    asText: AsText = shownText,
  ): T | undefined {
    const cell = row.cells.get(key);
    if (cell === undefined) return undefined;
    const shown = asText(cell, faults);
    const reading = shown.ok ? reader(cell, shown.value) : shown;
    if (reading.ok) return reading.value;
    faults.add(reading.code, cell.location, { found: contentText(cell.content), expected: reading.expected });
    return undefined;
  }
  // A number cell is no matter of spelling; its text was made with a point.
  const habit = ({ content }: TableCell): NumberHabit => ({
    decimalComma: row.decimalComma && content.kind === 'text',
  });
  return {
    text: (key) => through(key, (_, text) => read(text)),
    identifier: (key) => through(key, (_, text) => read(text), identifierText),
    registration: (key) => through(key, (cell, text) => read(checkUscc(cell, { text, faults })), identifierText),
    day: (key) =>
      through(
        key,
        ({ content }, text) =>
          content.kind === 'number' && content.format.kind === 'date'
            ? readDateSerial(content.held, row.dateSystem)
            : readDateText(text),
        dateText,
      ),
    number: (key, leftOut = NOTHING) =>
      through(key, (cell, text) =>
        withHeaderUnit(cell, notNegative(readNumberText(text.replace(leftOut, ''), habit(cell)))),
      ),
    signed: (key) => through(key, (cell, text) => withHeaderUnit(cell, readNumberText(text, habit(cell)))),
    months: (key) => through(key, (cell, text) => notNegative(readMonthsText(text, habit(cell)))),
    measured: (key) =>
      through(key, (cell, text) => withHeaderUnit(cell, readMeasuredText(text, habit(cell))), measuredText),
    unit: (key) => through(key, (_, text) => readUnitText(text)),
    lotUnit: (key) => through(key, (cell, text) => read(lotUnit(cell, { text, faults }))),
    place: (key) => through(key, (_, text) => readPlace(text)),
    did: (key) =>
      through(key, (_, text) =>
        parsed(() => parseDid(text), 'write a DID such as did:web:example.org, or clear the cell'),
      ),
    gtin: (key) =>
      through(key, (_, text) => parsed(() => parseGtin(halfWidth(text).replaceAll(' ', '')), ''), identifierText),
    word: (key, words) =>
      through(key, (_, text) => {
        const meaning = words.get(wordKey(text));
        return meaning === undefined
          ? unread('UNKNOWN_WORD', (columnsOf(table)[key] as Column).note[row.language])
          : read(meaning);
      }),
    decisionRule: (key) => through(key, (_, text) => readRule(text)),
    headerUnit: (key) => row.cells.get(key)?.headerUnit,
    isFilled: (key) => row.cells.has(key),
    locationOf: (key) => row.locationOf(key),
  };
}

/** The text of a cell as its reader would see it. */
function shownText({ content }: TableCell): Reading<string> {
  if (content.kind === 'text') return read(content.text.trim());
  if (content.kind === 'boolean') return read(String(content.value));
  const shown = showNumber(content.held, content.format);
  return shown.ok ? read(shown.value.text) : shown;
}

function dateText(cell: TableCell): Reading<string> {
  return cell.content.kind === 'number' && cell.content.format.kind === 'date' ? read('') : shownText(cell);
}

function measuredText(cell: TableCell, faults: FaultList): Reading<string> {
  const shown = shownText(cell);
  if (shown.ok && isPlainNumber(cell)) {
    faults.add('TRAILING_ZEROS_UNKNOWN', cell.location, {
      found: shown.value,
      expected: 'format the column as text and type the number as printed, 0.10 and not 0.1',
    });
  }
  return shown;
}

function identifierText(cell: TableCell, faults: FaultList): Reading<string> {
  const shown = shownText(cell);
  if (!shown.ok || cell.content.kind !== 'number') return shown;
  if (shown.value.replace(/[^0-9]/g, '').length > 15) {
    return unread('PRECISION_LOST', 'format the cell as text and type all digits again');
  }
  if (isPlainNumber(cell)) {
    faults.add('LEADING_ZEROS_UNKNOWN', cell.location, {
      found: shown.value,
      expected: 'format the column as text, and check that no zero is missing in front',
    });
  }
  return shown;
}

function isPlainNumber({ content }: TableCell): boolean {
  return content.kind === 'number' && content.format.kind === 'general';
}

// The form alone does not make an 18-character number a credit code, so a check digit only warns.
function checkUscc(cell: TableCell, { text, faults }: { readonly text: string; readonly faults: FaultList }): string {
  const { uscc, findings } = inspectUscc(text);
  const doubt = findings.find(({ code }) => code === 'BAD_CHECK_DIGIT' || code === 'BAD_ORGANISATION_CHECK_DIGIT');
  if (uscc !== undefined && doubt !== undefined) {
    faults.add('DOUBTFUL_IDENTIFIER', cell.location, {
      found: text,
      expected: `compare it with the licence: ${doubt.message}`,
    });
  }
  return text;
}

function notNegative(reading: Reading<NumberText>): Reading<NumberText> {
  if (!reading.ok || !reading.value.value.startsWith('-')) return reading;
  return unread('BAD_NUMBER', 'a limit, an uncertainty, a factor or a quantity is not negative');
}

function lotUnit(
  { location }: TableCell,
  { text, faults }: { readonly text: string; readonly faults: FaultList },
): string {
  const reading = readUnitText(text);
  if (reading.ok) return reading.value;
  faults.add('UNIT_NOT_COMPARABLE', location, {
    found: text,
    expected: `nothing, if it is a package; else ${reading.expected}`,
  });
  return text;
}

function withHeaderUnit<T extends object>({ headerUnit }: TableCell, reading: Reading<T>): Reading<T> {
  if (headerUnit === undefined || !reading.ok || !('value' in reading.value)) return reading;
  const own = (reading.value as { unit?: string }).unit;
  if (own !== undefined && own !== headerUnit) {
    return unread('UNIT_CONFLICT', `write one unit: the header says ${headerUnit}, the cell ${own}`);
  }
  return read({ ...reading.value, unit: headerUnit });
}

function readPlace(text: string): Reading<Place> {
  const code = placeCodeOfName(text) ?? halfWidth(text).toUpperCase();
  const expected = 'write a code such as CN-GD, HK or MO, or the name of a province or region';
  try {
    return read(parsePlace(code));
  } catch {
    return unread('UNKNOWN_PLACE', expected);
  }
}

function readRule(text: string): Reading<DecisionRuleText> {
  try {
    return read(readDecisionRule(text));
  } catch (cause) {
    return unread('BAD_DECISION_RULE', `${expected(cause, MetrologyError).message}; or clear the cell`);
  }
}

function parsed<T extends string>(parse: () => T, expected: string): Reading<string> {
  try {
    return read(parse());
  } catch (cause) {
    return unread('BAD_IDENTIFIER', expected === '' ? reasonOf(cause) : expected);
  }
}
