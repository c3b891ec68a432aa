// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: accreditation and designation; not reviewed by a native speaker. */
export const ptAccreditationRefusals: RefusalCatalog = {
  ALREADY_OVER: 'O seu período já terminou.',
  BACKDATED: 'Não pode começar antes do dia em que foi assinado.',
  IN_EFFECT: 'Já produz efeito; altera-se, não se cancela.',
  LINE_OUTSIDE: 'O período de uma linha sai do período do conjunto.',
  LINE_TWICE: 'A mesma linha do âmbito está lá duas vezes.',
  NOT_BY_LINE: 'As linhas suspendem-se ou restabelecem-se; retira-se o conjunto.',
  NOT_DUE: 'O seu período ainda não terminou.',
  NOT_EVALUATED: 'Este rascunho ainda não foi avaliado.',
  NOT_PLANNED: 'Não há tal alteração ainda prevista.',
  NOT_RECOMMENDED: 'A avaliação não o recomenda.',
  OWN_COMPETENCE: 'Nenhum organismo atesta a sua própria competência.',
  PERIOD_BACKWARDS: 'Terminaria antes de começar.',
  UNKNOWN_LINE: 'Não há tal linha no âmbito.',
};
