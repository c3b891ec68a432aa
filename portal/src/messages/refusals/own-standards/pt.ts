// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: enterprise standards; not reviewed by a native speaker. */
export const ptOwnStandardsRefusals: RefusalCatalog = {
  ALREADY_DECLARED: 'Esta norma já foi declarada.',
  FOOD_NOT_NAMED: 'O relatório não diz de que alimento era a amostra.',
  NOT_DECLARED: 'A empresa não declarou aqui tal norma.',
  NO_REQUIREMENTS: 'Este nó não tem requisitos carregados.',
};
