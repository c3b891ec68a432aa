// SPDX-License-Identifier: Apache-2.0

/** An error keeps everything of the dossier from being used; a warning is shown beside the answer. */
export type Severity = 'error' | 'warning';

interface Kind {
  readonly severity: Severity;
  /** What is wrong, as the middle of a sentence. */
  readonly what: string;
  /** A fault that fills a column or a sheet is told once, with a count. */
  readonly once?: 'column' | 'sheet';
}

const error = (what: string, once?: Kind['once']): Kind => ({
  severity: 'error',
  what,
  ...(once === undefined ? {} : { once }),
});
const warning = (what: string, once?: Kind['once']): Kind => ({ ...error(what, once), severity: 'warning' });

/** Every fault a dossier can have; the set is closed so that callers can switch over it. */
export const FAULT_KINDS = {
  // files and archives
  ARCHIVE_UNREADABLE: error('this is not a whole zip file'),
  TOO_MANY_FILES: error('there are too many files'),
  FILE_TOO_LARGE: error('this file is too large'),
  TOTAL_TOO_LARGE: error('the files together are too large'),
  SIZE_MISMATCH: error('the zip file states another size for this entry than it has'),
  CHECKSUM_MISMATCH: error('this entry of the zip file is damaged'),
  UNSUPPORTED_COMPRESSION: error('this entry is packed in a way that is not read here'),
  ENCRYPTED: error('this is protected by a password'),
  SYMBOLIC_LINK: error('this entry is a link to another file'),
  PATH_NOT_RELATIVE: error('this path leads out of the dossier'),
  PATH_TOO_DEEP: error('this path is too deep or too long'),
  BAD_NAME: error('this file name cannot be read'),
  DUPLICATE_NAME: error('two files have this name'),
  NESTED_ARCHIVE: error('this is an archive inside the dossier'),
  EMPTY_FILE: error('this file is empty'),
  // text and CSV
  NOT_TEXT: error('this file cannot be read as text'),
  ENCODING_GUESSED: warning('this file is not UTF-8; its encoding was guessed'),
  BAD_CSV: error('this CSV file breaks off or its quotes do not match'),
  ROW_TOO_LONG: error('this row of a CSV file is too long'),
  CHARACTER_NOT_SEEN: error('this cell holds a character that nobody sees', 'column'),
  LETTERS_OF_TWO_SCRIPTS: error('a word of this cell has letters of two scripts that look alike', 'column'),
  CONTROL_CHARACTER: error('this cell holds a character that no text has', 'column'),
  CELL_TOO_LONG: error('this cell is too long'),
  FORMULA_LIKE_TEXT: warning('this text begins like a formula; it is kept as text', 'column'),
  // workbooks
  BAD_WORKBOOK: error('this workbook cannot be read'),
  PDF_NOT_WORKBOOK: error('this is a PDF and no workbook'),
  TEXT_NOT_WORKBOOK: error('this is text, such as CSV, and no workbook'),
  NOT_A_WORKBOOK: error('this is no workbook'),
  OTHER_SPREADSHEET: error('this kind of spreadsheet is not read here'),
  MACROS_NOT_ALLOWED: error('this workbook holds macros'),
  EXTERNAL_LINK_NOT_ALLOWED: error('this workbook takes data from another file or a server'),
  FORMULA_NOT_ALLOWED: error('this cell holds a formula', 'sheet'),
  ERROR_VALUE: error('this cell holds an error value', 'sheet'),
  MERGED_CELLS: error('cells of the table are merged', 'sheet'),
  HIDDEN_SHEET: warning('this sheet is hidden'),
  VERY_HIDDEN_SHEET: error('this sheet is hidden in a way that no menu shows, so that nobody can check what it holds'),
  HIDDEN_CELLS: warning('the sheet has hidden rows or columns, which are read too', 'sheet'),
  TOO_MANY_SHEETS: error('the workbook has too many sheets'),
  TOO_MANY_ROWS: error('the table has too many rows'),
  TOO_MANY_COLUMNS: error('the table has too many columns'),
  // tables
  MISSING_TABLE: error('a table is missing from the dossier'),
  DUPLICATE_TABLE: error('the dossier has this table twice'),
  UNKNOWN_TABLE: warning('this is no table of a dossier, and is not read'),
  MISSING_COLUMN: error('a column is missing'),
  UNKNOWN_COLUMN: warning('this column is not known, and is not read'),
  DUPLICATE_COLUMN: error('this column stands here twice'),
  CELL_WITHOUT_HEADER: warning('this cell stands under no header, and is not read', 'column'),
  EMPTY_TABLE: error('this table has no row below its headers'),
  ONE_ROW_ONLY: error('this table may have one row only', 'sheet'),
  MISSING_VALUE: error('this cell is empty'),
  DUPLICATE_RESULT: error('this result stands here twice'),
  // values
  WRONG_CELL_TYPE: error('the spreadsheet holds another kind of value here'),
  BAD_NUMBER: error('this is not a number'),
  AMBIGUOUS_NUMBER: error('this number can be read in two ways'),
  DIGITS_HIDDEN: error('the cell holds more digits than it shows'),
  NUMBER_FORMAT_NOT_READ: error('the number format of this cell is not read here'),
  PRECISION_LOST: error('a spreadsheet number keeps 15 digits, so the last ones are lost'),
  TRAILING_ZEROS_UNKNOWN: warning('a plain spreadsheet number does not say how many zeros it ends in', 'column'),
  LEADING_ZEROS_UNKNOWN: warning('a spreadsheet number loses the zeros it begins with', 'column'),
  BAD_DATE: error('this is not a date'),
  AMBIGUOUS_DATE: error('this date can be read in two ways'),
  NO_SUCH_DATE: error('this date does not exist'),
  MISSING_UNIT: error('this number has no unit'),
  UNKNOWN_UNIT: error('this unit is not known'),
  UNIT_NOT_COMPARABLE: warning('this unit is not known; the quantity is kept as it is written'),
  UNIT_CONFLICT: error('two units are given for one number'),
  NON_DETECT_WITHOUT_LIMIT: error('this result says "less than" without saying which limit'),
  LIMIT_CONFLICT: error('the limits of this row contradict each other'),
  BOUNDED_BY_QUANTIFICATION: warning('not detected, without a limit of detection; taken as below the LOQ', 'column'),
  UNKNOWN_PLACE: error('this place is not known'),
  BAD_DECISION_RULE: error('this is no decision rule that is read here'),
  UNKNOWN_WORD: error('this word is not one of the list'),
  BAD_IDENTIFIER: error('this identifier is not well formed'),
  DOUBTFUL_IDENTIFIER: warning('a check digit of this identifier does not fit'),
  CLAIM_REFUSED: error('the claim is not complete'),
  // lists of instruments
  DUPLICATE_INSTRUMENT: error('two instruments have this name'),
  UNKNOWN_INSTRUMENT: error('no instrument of the list has this name'),
  DAY_TO_COME: error('this day has not come yet'),
  NUMBER_OUT_OF_RANGE: error('this number is not possible here'),
  // documents
  BAD_JSON: error('this is not JSON'),
  DOCUMENT_TOO_DEEP: error('this JSON is nested too deep'),
  BAD_TOKEN: error('this is not a signed token'),
  NOT_A_CREDENTIAL: warning('this JSON is no credential; it is kept unread, as a paper'),
  // receipts of logs
  RECEIPT_WITHOUT_DOCUMENT: warning('this receipt belongs to no document; it is kept unread, as a paper'),
  // the list itself
  TOO_MANY_FAULTS: error('there are more faults than are listed'),
} as const satisfies Record<string, Kind>;

export type FaultCode = keyof typeof FAULT_KINDS;
