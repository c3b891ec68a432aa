// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: decisions of authorities about reports; not reviewed by a native speaker. */
export const ptSupervisionRefusals: RefusalCatalog = {
  ALREADY_DECIDED: 'Já foi decidido; abra um novo processo.',
  NOT_DECIDED: 'Nada foi decidido que se possa retirar.',
  OTHER_PLACE: 'O documento não é desse lugar.',
  REPORT_NOT_ON_RECORD: 'Tal relatório não está registado aqui com esse conteúdo.',
};
