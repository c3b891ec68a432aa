// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptClaimReasons: ReasonCatalog = {
  PRODUCED_AFTER_QUESTION: 'produzido em {producedOn}, depois do dia da pergunta, {on}',
  KEY_DATE_BEFORE_PRODUCTION: 'a data de {what}, {day}, é anterior à produção em {producedOn}',
  KEY_DATE_BEFORE_IMPORT: 'a data {day} ({what}) é anterior à importação em {imported}',
  PRODUCER_NOT_STATED: 'a alegação não nomeia o produtor',
  PLACE_NOT_ON_ROUTE: 'o percurso não nomeia {place}; a pergunta sim',
  UNKNOWN_FOOD: '«{food}» não consta da taxonomia de alimentos',
  CLASSIFIED_BY_NAME: '«{name}» é nome de {food}; ninguém o confirmou',
  NAME_OF_OTHER_FOOD: '«{name}» é o nome de {other}; a alegação diz que é {food}',
  NAME_NOT_FOUND: '«{name}» não nomeia nenhum alimento da taxonomia',
  NAME_AMBIGUOUS: '«{name}» pode ser mais do que um alimento da taxonomia',
  ROUTE_DATES_DIFFER: 'o percurso dá vários dias para {what}: {days}',
};
