// SPDX-License-Identifier: Apache-2.0
import type { KeptInstrument } from '@touchstone/evidence/impact';
import type { Reads } from './reads.ts';

/** An instrument in somebody's list: on which days it was in use, by which certificate, and where its keeper is. */
export interface InUseBy extends KeptInstrument {
  readonly jurisdiction: string;
}

/** Gives instruments by their names, those of one keeper or everybody's, with the certificates by which they were in use. */
export type ReadInUseBy = (
  reads: Pick<Reads, 'rows'>,
  asked: { readonly names: readonly string[]; readonly owner?: string },
) => Promise<readonly InUseBy[]>;
