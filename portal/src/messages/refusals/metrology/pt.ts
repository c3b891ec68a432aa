// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const ptMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: 'Já está registada ali outra declaração.',
  NOT_ATTESTED: 'Nada foi atestado cujo estado se possa alterar.',
};
