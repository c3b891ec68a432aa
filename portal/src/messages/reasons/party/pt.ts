// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptPartyReasons: ReasonCatalog = {
  LABORATORY_NAMED_AS_ACTOR: '{name}, parte no lote, tem o nome do laboratório, e nenhum DID diz que é outro',
  SAMPLER_NAMED_AS_ACTOR: '{name}, parte no lote, tem o nome de quem amostrou, e nenhum DID diz que é outro',
  BODY_NAMED_AS_ACTOR: '{role} do lote tem o nome do organismo, {name}, e nenhum DID diz que é outro',
  OTHER_PRODUCER: 'o lote amostrado é de outro produtor',
  CLIENT_NOT_OF_CLAIM: 'o documento foi feito para {client}, que não consta da declaração',
  PRODUCER_NOT_CLAIMED: 'os documentos dizem que o lote é de {sampled}; a declaração não indica produtor',
  PRODUCER_NOT_TIED:
    'os documentos dizem que o lote é de {sampled} e a declaração indica {claimed}; nenhum identificador diz que são o mesmo',
};
