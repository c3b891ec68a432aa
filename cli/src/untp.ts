// SPDX-License-Identifier: Apache-2.0
import { type JsonObject, statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { readInput } from '@touchstone/credentials/verify';
import {
  type Gap,
  parseStatement,
  readUntp,
  type Statement,
  StatementError,
  toUntp,
  UNTP_EXPORTED_KINDS,
  type UntpDocument,
  untpKindOf,
} from '@touchstone/statements';
import { CommandError } from './command-error.ts';
import { readCredentialText } from './credential-text.ts';
import { fill, paint, plain } from './paint.ts';
import { readOptions } from './read-options.ts';

const READ = 0;

/** `untp FILE`: what a UNTP credential says and leaves open, or what an export of one of our statements would lose. */
export async function untp(args: readonly string[]): Promise<number> {
  const { positionals } = readOptions(args, {});
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new CommandError('one document is needed, a .json or a .jwt: ./touchstone untp FILE');
  const reading = readInput(await readCredentialText(path));
  if (reading.form === 'unreadable')
    throw new CommandError(`${path} cannot be read as a credential: ${reading.syntax.detail ?? reading.syntax.name}`);
  const { proof: _, ...body } = reading.document;
  try {
    if (untpKindOf(body) === undefined) printLosses(parseStatement(body), body);
    else printReading(readUntp(body));
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const what = 'is neither a credential of UNTP 0.7.0 nor a statement of ours';
    throw new CommandError(`${path} ${what}: ${error.message}`, { cause: error });
  }
  line(paint('dim', 'Whether it is signed, and by whom, was not looked at: ./touchstone verify does that.'));
  return READ;
}

function printReading({ kind, gaps, reading, ...envelope }: UntpDocument): void {
  line(paint('bold', `${kind} of UNTP 0.7.0`));
  printLeaves(envelope);
  line('');
  line(paint('bold', 'What it says'));
  printLeaves(reading);
  line('');
  line(paint('bold', `What it leaves open (${gaps.length})`));
  for (const gap of gaps) printGap(gap);
}

const GRADES = { missing: 'yellow', assumed: 'dim', unreadable: 'red' } as const;

function printGap({ grade, code, at, message }: Gap): void {
  line(`  ${paint(GRADES[grade], fill(grade, 11))} ${code} ${plain(at === '' ? '(whole)' : at)}`);
  line(`  ${fill('', 11)} ${plain(message)}`);
}

/** The export is made to learn what it loses, and thrown away: nothing is signed, and none of its own fields is shown. */
function printLosses(statement: Statement, body: JsonObject): void {
  const { kind, id, uuid, issuer, validFrom } = statement;
  line(paint('bold', `${kind} ${plain(id)}`));
  line(`  issuer ${plain(issuer)}`);
  if (!(UNTP_EXPORTED_KINDS as readonly string[]).includes(kind)) {
    line(`UNTP 0.7.0 has no counterpart for a ${kind}; it has one for ${UNTP_EXPORTED_KINDS.join(', ')}.`);
    return;
  }
  const digest = statementDigest(body, nodeSuite);
  const { losses, standIns } = toUntp(statement, { uuid, digest, validFrom, issuerName: nameOf(statement) });
  line('');
  line(paint('bold', `What an export as UNTP 0.7.0 would lose (${losses.length})`));
  for (const { path, reason } of losses) line(`  ${plain(path)}: ${reason}`);
  line(paint('bold', `What would stand in for what it requires and nobody said (${standIns.length})`));
  for (const { at, reason } of standIns) line(`  ${plain(at)}: ${reason}`);
}

/** As an issuer would name itself, so that its name is not counted as lost. */
function nameOf({ issuer, subject }: Statement): string {
  const { laboratory, body } = subject as { readonly laboratory?: Named; readonly body?: Named };
  return [laboratory, body].find((named) => named?.id === issuer)?.name ?? issuer;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Every value within, a line each, under its path. */
function printLeaves(value: unknown, path = ''): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) {
    line(`  ${plain(path)}: ${plain(String(value))}`);
    return;
  }
  for (const [name, child] of Object.entries(value)) printLeaves(child, path === '' ? name : `${path}.${name}`);
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
