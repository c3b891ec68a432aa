// SPDX-License-Identifier: Apache-2.0

/** Every reason for which this package throws; the set is closed so that callers can switch over it. */
export type RequirementErrorCode = 'ROWS_REFUSED' | 'UNKNOWN_FOOD' | 'UNKNOWN_SUBSTANCE';

/** Why a row, or a file, of a data set was refused. */
export type FindingCode =
  | 'FILE_MISSING'
  | 'BAD_CSV'
  | 'TOO_LARGE'
  | 'MISSING_COLUMN'
  | 'UNKNOWN_COLUMN'
  | 'MISSING_VALUE'
  | 'UNEXPECTED_VALUE'
  | 'DUPLICATE_ID'
  | 'BAD_ID'
  | 'UNKNOWN_FOOD'
  | 'UNKNOWN_SUBSTANCE'
  | 'UNKNOWN_INSTRUMENT'
  | 'UNKNOWN_REQUIREMENT'
  | 'UNKNOWN_UNIT'
  | 'UNKNOWN_WORD'
  | 'BAD_VALUE'
  | 'BAD_DATE'
  | 'BAD_PLACE'
  | 'PERIOD_BACKWARDS'
  | 'RECALLED_BUT_READ'
  | 'NOT_READ'
  | 'PARENT_LOOP'
  | 'NOT_APPLICABLE_HERE';

/** One refused cell: where it stands, what is wrong, and what would be right. Rows are counted from 1, the header. */
export interface Finding {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly code: FindingCode;
  readonly message: string;
}

/** The data or the question cannot be used; `code` says why and `findings` names every refused cell. */
export class RequirementError extends Error {
  readonly code: RequirementErrorCode;
  readonly findings: readonly Finding[];

  constructor(code: RequirementErrorCode, message: string, findings: readonly Finding[] = []) {
    super(message);
    this.name = 'RequirementError';
    this.code = code;
    this.findings = findings;
  }
}

/** One finding as a line: "limits.csv, row 12, food_id: …". */
export function formatFinding(finding: Finding): string {
  return `${finding.file}, row ${finding.row}, ${finding.column}: ${finding.message}`;
}
