// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const ptCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: 'Só se certifica em nome da própria organização.',
  VALUE_TWICE: 'A mesma substância está certificada duas vezes; indique um só valor.',
  NO_UNCERTAINTY: 'A incerteza não pode ser zero.',
};
