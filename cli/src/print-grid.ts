// SPDX-License-Identifier: Apache-2.0
import type { Cell, Check, Column, Reason, Trial, Verdict } from '@touchstone/evidence';
import { fill, paint, plain } from './paint.ts';
import { endedFollowing } from './print-log.ts';

const MARKS = { proved: '✔ proved', refuted: '✘ refuted', unknown: '? unknown' } as const;
const COLOURS = { proved: 'green', refuted: 'red', unknown: 'yellow' } as const;

/** Prints the grid, the chain of the cells that ask for it, the documents, and the coverage of each column. */
export function printGrid(
  verdict: Verdict,
  { open, papers }: { readonly open: boolean; readonly papers: readonly string[] },
): void {
  const { claim, on, columns, documents, summary } = verdict;
  line(paint('bold', plain(`${claim.product.name}, lot ${claim.lot.lotNumber}, on ${on}`)));
  if (columns.some(({ policy }) => policy?.demonstration))
    line(
      paint(
        'dim',
        'Demonstration: the authorities, bodies and laboratories do not exist; nothing here is a legal statement.',
      ),
    );
  line('');
  printTable(verdict);
  line('');
  for (const column of columns) {
    for (const cell of column.cells) if (open || cell.verdict !== 'proved') printCell(cell);
  }
  if (!open) printReservations(verdict);
  if (documents.length > 0) line(paint('bold', 'Documents'));
  for (const { file, standing, reasons } of documents) {
    const why = standing === 'sound' ? '' : `: ${reasons[0]?.detail ?? ''}`;
    line(`  ${painted(standing)} ${plain(`${file}${why}`)}`);
  }
  for (const file of papers) line(`  ${fill('unread', 12)} ${plain(file)}: a paper that nobody has transcribed`);
  line('');
  line(paint('bold', 'Coverage'));
  for (const column of columns) printCoverage(column);
  line('');
  printLogs(verdict);
  line(
    `${summary.proved} proved, ${summary.refuted} refuted, ${summary.unknown} unknown; ${summary.contradictedDocuments} contradicted document${summary.contradictedDocuments === 1 ? '' : 's'}`,
  );
}

/** What qualifies the proved cells, whose chains are not printed: each reservation once, with the places it holds for. */
function printReservations({ columns, rows }: Verdict): void {
  const held = new Map<string, { readonly topic: string; readonly detail: string; readonly places: Set<string> }>();
  for (const { place, topic, verdict, caveats } of columns.flatMap(({ cells }) => cells)) {
    for (const { detail } of verdict === 'proved' ? caveats : []) {
      const one = held.get(`${topic} ${detail}`) ?? { topic, detail, places: new Set<string>() };
      held.set(`${topic} ${detail}`, one);
      one.places.add(place);
    }
  }
  if (held.size === 0) return;
  const nameOf = (asked: string) => rows.find(({ topic }) => topic === asked)?.names.en ?? asked;
  line(paint('bold', 'Proved with these reservations'));
  for (const { topic, detail, places } of held.values())
    line(plain(`  ${fill([...places].join(', '), 14)} ${nameOf(topic)}: ${detail}`));
  line('');
}

/** The logs consulted, and what completeness files show about the parties: once, as it is the same for every cell. */
function printLogs({ knownAt, columns }: Verdict): void {
  const { logs, ended = [] } = knownAt;
  if (logs.length === 0 && ended.length === 0) return;
  line(paint('bold', 'Logs consulted'));
  for (const { log, size } of logs) line(plain(`  ${log} at ${size} entries`));
  for (const each of ended) line(paint('yellow', plain(`  ${endedFollowing(each)}`)));
  for (const { place, cells } of columns) {
    const checks = cells.flatMap((cell) => cell.checks).filter(({ group }) => group === 'restrictions');
    const details = checks.flatMap(({ reasons }) => reasons.filter(({ code }) => ABOUT_LOGS.test(code)));
    for (const detail of new Set(details.map((one) => one.detail))) line(plain(`  ${fill(place, 6)} ${detail}`));
  }
  line('');
}

const ABOUT_LOGS = /^(COMPLETENESS_|LOGS_|NONE_KNOWN_AS_OF$|ALL_KNOWN_AS_OF$)/;

function printTable({ rows, columns }: Verdict): void {
  const names = rows.map(({ names: { en }, topic }) => plain(en ?? topic));
  const first = Math.max(12, ...names.map((name) => name.length)) + 2;
  line(fill('', first) + columns.map(({ place }) => fill(place, 24)).join(''));
  rows.forEach(({ topic }, index) => {
    const cells = columns.map(({ cells: all }) => all.filter((cell) => cell.topic === topic));
    // Where a place has several rules on one topic, each has a line of its own, under its own place.
    const height = Math.max(1, ...cells.map((here) => here.length));
    for (let level = 0; level < height; level += 1) {
      const shown = cells.map((here) => {
        const cell = here[level];
        return cell === undefined ? fill(here.length === 0 ? '–' : '', 24) : shortCell(cell);
      });
      line(fill(level === 0 ? (names[index] ?? '') : '', first) + shown.join(''));
    }
  });
}

function shortCell({ verdict, requirements }: Cell): string {
  const limit = requirements.map(({ text }) => text).join(' or ');
  return paint(COLOURS[verdict], fill(`${MARKS[verdict]} ${limit}`.slice(0, 23), 24));
}

function printCell(cell: Cell): void {
  line(paint('bold', `${cell.place} ${cell.topic}`) + paint(COLOURS[cell.verdict], ` ${MARKS[cell.verdict]}`));
  for (const { text, instrument, provision, certainty, basis, id } of cell.requirements) {
    line(
      plain(
        `  rule     ${text}${basis === undefined ? '' : ` (${basis})`}: ${instrument}, ${provision} [${certainty}] ${id}`,
      ),
    );
  }
  for (const check of cell.checks) if (check.outcome !== 'passed') printCheck(check);
  for (const trial of cell.trials) printTrial(trial);
  for (const caveat of cell.caveats) line(plain(`  note     ${caveat.detail}`));
  for (const settle of cell.toSettle) line(plain(`  settle   ${settle.detail}${because(settle)}`));
  line('');
}

function because({ values }: Reason): string {
  return values?.because === undefined ? '' : ` (${values.because})`;
}

/** The chain of one document for one cell; the first required link that did not pass is the broken one. */
function printTrial({ document, result, outcome, standing, checks }: Trial): void {
  line(plain(`  tried    ${document.title}${result === undefined ? '' : ` [${result}]`}: ${outcome}, ${standing}`));
  const broken = checks.find(
    ({ outcome: made, force, group }) => made !== 'passed' && force === 'required' && group !== 'decision',
  );
  for (const check of checks) {
    if (check === broken) printCheck(check, '    ', 'first broken link');
    else if (check.outcome !== 'passed') printCheck(check, '    ');
  }
}

/** One check with all its reasons. */
export function printCheck(check: Check, indent = '  ', remark?: string): void {
  const { group, outcome, force, reasons } = check;
  const colour = outcome === 'failed' ? 'red' : outcome === 'passed' ? 'green' : 'yellow';
  const said = reasons
    .map(({ code, detail, article }) => `${detail}${article === undefined ? '' : ` (compare ${article})`} [${code}]`)
    .join('; ');
  const head = `${indent}${fill(group, 15)}${outcome}${force === 'informative' ? ' (informative)' : ''}`;
  line(
    paint(remark === undefined ? colour : 'red', `${head}${remark === undefined ? '' : ` ← ${remark}`}`) +
      plain(`: ${said}`),
  );
}

function painted(standing: string): string {
  const colour = standing === 'sound' ? 'green' : standing === 'contradicted' ? 'red' : 'yellow';
  return paint(colour, fill(standing, 12));
}

function printCoverage({ place, coverage }: Column): void {
  line(plain(`  ${fill(place, 6)} ${coverage.summary.detail}`));
  for (const { item, status, reason } of coverage.rows) {
    if (status === 'missing' || status === 'partial')
      line(paint('dim', plain(`         ${fill(status, 8)} ${item}: ${reason}`)));
  }
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
