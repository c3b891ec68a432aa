// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: the competence of persons; not reviewed by a native speaker. */
export const ptCompetenceRefusals: RefusalCatalog = {
  BEFORE_THE_EXCHANGE: 'É anterior ao início do intercâmbio indicado.',
  EXCHANGE_NOT_CONFIRMED: 'Nenhum anfitrião confirmou tal intercâmbio desta pessoa.',
  NOTHING_TO_ERASE: 'Não se guardam aqui palavras sobre uma pessoa.',
  NOT_OWN_PERSON: 'Esta pessoa não tem conta na sua organização.',
  FILE_EXISTS: 'Já há um processo desta pessoa.',
  NO_FILE: 'Não há aqui processo de uma pessoa.',
  TOO_LONG_AGO: 'Foi há mais tempo do que qualquer vida de trabalho.',
  OWN_RECORD: 'Ninguém regista nem altera o que é sobre si; peça a outra pessoa.',
  NOT_ASKED: 'O laboratório não exige nada com esse nome a esta função.',
  NO_SUCH_RECORD: 'Não há tal registo que conte.',
  OWN_INSTITUTE: 'O anfitrião de um intercâmbio é outro instituto.',
  NOT_ANOTHER_PLACE: 'A pessoa já trabalha nesse lugar.',
  UNKNOWN_HOST: 'Ninguém age aqui por esse instituto, e ninguém o poderia confirmar.',
  NOT_THE_PLACE_OF_THE_HOST: 'O anfitrião está noutro lugar.',
  NOT_THE_HOST: 'Só o instituto anfitrião confirma um intercâmbio.',
  NOT_AS_PLANNED: 'Foi planeado para outros dias; diga porquê na observação.',
};
