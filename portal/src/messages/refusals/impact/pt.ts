// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: doubts about a reference; not reviewed by a native speaker. */
export const ptImpactRefusals: RefusalCatalog = {
  ALREADY_RAISED: 'Já foi levantada; abra um novo processo.',
  AS_FOUND_NOT_ON_RECORD: 'O certificado que mostra o estado à chegada não está registado, ou é outro documento.',
  CERTIFICATE_OF_ANOTHER: 'O certificado foi emitido por outro e não mostra que a referência é sua.',
  CORRECTION_NOT_ON_RECORD: 'O documento que corrige não está registado como seu.',
  GOOD_AFTER_FOUND: 'A última calibração boa tem de ser anterior à que mostrou o desvio.',
  KEPT_BY_ANOTHER: 'A referência é guardada por outra organização; é ela que o levanta.',
  LAST_GOOD_NOT_ON_RECORD: 'A última calibração boa não está registada, ou é outro documento.',
  NOT_A_HIT: 'O que se indica não está entre o que este aviso enumera.',
  NOT_SEARCHED: 'A procura ainda não terminou e ninguém foi avisado; só depois se encerra.',
  NO_AS_FOUND_DATA: 'O certificado não diz como a referência estava antes do ajuste.',
  NO_NOTICE: 'Não há tal aviso.',
  NO_TIME_TO_REPLY: 'O prazo não deixa tempo para responder.',
  OTHER_REFERENCE: 'O certificado indicado é de outra referência.',
  RAISED_TWICE: 'Já está aberto um processo seu sobre este achado.',
  AS_FOUND_NOT_IN_FORCE: 'O certificado que mostra o estado à chegada não está em vigor; indique o que vale.',
  LAST_GOOD_NOT_IN_FORCE: 'O certificado da última calibração boa não está em vigor; indique um que valha.',
  ANSWERED_TWICE: 'O mesmo está respondido duas vezes; qual das respostas vale?',
  CORRECTION_OF_ANOTHER: 'O documento indicado corrige outro papel.',
};
