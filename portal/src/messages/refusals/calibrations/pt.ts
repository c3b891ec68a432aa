// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const ptCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: 'Só se certifica em nome da própria organização.',
  VALUE_TWICE: 'A mesma substância está certificada duas vezes; indique um só valor.',
  NO_UNCERTAINTY: 'A incerteza não pode ser zero.',
  AS_FOUND_UNIT_CONFLICT:
    'A unidade do estado à chegada não é da grandeza deste certificado: escreva-a na unidade do certificado.',
  AS_FOUND_OUT_OF_RANGE:
    'O número do estado à chegada está além do que este objeto pode ser: verifique o número e a unidade.',
  AS_FOUND_BAD_FACTOR:
    'O fator de expansão do estado à chegada tem de ser maior que 0, e a incerteza não pode ser negativa.',
};
