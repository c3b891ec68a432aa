// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { readInput } from '@touchstone/credentials/verify';
import { writeDcc } from '@touchstone/metrology/calibration';
import { parseStatement, type Statement, StatementError, type StatementOf } from '@touchstone/statements';
import { type DccExport, toDcc } from '@touchstone/statements/dcc';
import { CommandError } from './command-error.ts';
import { readCredentialText } from './credential-text.ts';
import { plain } from './paint.ts';
import { readOptions } from './read-options.ts';

const WRITTEN = 0;

/** `dcc export FILE`: a calibration certificate of ours as DCC 3.3.0; what that does not carry is told on stderr. */
export async function dcc(args: readonly string[]): Promise<number> {
  const { path, country, language, out } = parse(args);
  const reading = readInput(await readCredentialText(path));
  if (reading.form === 'unreadable')
    throw new CommandError(`${path} cannot be read as a credential: ${reading.syntax.detail ?? reading.syntax.name}`);
  const { proof: _, ...body } = reading.document;
  const made = toDcc(certificateIn(path, body), { country, language });
  const xml = writeDcc(made.dcc);
  if (out === undefined) process.stdout.write(xml);
  else await write(out, xml);
  tellLosses(made);
  return WRITTEN;
}

function certificateIn(path: string, body: unknown): StatementOf<'CalibrationCertificate'> {
  let statement: Statement;
  try {
    statement = parseStatement(body);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    throw new CommandError(`${path} is no statement of ours: ${error.message}`, { cause: error });
  }
  if (statement.kind === 'CalibrationCertificate') return statement as StatementOf<'CalibrationCertificate'>;
  throw new CommandError(
    `${path} is a ${statement.kind}; a DCC is a calibration certificate, and nothing else [NO_COUNTERPART]`,
  );
}

function tellLosses({ losses, standIns }: DccExport): void {
  tell(`What the export does not carry (${losses.length})`);
  for (const { path, reason } of losses) tell(`  ${plain(path)}: ${reason}`);
  tell(`What stands in for what a DCC requires and nobody said (${standIns.length})`);
  for (const { at, reason } of standIns) tell(`  ${plain(at)}: ${reason}`);
  tell('It is signed by nobody, and a signature on the original was not looked at: ./touchstone verify does that.');
}

interface DccOptions {
  readonly path: string;
  readonly country: string;
  readonly language: string;
  readonly out: string | undefined;
}

function parse(args: readonly string[]): DccOptions {
  const { values, positionals } = readOptions(args, {
    country: { type: 'string' },
    language: { type: 'string' },
    out: { type: 'string' },
  });
  const [verb, path, ...more] = positionals;
  if (verb !== 'export' || path === undefined || more.length > 0)
    throw new CommandError('one calibration certificate is needed: ./touchstone dcc export FILE --country CN');
  const { country, language = 'en', out } = values;
  if (country === undefined || !/^[A-Z]{2}$/.test(country))
    throw new CommandError(
      '--country: the country of the laboratory is needed, ISO 3166-1, two capital letters such as CN; a DCC requires it, and the certificate does not say it',
    );
  if (!/^[a-z]{2}$/.test(language))
    throw new CommandError('--language: the language of the certificate, ISO 639-1, two letters such as en');
  return { path, country, language, out };
}

async function write(file: string, xml: string): Promise<void> {
  try {
    await writeFile(file, xml);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new CommandError(`the certificate could not be written to ${file}: ${why}; name another place with --out`, {
      cause,
    });
  }
  tell(`written: ${file}`);
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
