// SPDX-License-Identifier: Apache-2.0
import type { KnownAgainst } from '@touchstone/evidence';
import { fill, paint, plain } from './paint.ts';

const COLOURS = { open: 'red', noted: 'yellow', 'none-known': 'dim' } as const;

/** Prints what stands against the issuer of a document and whom it is about, beside its links in one place. */
export function printAgainst({ on, knownAt, parties }: KnownAgainst): void {
  line(paint('dim', `  beside the links, on ${on}, as known at ${knownAt}`));
  for (const { of, standing, reasons, rests } of parties) {
    const said = reasons.map(({ code, detail }) => `${detail} [${code}]`).join('; ');
    const head = `  ${fill(`against ${of}`, 17)}${standing === 'none-known' ? 'none known' : standing}`;
    line(paint(COLOURS[standing], head) + plain(`: ${said}`));
    for (const { title, issuer } of rests) line(paint('dim', plain(`      rests on ${title} (${issuer})`)));
  }
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
