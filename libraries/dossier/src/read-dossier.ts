// SPDX-License-Identifier: Apache-2.0
import { type Digest, digestFromSha256, type Place } from '@touchstone/identifiers';
import type { Claim } from '@touchstone/statements';
import { isLitter, nameKey, problemOfName } from './archive/entry-name.ts';
import { type DossierEntry, readZip } from './archive/read-zip.ts';
import { checkTables, readClaim } from './claim-from-tables.ts';
import { type DocumentReading, type DossierDocument, readJsonDocument, readToken } from './documents.ts';
import { createFaultList, type DossierFault, type FaultList, type Location } from './fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from './limits.ts';
import { addReceipts, type DossierCompleteness, RECEIPT, readCompleteness } from './log-files.ts';
import type { TableName } from './tables/columns.ts';
import type { Grid } from './tables/grid.ts';
import { findTable } from './tables/header-names.ts';
import { readTable, type Table } from './tables/read-table.ts';
import { readCsv } from './text/csv-reader.ts';
import { readResults, type TranscribedResult } from './transcribed-results.ts';
import { knownTables, readWorkbook } from './workbook/read-workbook.ts';

/** A file that is kept and not read, such as a PDF: nobody has transcribed it yet, so nothing is judged by it. */
export interface DossierPaper {
  readonly file: string;
  readonly length: number;
  readonly digest: Digest;
}

/** A digital calibration certificate of PTB's kind, as XML: kept as it came, for whoever verifies such. */
export interface DossierCertificate {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What a presenter brings: the claim, the signed documents, what was typed off others, and the rest unread. */
export interface Dossier {
  readonly claim: Claim;
  readonly documents: readonly DossierDocument[];
  readonly transcribed: readonly TranscribedResult[];
  /** What logs have about parties; a receipt is with its document. */
  readonly completeness: readonly DossierCompleteness[];
  readonly certificates: readonly DossierCertificate[];
  readonly papers: readonly DossierPaper[];
  /** The places of the route, each once: where the lot is to be sold unless the caller asks otherwise. */
  readonly places: readonly Place[];
  /** Files that systems leave behind (.DS_Store and the like), passed over. */
  readonly ignored: readonly string[];
}

/** A dossier, or every reason why there is none; warnings come with a dossier too. */
export interface DossierReading {
  readonly dossier: Dossier | undefined;
  readonly faults: readonly DossierFault[];
}

/** What a reader of dossiers needs from outside. */
export interface DossierOptions {
  /** SHA-256 of the bytes, 32 bytes long. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  readonly limits?: Partial<DossierLimits>;
}

/**
 * Reads the files of a dossier; a caller walks the folder and gives paths below it, with slashes.
 * When a fault is an error, `dossier` is undefined and nothing of the files is to be used.
 *
 * @example const { dossier, faults } = await readDossier([{ path: 'product.csv', bytes }], { sha256 });
 */
export async function readDossier(entries: readonly DossierEntry[], options: DossierOptions): Promise<DossierReading> {
  const limits = { ...DOSSIER_LIMITS, ...options.limits };
  const faults = createFaultList(limits.faults);
  const accepted = checkEntries(entries, { limits, faults });
  const sorted = await sortFiles(accepted, { limits, faults });
  const { documents, unused } = addReceipts(sorted.documents, sorted.receipts, { limits, faults });
  checkTables(sorted.tables, { areAll: !sorted.hasUnreadWorkbook, faults });
  const transcribed = readResults(sorted.tables, faults);
  const claim = readClaim(sorted.tables, faults);
  if (claim === undefined || faults.hasErrors()) return { dossier: undefined, faults: faults.list() };
  const dossier: Dossier = {
    claim,
    documents,
    transcribed,
    completeness: sorted.completeness,
    certificates: sorted.certificates.map(({ path, bytes }) => ({ file: path, bytes })),
    papers: await Promise.all([...sorted.papers, ...unused].map((paper) => toPaper(paper, options))),
    places: [...new Set(claim.route.map(({ place }) => place))],
    ignored: entries.filter(({ path }) => isLitter(path)).map(({ path }) => path),
  };
  return { dossier, faults: faults.list() };
}

/** Reads a zipped dossier: `readZip`, then `readDossier`. */
export async function readDossierArchive(
  bytes: Uint8Array,
  options: DossierOptions & { readonly name?: string },
): Promise<DossierReading> {
  const limits = { ...DOSSIER_LIMITS, ...options.limits };
  const zip = await readZip(bytes, { limits, ...(options.name === undefined ? {} : { name: options.name }) });
  if (zip.faults.length > 0) return { dossier: undefined, faults: zip.faults };
  return readDossier(zip.entries, options);
}

interface Context {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

// A folder can hold what a zip can, and its files are checked alike; a zip has only been checked earlier.
function checkEntries(entries: readonly DossierEntry[], { limits, faults }: Context): readonly DossierEntry[] {
  const files = entries.filter(({ path }) => !isLitter(path));
  if (files.length > limits.files) {
    const found = `${files.length} files`;
    faults.add(
      'TOO_MANY_FILES',
      { file: (files[limits.files] as DossierEntry).path },
      { found, expected: `at most ${limits.files} files` },
    );
    return [];
  }
  const seen = new Map<string, string>();
  let total = 0;
  return files.filter(({ path, bytes }) => {
    const problem = problemOfName(path, limits);
    const other = seen.get(nameKey(path));
    seen.set(nameKey(path), path);
    total += bytes.length;
    const file = { file: path };
    if (problem !== undefined) faults.add(problem.code, file, { found: path, expected: problem.expected });
    else if (other !== undefined)
      faults.add('DUPLICATE_NAME', file, { found: other, expected: 'give each file a name of its own' });
    else if (bytes.length === 0) faults.add('EMPTY_FILE', file, { expected: 'save the file again, or leave it out' });
    else if (bytes.length > limits.fileBytes) {
      faults.add('FILE_TOO_LARGE', file, {
        found: `${bytes.length} bytes`,
        expected: `at most ${limits.fileBytes} bytes`,
      });
    } else if (total > limits.totalBytes) {
      faults.add('TOTAL_TOO_LARGE', file, {
        found: `${total} bytes or more`,
        expected: `at most ${limits.totalBytes} bytes in all`,
      });
    } else return true;
    return false;
  });
}

interface SortedFiles {
  readonly tables: Table[];
  readonly documents: DossierDocument[];
  readonly papers: DossierEntry[];
  readonly receipts: DossierEntry[];
  readonly certificates: DossierEntry[];
  readonly completeness: DossierCompleteness[];
  /** A workbook that cannot be read may hold any table, so none is known to be missing. */
  hasUnreadWorkbook: boolean;
}

async function sortFiles(entries: readonly DossierEntry[], context: Context): Promise<SortedFiles> {
  const sorted: SortedFiles = {
    ...{ tables: [], documents: [], papers: [], receipts: [], certificates: [], completeness: [] },
    hasUnreadWorkbook: false,
  };
  const keep = (entry: DossierEntry, reading: DocumentReading): void => {
    if (reading === 'not-a-credential') sorted.papers.push(entry);
    else if (reading !== undefined) sorted.documents.push(reading);
  };
  for (const entry of entries) {
    switch (kindOf(entry)) {
      case 'csv':
        readCsvTable(entry, sorted, context);
        break;
      case 'workbook': {
        const sheets = await readWorkbook(entry, context);
        if (sheets === undefined) sorted.hasUnreadWorkbook = true;
        // A workbook without a table, such as raw data of a laboratory, is a paper like any other.
        else if (sheets.length === 0) sorted.papers.push(entry);
        else for (const { table, ...sheet } of sheets) addTable(table, sheet, { sorted, context });
        break;
      }
      case 'json': {
        const completeness = readCompleteness(entry);
        if (completeness === undefined) keep(entry, readJsonDocument(entry, context));
        else sorted.completeness.push(completeness);
        break;
      }
      case 'receipt':
        sorted.receipts.push(entry);
        break;
      case 'xml':
        (isCertificate(entry) ? sorted.certificates : sorted.papers).push(entry);
        break;
      case 'token':
        keep(entry, readToken(entry, context));
        break;
      case 'spreadsheet': {
        const expected = 'save it as .xlsx, or print it to PDF to keep it as a paper';
        context.faults.add('OTHER_SPREADSHEET', { file: entry.path }, { expected });
        break;
      }
      case 'archive': {
        const expected = 'unpack it and put its files into the dossier';
        context.faults.add('NESTED_ARCHIVE', { file: entry.path }, { expected });
        break;
      }
      case 'paper':
        sorted.papers.push(entry);
    }
  }
  return sorted;
}

function readCsvTable(entry: DossierEntry, sorted: SortedFiles, context: Context): void {
  const name = baseName(entry.path);
  const table = findTable(name);
  if (table === undefined) {
    const expected = knownTables(name);
    context.faults.add('UNKNOWN_TABLE', { file: entry.path }, { expected });
    sorted.papers.push(entry);
    return;
  }
  const grid = readCsv(entry, context.limits, context.faults);
  addTable(table, { location: { file: entry.path }, grid }, { sorted, context });
}

// A table that could not be read stays in the list without rows, so that it is not called missing too.
function addTable(
  name: TableName,
  { location, grid }: { readonly location: Location; readonly grid: Grid | undefined },
  { sorted, context }: { readonly sorted: SortedFiles; readonly context: Context },
): void {
  sorted.tables.push(grid === undefined ? { name, location, rows: [] } : readTable(name, grid, context));
}

type FileKind = 'csv' | 'workbook' | 'json' | 'token' | 'receipt' | 'xml' | 'spreadsheet' | 'archive' | 'paper';

const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  ['csv', /\.(csv|tsv)$/i],
  ['workbook', /\.(xlsx|xlsm|xltx|xltm)$/i],
  ['json', /\.(json|jsonld)$/i],
  ['token', /\.(jwt|jws|vc\+jwt|vc-jwt)$/i],
  ['receipt', RECEIPT],
  ['xml', /\.xml$/i],
  ['spreadsheet', /\.(xls|xlsb|xlt|ods|numbers|et|ett)$/i],
  ['archive', /\.(zip|7z|rar|gz|tgz|tar|bz2|xz|zst)$/i],
];

function kindOf({ path }: DossierEntry): FileKind {
  return KINDS.find(([, ending]) => ending.test(path))?.[0] ?? 'paper';
}

/** Other XML is a paper. The namespace of DCC stands in the root; nothing is parsed for a look at it. */
function isCertificate({ bytes }: DossierEntry): boolean {
  return new TextDecoder().decode(bytes.subarray(0, CERTIFICATE_HEAD)).includes('https://ptb.de/dcc');
}

const CERTIFICATE_HEAD = 8_192;

/** The name of a file without its folders and its ending. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

async function toPaper({ path, bytes }: DossierEntry, { sha256 }: DossierOptions): Promise<DossierPaper> {
  return { file: path, length: bytes.length, digest: digestFromSha256(await sha256(bytes)) };
}
