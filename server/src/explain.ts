// SPDX-License-Identifier: Apache-2.0
import { StartError } from './start-error.ts';

/** Tells on standard error why it could not start: what was written for operators alone, anything else with its stack. */
export function explain(error: unknown): void {
  const isForOperators =
    error instanceof StartError || (error instanceof Error && OPERATOR_ERRORS.includes(error.name));
  process.stderr.write(
    `touchstone: ${isForOperators ? error.message : error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  );
}

const OPERATOR_ERRORS: readonly string[] = [
  'EmbeddedPostgresError',
  'StorageError',
  'SigningError',
  'LocalFileError',
  'PublicationError',
];
