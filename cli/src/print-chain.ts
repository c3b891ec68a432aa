// SPDX-License-Identifier: Apache-2.0
import type { DocumentChain } from '@touchstone/evidence';
import { placesWithBrokenChain, placesWithOpenAgainst } from './exit-code.ts';
import { fill, paint, plain } from './paint.ts';
import { printAgainst } from './print-against.ts';
import { printCheck } from './print-grid.ts';
import { printIndicators } from './print-indicators.ts';

const COLOURS = { sound: 'green', unsound: 'yellow', unread: 'yellow', contradicted: 'red' } as const;

/** Prints the chain of one document, from its bytes up to a trust anchor; the first broken link of each place in red. */
export function printChain({ document, proof, places, indicators = [] }: DocumentChain): void {
  const { file, link, standing, reasons } = document;
  const isRead = standing !== 'unread';
  line(paint('bold', plain(isRead ? link.title : `${file} cannot be read as a signed document`)));
  if (!isRead) for (const { code, detail } of reasons) line(plain(`  ${detail} [${code}]`));
  if (isRead) {
    line(plain(`  issuer   ${link.issuer}`));
    line(plain(`  identity ${link.id}`));
  }
  line('');
  const broken = proof.find(({ outcome }) => outcome === 'failed') ?? proof.find(({ outcome }) => outcome !== 'passed');
  line(paint('bold', 'Proof'));
  for (const each of proof) {
    const said = [each.detail, each.code === undefined ? undefined : `[${each.code}]`]
      .filter((part) => part !== undefined)
      .join(' ');
    const text = `  ${fill(each.name, 18)}${each.outcome}${each === broken ? ' ← first broken link' : ''}`;
    line(
      paint(
        each === broken && each.outcome === 'failed' ? 'red' : each.outcome === 'passed' ? 'green' : 'yellow',
        text,
      ) + plain(said === '' ? '' : `: ${said}`),
    );
  }
  // Of what cannot be read, no place can say more.
  for (const { place, policy, checks, against } of isRead ? places : []) {
    line('');
    line(paint('bold', place) + paint('dim', plain(` by ${policy ?? 'no policy at hand: nothing can be said'}`)));
    const first = checks.find(({ outcome, force }) => outcome !== 'passed' && force === 'required');
    for (const check of checks) {
      if (check === first) printCheck(check, '  ', 'first broken link');
      else printCheck(check, '  ');
      for (const { title, issuer } of check.rests) line(paint('dim', plain(`      rests on ${title} (${issuer})`)));
    }
    if (against !== undefined) printAgainst(against);
  }
  printIndicators(indicators);
  line('');
  const open = placesWithBrokenChain(places);
  const chain = open.length === 0 ? '' : `; the chain does not hold, or is not known, in ${open.join(', ')}`;
  const held = placesWithOpenAgainst(places);
  const against = held.length === 0 ? '' : `; something stands against its issuer or subject in ${held.join(', ')}`;
  const isDoubtful = standing === 'sound' && open.length + held.length > 0;
  line(paint(isDoubtful ? 'yellow' : COLOURS[standing], `${standing}${chain}${against}`));
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
