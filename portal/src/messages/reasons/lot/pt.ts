// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptLotReasons: ReasonCatalog = {
  SAMPLE_AS_RECEIVED:
    'a amostra {sample} foi ensaiada tal como recebida: nenhum registo de amostragem a liga a um lote',
  SAMPLING_RECORD_MISSING: 'o registo de amostragem que o relatório nomeia não está à mão',
  SAMPLING_RECORD_DIFFERS: 'o registo de amostragem à mão não é o que o relatório nomeia: os resumos diferem',
  NOT_A_SAMPLING_RECORD: 'o que o relatório nomeia como registo de amostragem não o é',
  OTHER_LOT: 'o documento não é sobre o lote {claimed}',
  OTHER_PRODUCT: 'a amostra foi tirada de {sampled}; a alegação é sobre {claimed}',
  OTHER_GTIN: 'o lote amostrado tem o GTIN {sampled}, o produto {claimed}',
  SAMPLE_NOT_IN_RECORD: 'a amostra {sample} não consta do registo de amostragem',
  SEAL_DIFFERS: 'selada como {taken}, recebida com o selo {received}',
  SEAL_BROKEN: 'o selo não estava intacto numa entrega',
  RECEIVED_BEFORE_TAKEN: 'recebida antes de ter sido tirada',
  CUSTODY_OUT_OF_ORDER: 'uma entrega não está entre a colheita e a receção',
  PLAN_COVERS_SAMPLE_ONLY: 'pelo seu próprio plano, a amostragem só representa a amostra',
  PLAN_NOT_ACCEPTED: 'amostrado por {plan}; o lugar aceita {plans}',
  TOO_FEW_INCREMENTS: '{increments} incrementos; o lugar exige {needed} para um lote',
  PLAN_NOT_IN_SCOPE: 'o âmbito de quem amostrou não incluía este plano nesse dia',
  SCHEME_COVERS_NO_PRODUCT: 'um certificado de sistema de gestão nada diz sobre um produto',
  CERTIFIED_BEFORE_PRODUCTION: 'o certificado do lote vigora desde {from}, antes da produção em {producedOn}',
  CERTIFICATE_NOT_IN_FORCE: 'o certificado do lote vigora de {from} a {to}; o dia é {on}',
  SAMPLE_UNFIT: 'o próprio laboratório diz que a amostra {sample} chegou imprópria para o ensaio: {condition}',
  SAMPLE_DEVIATES: 'o laboratório diz que a amostra {sample} se desviava do que o ensaio exige: {condition}',
  SAMPLE_CONDITION_STATED:
    'o relatório diz da amostra {sample}: {condition}; se era própria para o ensaio, tem de o ler uma pessoa',
  CLAIM_WIDER_THAN_SAMPLE: 'a alegação é mais larga do que a amostra',
  HOLDER_IS_NOT_PRODUCER: 'o titular do certificado não é o produtor',
  LOT_LARGER_THAN_SAMPLED: 'a declaração fala de {claimed}; o lote amostrado tinha {sampled}',
  LOT_PRODUCER_NOT_STATED: 'o registo de amostragem não diz de que produtor é o número de lote',
  SAMPLED_LOT_SIZE_NOT_STATED: 'a declaração é sobre {claimed}; o registo de amostragem não diz o tamanho do lote',
  STATED_LOT_DIFFERS: 'o relatório diz que a amostra é do lote {stated}; a declaração é sobre o lote {claimed}',
  OTHER_PRODUCT_TESTED: 'o relatório é de outro produto',
  PRODUCED_OUTSIDE_CERTIFICATE: 'produzido quando o certificado não vigorava',
  PRODUCTION_DATE_MISSING: 'sem a data de produção não se sabe se o lote está abrangido',
  RECORD_BEFORE_TAKEN: 'o registo é anterior à colheita da amostra',
  SAMPLING_RULE_RECALLED: 'a regra de amostragem é conhecida só de memória, o que nada decide',
  SCHEME_COVERS_TYPE_ONLY: 'um certificado do tipo 1a nada diz sobre um lote',
  SEAL_NOT_REPORTED: 'a amostra foi selada; o relatório não diz com que selo chegou',
  TAKEN_BEFORE_PRODUCTION: 'colhida em {takenOn}, antes da produção em {producedOn}',
};
