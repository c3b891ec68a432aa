// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptRestrictionReasons: ReasonCatalog = {
  RESTRICTED: '{party} está na lista «{list}»',
  NONE_AMONG_CONSULTED: 'nenhuma restrição entre as declarações consultadas; nada prova que sejam todas',
  NAMESAKE_RESTRICTED: 'uma firma chamada {name} está sujeita a restrição ({by}); nenhum DID ou número diz se é esta',
  NONE_KNOWN_AS_OF:
    'até {asOf} ({days} dias antes) não se conhece em {logs} sanção, retirada ou recolha contra {party}',
  ALL_KNOWN_AS_OF:
    'todas as declarações sobre {party} em {logs} até {asOf} ({days} dias antes) são conhecidas e apreciadas aqui',
  COMPLETENESS_UNKNOWN: '{file}: não se sabe se algo sobre {party} está oculto ({codes})',
  COMPLETENESS_CONTRADICTED: '{file}: um registo assinou algo falso sobre {party} ({codes})',
  COMPLETENESS_TOO_OLD:
    'a prova de completude sobre {party} é de {asOf}, {days} dias antes; este lugar aceita {maximumAgeDays}',
  COMPLETENESS_NOT_AT_HAND: 'não há à mão ficheiro de completude sobre {party}',
  ISSUERS_NOT_COVERED:
    'uma alteração pode estar registada sob o emissor do que altera, e não se mostra a lista de {issuers}',
  LOGS_NOT_CONSULTED: 'sobre {party} não se consultaram registos que contam neste lugar: {missing}',
  PENALISED: '{party} está sob a decisão {decision}: {measure} ({of})',
  MEASURE_IN_FORCE: 'está em vigor uma medida de uma autoridade contra {party}',
  PENALTY_NOTED: '{party} foi sancionado pela decisão {decision} ({decidedOn}); nada dela restringe aqui nesse dia',
  RECALLED: 'o lote está recolhido desde {from}, recolha {recall}',
};
