// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: keys, recognition and designations; not reviewed by a native speaker. */
export const ptRecognitionRefusals: RefusalCatalog = {
  ALREADY_STATED: 'Já está registada ali outra declaração.',
  NOT_STATED: 'Nada foi declarado que se possa retirar.',
};
