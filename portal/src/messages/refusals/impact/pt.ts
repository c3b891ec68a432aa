// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: doubts about a reference; not reviewed by a native speaker. */
export const ptImpactRefusals: RefusalCatalog = {
  ALREADY_RAISED: 'Já foi levantada; abra um novo processo.',
  ANSWERED_TWICE: 'O mesmo documento foi respondido duas vezes: deixe só uma das respostas.',
  AS_FOUND_NOT_IN_FORCE:
    'O certificado que mostra o estado à chegada foi revogado ou substituído: indique o que vigora.',
  AS_FOUND_NOT_ON_RECORD: 'O certificado que mostra o estado à chegada não está registado, ou é outro documento.',
  CERTIFICATE_OF_ANOTHER: 'O certificado foi emitido por outro e não mostra que a referência é sua.',
  CORRECTION_NOT_ON_RECORD: 'O documento que corrige não está registado como seu.',
  CORRECTION_OF_ANOTHER: 'O documento indicado não revoga nem substitui este mesmo documento.',
  GOOD_AFTER_FOUND: 'A última calibração boa tem de ser anterior à que mostrou o desvio.',
  KEPT_BY_ANOTHER: 'A referência é guardada por outra organização; é ela que o levanta.',
  LAST_GOOD_NOT_IN_FORCE: 'O último certificado bom foi revogado: indique um que vigore.',
  LAST_GOOD_NOT_ON_RECORD: 'A última calibração boa não está registada, ou é outro documento.',
  NOT_A_HIT: 'O que se indica não está entre o que este aviso enumera.',
  NOT_SEARCHED: 'A procura ainda não terminou e ninguém foi avisado; só depois se encerra.',
  NO_AS_FOUND_DATA: 'O certificado não diz como a referência estava antes do ajuste.',
  NO_NOTICE: 'Não há tal aviso.',
  NO_TIME_TO_REPLY: 'O prazo não deixa tempo para responder.',
  OTHER_REFERENCE: 'O certificado indicado é de outra referência.',
  RAISED_TWICE: 'Já está aberto um processo seu sobre este achado.',
  GROUND_STANDS: 'Os certificados desta dúvida estão em vigor: ninguém retirou a constatação.',
  NOT_RAISED: 'Esta dúvida ainda não foi decidida por outra pessoa.',
};
