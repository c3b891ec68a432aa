// SPDX-License-Identifier: Apache-2.0
import type { CompletenessChain, EndedFollowing, PlaceOfCompleteness, ReceiptVerdict } from '@touchstone/evidence';
import type { QuorumEvaluation } from '@touchstone/transparency-log';
import { paint, plain } from './paint.ts';

/** Prints what a receipt shows by itself, by the log policy of each place: the checkpoint, and who has witnessed it when. */
export function printReceipt(places: readonly { readonly place: string; readonly verdict?: ReceiptVerdict }[]): void {
  line(paint('bold', 'Checkpoint of the receipt'));
  for (const { place, verdict } of places) {
    if (verdict === undefined) {
      line(`${paint('yellow', `  ${place} not-evaluated`)}: no log policy of this place at hand [LOG_NO_POLICY]`);
      continue;
    }
    const { outcome, reasons, tree, unmet } = verdict;
    const said = reasons.map(({ code, detail }) => `${detail} [${code}]`).join('; ');
    line(
      paint(outcome === 'passed' ? 'green' : 'red', `  ${place} ${outcome}`) + plain(said === '' ? '' : `: ${said}`),
    );
    if (unmet !== undefined) printQuorum(unmet, 6);
    if (tree === undefined) continue;
    const { origin, size, witnessedAt } = tree;
    line(plain(`      ${size} entries of ${origin}, witnessed by ${witnessedAt ?? 'nobody'}`));
    if (tree.quorum !== 'none') printQuorum(tree.quorum, 6);
  }
  line('');
}

/** Prints whether the receipt that was asked about shows that a log has its document. */
export function printReceiptOf(document: string, places: readonly string[]): void {
  line(
    places.length === 0
      ? paint('green', plain(`receipt: the log has ${document}`))
      : paint('red', plain(`receipt: it does not show that a log has ${document}, in ${places.join(', ')}`)),
  );
}

/** Prints the chain of a completeness file, place by place. */
export function printCompleteness({ file, fault, subjects, thing, ended, places }: CompletenessChain): void {
  line(paint('bold', plain(`Completeness of ${subjects.join(', ') || file}`)));
  if (thing !== undefined) {
    line(paint('yellow', plain(`  about one thing only: ${thing}; nothing is said of all else about the subject`)));
  }
  if (fault !== undefined) line(paint('red', plain(`  ${fault.detail} [${fault.code}]`)));
  for (const each of ended) line(paint('yellow', plain(`  ${endedFollowing(each)}`)));
  for (const each of places) printPlace(each);
}

/** What is to be known of a log that was followed once. */
export function endedFollowing({ log, until }: EndedFollowing): string {
  return `${log} was followed until ${until}, not since`;
}

function printPlace({ place, policy, verdict, known, ageDays, maximumAgeDays }: PlaceOfCompleteness): void {
  line('');
  line(paint('bold', place) + paint('dim', plain(` by ${policy ?? 'no policy about logs at hand: nothing is known'}`)));
  if (verdict === undefined || known === undefined) return;
  const colour = verdict.outcome === 'complete' ? 'green' : verdict.outcome === 'incomplete' ? 'yellow' : 'red';
  const { listed, opened, covered, missing, asOf } = verdict;
  line(
    paint(colour, `  list           ${verdict.outcome}`) +
      `: ${listed.length} listed, ${opened.length} opened, ${covered.length} expired, ${missing.length} not known`,
  );
  for (const { origin, size, quorum, asOf: since } of verdict.logs) {
    line(plain(`      ${origin} at ${size} entries, witnessed since ${since ?? 'nobody knows when'}`));
    if (quorum !== 'none') printQuorum(quorum, 8);
  }
  for (const { code, detail } of verdict.faults) line(plain(`      ${detail} [${code}]`));
  if (asOf !== undefined) {
    const most = maximumAgeDays === undefined ? '' : `; the place takes ${maximumAgeDays}`;
    line(`  age            ${ageDays} days before the day asked about${most}`);
  }
  printKnown(known);
}

function printKnown(known: NonNullable<PlaceOfCompleteness['known']>): void {
  const logs = known.logs.join(', ');
  if (known.outcome === 'none-known') {
    line(paint('green', plain(`  none known     no penalty, withdrawal or recall as of ${known.asOf}, in ${logs}`)));
    line(
      plain('      a withdrawal of what these logs do not hold would be filed under its issuer, and is not covered'),
    );
  } else if (known.outcome === 'unknown') {
    line(
      paint(
        'yellow',
        plain(`  unknown        a penalty, withdrawal or recall may be there: ${known.because.join(', ')}`),
      ),
    );
    for (const { code, detail } of known.reasons) line(plain(`      ${detail} [${code}]`));
  } else {
    line(paint('red', `  known          ${known.found.length} of these`));
    for (const { statement, log, index } of known.found) {
      line(plain(`      ${statement.kind} ${statement.id} by ${statement.issuer}, entry ${index} of ${log}`));
    }
  }
}

function printQuorum({ name, met, threshold, members = [], time }: QuorumEvaluation, indent: number): void {
  const when = time === undefined ? '' : ` at ${new Date(time * 1000).toISOString()}`;
  const count = threshold === undefined ? '' : `, ${threshold} of ${members.length}`;
  line(' '.repeat(indent) + paint(met ? 'green' : 'yellow', plain(`${name} ${met ? 'yes' : 'no'}${count}${when}`)));
  for (const member of members) printQuorum(member, indent + 2);
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
