// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptTimeReasons: ReasonCatalog = {
  TESTED_BEFORE_RECEIVED: 'ensaio em {later}, antes da receção em {earlier}',
  ISSUED_BEFORE_TESTED: 'emissão em {later}, antes do ensaio em {earlier}',
  SIGNED_BEFORE_ISSUED: 'assinatura em {later}, antes da data do relatório, {earlier}',
  SIGNATORY_TIME_IMPOSSIBLE: 'o signatário provou quem é em {proved}, depois da assinatura do relatório em {signed}',
  SIGNATORY_TIME_FAR:
    'o signatário provou quem é em {proved}, mais de um dia antes da assinatura do relatório em {signed}',
  INSPECTED_BEFORE_PRODUCTION: 'inspecionado em {inspectedOn}, antes da produção em {producedOn}',
  ISSUED_BEFORE_INSPECTED: 'emitido em {issuedOn}, antes da inspeção em {inspectedOn}',
  RECORD_AFTER_REPORT:
    'o registo de amostragem foi assinado em {sampled}, depois do relatório de {reported} que contém o seu resumo criptográfico',
  SAMPLE_OF_OTHER_FOOD: 'o registo da amostra {sample} trata de {taken}; foi ensaiado {tested}',
  SAMPLE_FOOD_NOT_COMPARED:
    'o registo da amostra {sample} trata de {taken}, e foi ensaiado {tested}; nada aqui diz se um é o outro',
  SAMPLE_OF_OTHER_LOT: 'a amostra {sample} foi colhida do lote {taken}; o relatório trata do lote {tested}',
};
