// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: what more than one register refuses; not reviewed by a native speaker. */
export const ptSharedRefusals: RefusalCatalog = {
  ALREADY_ISSUED: 'Já foi emitido; abra um novo processo.',
  ALREADY_THERE: 'Já está registado.',
  BAD_STANDARD_NUMBER: 'O número da norma não está escrito como deve ser.',
  CLOSED: 'Já está encerrado e não se altera.',
  NOT_CANONICAL: 'Escreva o número da norma na forma indicada.',
  NOT_COMPETENT: 'A sua organização não é a autoridade competente para isto nesse lugar.',
  NOT_ISSUED: 'Nada foi emitido que se possa alterar.',
  NOT_THERE: 'Não está registado aqui; registe-o primeiro.',
  NOT_THE_ISSUER: 'Só quem emite o documento o pode entregar.',
  NOT_THE_OWNER: 'Só a organização que o guarda o pode fazer.',
  NOT_YOURS: 'Isto é de outra organização.',
  NO_DRAFT: 'Não há rascunho que se possa emitir.',
  NO_SUCCESSOR: 'O que é substituído diz o que o substitui, e só isso o diz.',
  OTHER_EDITION: 'Trata-se de outra edição.',
  OTHER_KIND: 'Este processo é de outro tipo de documento.',
  OUT_OF_ORDER: 'Há já um registo de uma data posterior; a ordem não está certa.',
  REVOKED: 'Já foi revogado; abra um novo processo.',
  UNKNOWN_STREAM: 'Não há tal coisa aqui, ou nenhuma que possa ver.',
  WITHDRAWN: 'Já foi retirado e não se altera.',
  WRONG_STATUS: 'No estado atual não se pode fazer esta alteração.',
  IN_THE_PAST: 'Esse dia já passou; escolha hoje ou depois.',
  IN_THE_FUTURE: 'Esse dia ainda não chegou.',
  ENDS_BEFORE_IT_BEGINS: 'Terminaria antes de começar.',
  DONE: 'Isso já foi feito.',
};
