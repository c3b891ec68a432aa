// SPDX-License-Identifier: Apache-2.0
import { ShapeError } from '../../api/narrow.ts';
import { mayBeOneNumber } from '../../components/decimal-comma.ts';
import { type DelimitedCell, formatCsv, readDelimited } from '../../components/delimited.ts';
import type { ComputedBudget } from './compute-budget.ts';
import { type BudgetDraft, EMPTY_BUDGET, EMPTY_INPUT, type InputDraft, KINDS, type Kind } from './draft.ts';

const HEADINGS = ['what', 'name', 'unit', 'distribution', 'value', 'spread', 'extra', 'degrees', 'expression'] as const;
type Heading = (typeof HEADINGS)[number];

/** A budget as a table: a row for each equation, input and correlation, and for the coverage. */
export function formatTable(draft: BudgetDraft): string {
  return formatCsv(tableRows(draft));
}

/** The rows of that table under their headings. */
export function tableRows(draft: BudgetDraft): readonly (readonly string[])[] {
  const row = (cells: Partial<Record<Heading, string>>) => HEADINGS.map((heading) => cells[heading] ?? '');
  return [
    [...HEADINGS],
    row({ what: 'title', name: draft.title }),
    row({ what: 'coverage', name: draft.coverage.by, value: draft.coverage.value, extra: String(draft.order) }),
    ...draft.equations.map(({ name, unit, expression }) => row({ what: 'equation', name, unit, expression })),
    ...draft.inputs.map((input) => row({ what: 'input', ...asAsked(input), distribution: input.kind })),
    ...draft.correlations.map(({ a, b, coefficient }) =>
      row({ what: 'correlation', name: a, extra: b, value: coefficient }),
    ),
  ];
}

/** Without what was written for another distribution before: it would be read as another number's part. */
function asAsked({ kind, ...input }: InputDraft): Omit<InputDraft, 'kind'> {
  const asked = askedOf(kind);
  return {
    ...input,
    spread: asked.includes('spread') ? input.spread : '',
    extra: asked.includes('extra') ? input.extra : '',
  };
}

/** Reads such a table, also as it is pasted from a spreadsheet. Throws ShapeError with the row and column. */
export function parseTable(text: string): BudgetDraft {
  const { separator, rows: table } = readDelimited(text);
  const [first = [], ...rows] = table;
  const headings = first.map((cell) => cell.text.toLowerCase());
  const columns = new Map(headings.map((heading, index) => [heading, index]));
  const missing = ['what', 'name'].find((heading) => !columns.has(heading));
  if (missing !== undefined) throw new ShapeError('1', `a column "${missing}"`);
  let draft: BudgetDraft = { ...EMPTY_BUDGET, equations: [], inputs: [] };
  rows.forEach((cells, index) => {
    // A decimal comma in a table separated by commas shifts every cell behind it.
    if (cells.slice(headings.length).some((each) => each.text !== '')) {
      throw new ShapeError(String(index + 2), 'no more cells than headings; decimal commas stand in quotes');
    }
    const cell = (heading: Heading) => unquoted(cells[columns.get(heading) ?? -1]?.text ?? '');
    if (separator === ',') askAboutComma(cells, { headings, cell, row: index + 2 });
    draft = withRow(draft, cell, index + 2);
  });
  if (draft.equations.length === 0) throw new ShapeError(String(rows.length + 2), 'a row "equation"');
  return draft;
}

/** Columns that a row of each sort has; those of an input are asked for by its distribution. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  title: ['name'],
  coverage: ['name', 'value', 'extra'],
  equation: ['name', 'unit', 'expression'],
  correlation: ['name', 'value', 'extra'],
};

/**
 * pair = whole "," part: two cells, or one number that was cut at its decimal comma. In a row of all columns they are cells;
 * in a shorter one, and where the second stands in a column that such a row does not have, that is asked about.
 */
function askAboutComma(
  cells: readonly DelimitedCell[],
  { headings, cell, row }: { readonly headings: readonly string[]; readonly cell: CellOf; readonly row: number },
): void {
  const has: readonly string[] = COLUMNS[cell('what').toLowerCase()] ?? [
    'name',
    'unit',
    'degrees',
    ...askedOf(kindOf(cell)),
  ];
  const isShort = cells.length < headings.length;
  const at = cells.findIndex((one, index) => {
    const next = cells[index + 1];
    if (next === undefined || !mayBeOneNumber(one, next)) return false;
    return isShort || !has.includes(headings[index + 1] as string);
  });
  if (at < 0) return;
  const given = `${cells[at]?.text},${cells[at + 1]?.text}`.slice(0, 60);
  const one = given.replace(',', '.');
  throw new ShapeError(
    `${row}, ${headings[at]}`,
    `${given} is one number or two: ${one}, or "${given}" in quotes; or as many cells as headings`,
  );
}

function askedOf(kind: Kind = 'normal'): readonly string[] {
  return Object.keys(KINDS[kind]);
}

/** The computed budget as a table, to be put into a report. */
export function budgetRows(
  rows: readonly (readonly string[])[],
  { budget, expansion }: ComputedBudget,
): readonly (readonly string[])[] {
  const more =
    expansion === undefined
      ? []
      : [
          ['k', String(expansion.coverageFactor)],
          ['U', String(expansion.expandedUncertainty), budget.unit ?? ''],
        ];
  return [...rows, ...more];
}

type CellOf = (heading: Heading) => string;

function withRow(draft: BudgetDraft, cell: CellOf, row: number): BudgetDraft {
  const what = cell('what').toLowerCase();
  const name = cell('name');
  switch (what) {
    case 'title':
      return { ...draft, title: name };
    case 'coverage': {
      const by = name === 'factor' ? 'factor' : 'probability';
      return { ...draft, coverage: { by, value: cell('value') }, order: cell('extra') === '2' ? 2 : 1 };
    }
    case 'equation':
      return {
        ...draft,
        equations: [...draft.equations, { name, unit: cell('unit'), expression: cell('expression') }],
      };
    case 'input':
      return { ...draft, inputs: [...draft.inputs, inputOf(cell, row)] };
    case 'correlation':
      return {
        ...draft,
        correlations: [...draft.correlations, { a: name, b: cell('extra'), coefficient: cell('value') }],
      };
    default:
      throw new ShapeError(`${row}, what`, 'equation, input, correlation, coverage or title');
  }
}

function kindOf(cell: CellOf): Kind | undefined {
  const given = cell('distribution');
  return given === '' ? 'normal' : (Object.keys(KINDS) as readonly Kind[]).find((each) => each === given);
}

function inputOf(cell: CellOf, row: number): InputDraft {
  const kind = kindOf(cell);
  if (kind === undefined) throw new ShapeError(`${row}, distribution`, `one of ${Object.keys(KINDS).join(', ')}`);
  const read = { name: cell('name'), unit: cell('unit'), value: cell('value'), spread: cell('spread') };
  return { ...EMPTY_INPUT, ...read, kind, extra: cell('extra'), degrees: cell('degrees') };
}

// The mark that keeps a spreadsheet from taking text for a formula.
function unquoted(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}
