// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PublicRound } from '@touchstone/contract';
import type PDFDocument from 'pdfkit';
import { drawOnPage } from './draw-pdf.ts';
import { plotsOf } from './plots.ts';
import { localTimeAt } from '../record-keeping/local-day.ts';
import { figureLines, noteOf, SYMBOLS, wordOf } from './report-text.ts';
import { filled, REPORT_WORDS, type ReportLanguage, type Words } from './words.ts';

const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const MARGIN = 48;
const INK = '#1c1917';
const MUTED = '#57534e';
let font: Promise<Uint8Array> | undefined;

/** How a report is printed. */
export interface PrintOptions {
  readonly language: ReportLanguage;
  /** Code of the reader's own laboratory, which plots point to. */
  readonly own?: string;
}

/** A published round on A4 pages, the font's letters that are used embedded; the same round always gives the same pages. */
export async function printReport(round: PublicRound, { language, own }: PrintOptions): Promise<Uint8Array> {
  const words = REPORT_WORDS[language];
  // Loaded here and not above: whoever prints nothing needs neither it nor ten megabytes of letters.
  const { default: Document } = await import('pdfkit');
  font ??= readFile(createRequire(import.meta.url).resolve(FONT)).then((bytes) => new Uint8Array(bytes));
  const page = new Document({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, font: await font, lang: language },
    info: { Title: `${words.title}: ${round.scheme} ${round.round}`, CreationDate: new Date(round.deadline) },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    page.on('data', (chunk) => chunks.push(chunk));
    page.on('end', resolve);
    page.on('error', reject);
  });
  printHead(page, round, words);
  for (const measurand of round.measurands) printMeasurand(page, measurand, { words, own });
  printTreatments(page, round, words);
  numberPages(page, words);
  page.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}

type Measurand = PublicRound['measurands'][number];

function printHead(page: PDFDocument, round: PublicRound, words: Words): void {
  const { provider, scheme, item, openedOn, deadline, accredited, report } = round;
  page.fillColor(INK).fontSize(18).text(words.title, MARGIN, MARGIN);
  page.y += 6;
  pairs(page, [
    [words.provider, provider.name],
    [words.scheme, scheme],
    [words.round, round.round],
    [words.item, item],
    [words.opened, openedOn],
    [words.deadline, localTimeAt(deadline)],
    [words.statement, report === undefined ? '' : `${report.id}\n${report.digest}`],
  ]);
  const said = [accredited ? words.accredited : words.notAccredited, words.codes, words.rule];
  if (provider.demonstration) said.unshift(words.demonstration);
  said.unshift(...supersessionLines(round, words));
  for (const line of said)
    page
      .fontSize(9)
      .fillColor(MUTED)
      .text(line, MARGIN, page.y + 3, { width: roomOf(page) });
}

/** A report that was corrected says so first, and a corrected one says which it takes the place of. */
function supersessionLines({ supersededBy, supersedes = [] }: PublicRound, words: Words): readonly string[] {
  const line = (said: string, { on, report, because }: NonNullable<PublicRound['supersededBy']>) =>
    `${said} ${on} (${report.id}): ${because}`;
  const by = supersededBy === undefined ? [] : [line(words.superseded, supersededBy)];
  return [...by, ...supersedes.map((one) => line(words.supersedes, one))];
}

function printMeasurand(
  page: PDFDocument,
  measurand: Measurand,
  { words, own }: { readonly words: Words; readonly own: string | undefined },
): void {
  const { figures, unit } = measurand;
  page.addPage();
  page.fillColor(INK).fontSize(14).text(`${measurand.measurand} (${unit})`, MARGIN, MARGIN);
  page.y += 4;
  if (figures === undefined) return;
  pairs(page, figureLines(measurand, words));
  const { drawings, outside } = plotsOf(measurand, words, own);
  for (const drawing of drawings) {
    const room = Math.min(roomOf(page), 440);
    const height = (drawing.height * room) / drawing.width;
    if (page.y + height + 24 > page.page.height - MARGIN) page.addPage();
    page
      .fillColor(INK)
      .fontSize(10)
      .text(drawing.description, MARGIN, page.y + 8);
    const top = page.y + 4;
    drawOnPage(page, drawing, [MARGIN, top, room]);
    page.x = MARGIN;
    page.y = top + height;
  }
  if (outside > 0)
    page
      .fontSize(9)
      .fillColor(MUTED)
      .text(`${words.outside}: ${outside}`, MARGIN, page.y + 2);
  printLines(page, measurand, words, own);
}

const COLUMNS = [0, 90, 190, 250, 340] as const;
const ROW = 15;

function printLines(
  page: PDFDocument,
  { lines = [], score: kind }: Measurand,
  words: Words,
  own: string | undefined,
): void {
  const row = (cells: readonly string[], colour: string) => {
    const [, , , , last] = COLUMNS;
    const height = Math.max(ROW, page.fontSize(9).heightOfString(cells[4] ?? '', { width: roomOf(page) - last }) + 3);
    if (page.y + height > page.page.height - MARGIN) {
      page.addPage();
      page.y = MARGIN;
    }
    const top = page.y;
    cells.forEach((cell, index) => {
      const width = index === 4 ? { width: roomOf(page) - last } : { lineBreak: false };
      page
        .fontSize(9)
        .fillColor(colour)
        .text(cell, MARGIN + (COLUMNS[index] as number), top, width);
    });
    page.y = top + height;
  };
  page.y += 8;
  row([words.code, words.reported, SYMBOLS[kind], words.verdict, words.note], MUTED);
  for (const line of lines) {
    const { code, reported = '', expandedUncertainty, score = '', verdict } = line;
    const shown = expandedUncertainty === undefined ? reported : `${reported} ± ${expandedUncertainty}`;
    row([code === own ? `${code} ←` : code, shown, score, words[verdict], noteOf(line, words)], INK);
  }
}

function printTreatments(page: PDFDocument, { treatments }: PublicRound, words: Words): void {
  if (treatments.length === 0) return;
  page
    .fontSize(11)
    .fillColor(INK)
    .text(words.treatments, MARGIN, page.y + 10);
  for (const { measurand, treatment, because } of treatments) {
    const said = wordOf(words, treatment, treatment);
    page.fontSize(9).text(`${measurand}: ${said}. ${because}`, MARGIN, page.y + 3, { width: roomOf(page) });
  }
}

function numberPages(page: PDFDocument, words: Words): void {
  const { start, count } = page.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    page.switchToPage(index);
    const text = filled(words.page, { page: String(index + 1), count: String(count) });
    page
      .fontSize(8)
      .fillColor(MUTED)
      .text(text, MARGIN, page.page.height - MARGIN - 10, { lineBreak: false });
  }
}

function pairs(page: PDFDocument, all: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of all) {
    if (value === '') continue;
    const top = page.y + 2;
    page.fontSize(10).fillColor(MUTED).text(name, MARGIN, top, { width: 170 });
    const below = page.y;
    page.fillColor(INK).text(value, MARGIN + 175, top, { width: roomOf(page) - 175 });
    page.y = Math.max(below, page.y);
  }
}

function roomOf(page: PDFDocument): number {
  return page.page.width - 2 * MARGIN;
}
