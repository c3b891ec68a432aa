// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CertificateVerdict } from '@touchstone/evidence/certificate';
import type { CalendarDay } from '@touchstone/identifiers';
import { type CertificateFolders, readCertificateJudge } from '@touchstone/local-files/certificates';
import { fill, paint, plain } from './paint.ts';

const COLOURS = { sound: 'green', unsound: 'yellow', unread: 'yellow', contradicted: 'red' } as const;
const EXIT_CODES = { sound: 0, unread: 1, unsound: 2, contradicted: 3 } as const;

/** `verify FILE.xml`: a digital calibration certificate in, its checks and chain out. Answers the exit code. */
export async function verifyCertificate(path: string, folders: CertificateFolders, on: CalendarDay): Promise<number> {
  const judge = await readCertificateJudge(folders);
  const verdict = await judge({ file: basename(path), bytes: await readFile(path) }, on);
  printCertificate(verdict);
  return EXIT_CODES[verdict.document.standing];
}

function printCertificate({ document, checks, signatures, evidence }: CertificateVerdict): void {
  line(paint('bold', plain(document.link.title)));
  if (evidence !== undefined) {
    const { laboratory, instrument, calibratedOn, results } = evidence.certificate;
    line(plain(`  laboratory ${laboratory.name}${laboratory.id === undefined ? '' : ` (${laboratory.id})`}`));
    line(plain(`  instrument ${instrument}, calibrated on ${calibratedOn}, ${results.length} values with uncertainty`));
  }
  line('');
  line(paint('bold', 'Proof'));
  const [reason] = document.reasons;
  const broken = checks.find(({ name, code }) => reason !== undefined && (code ?? name) === reason.code);
  for (const check of checks) {
    const { name, outcome, code, detail } = check;
    const said = [detail, code === undefined ? undefined : `[${code}]`].filter((part) => part !== undefined).join(' ');
    const colour = outcome === 'passed' ? 'green' : outcome === 'failed' ? 'red' : 'yellow';
    const text = `  ${fill(name, 21)}${outcome}${check === broken ? ' ← first broken link' : ''}`;
    line(paint(colour, text) + plain(said === '' ? '' : `: ${said}`));
  }
  for (const { path, level, claimedSigningTime, stampedAt } of signatures) {
    const when =
      stampedAt ?? (claimedSigningTime === undefined ? 'unsaid' : `${claimedSigningTime}, as the signer says`);
    line('');
    line(paint('bold', `Signature, level ${level}, of ${plain(when)}`));
    for (const [index, name] of path.entries()) line(plain(`  ${'  '.repeat(index)}${name}`));
  }
  line('');
  if (evidence !== undefined) {
    line(paint('bold', `What it leaves open (${evidence.gaps.length})`));
    for (const { grade, code, at, message } of evidence.gaps)
      line(plain(`  ${fill(grade, 11)} ${code} ${at}: ${message}`));
  }
  line(paint(COLOURS[document.standing], document.standing));
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
