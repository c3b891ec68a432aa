// SPDX-License-Identifier: Apache-2.0
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Reads } from '../record-keeping/reads.ts';
import { HttpError } from './http-error.ts';

/** The statement of this name that the asker may see; throws NOT_FOUND, also for one that another may see. */
export async function findStatement(
  reads: Reads,
  name: { readonly issuer: string; readonly id: string },
): Promise<StatementRecord> {
  const [found] = (await reads.findStatements([{ by: 'identity', ...name }])).flat();
  if (found !== undefined) return found;
  throw new HttpError('NOT_FOUND', 'No such statement is known here, or none that you may see.');
}
