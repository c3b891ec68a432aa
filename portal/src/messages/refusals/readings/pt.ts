// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: devices and their readings; not reviewed by a native speaker. */
export const ptReadingsRefusals: RefusalCatalog = {
  BAD_SIGNATURE: 'A assinatura não é da chave registada.',
  BEFORE_THE_KEY: 'A leitura é anterior ao dia a partir do qual a chave vale.',
  KEY_REVOKED: 'A chave foi revogada.',
  OTHER_THOUSAND: 'As leituras de um lote são do mesmo milhar; envie noutro lote.',
  SEQUENCE_TAKEN: 'Esse número já é de outra leitura; uma correção leva um número novo.',
  TWICE: 'O mesmo número está lá duas vezes.',
  WRONG_UNIT: 'A unidade não é aquela com que o dispositivo foi registado.',
};
