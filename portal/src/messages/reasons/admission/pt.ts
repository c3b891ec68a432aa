// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptAdmissionReasons: ReasonCatalog = {
  KIND_NOT_ADMISSIBLE: 'este lugar não aceita {kind} como prova para um requisito do tipo {purpose}',
  TOO_OLD: 'emitido em {issuedOn}, mais de {maximumAgeDays} dias antes de {on}',
  LANGUAGE_NOT_ADMISSIBLE: 'escrito em {language}; o lugar aceita {languages}',
  NO_ACCEPTANCE_INSTRUMENT:
    'nenhum instrumento em vigor pelo qual este lugar use {kind} para um requisito do tipo {purpose}',
  COMPETENCE_NOT_ACCEPTED: 'o lugar exige {wanted}',
  ACCEPTANCE_RECALLED: 'o instrumento é conhecido só de memória, o que nada decide',
  METHOD_NOT_PRESCRIBED: 'a lei prescreve {wanted}; ensaiado por {used}',
  METHOD_DEVIATION: 'ensaiado por {used} com um desvio',
  NOT_THE_REFERENCE_METHOD: 'ensaiado por {used}; em litígio vale {wanted}',
  METHOD_RULE_RECALLED: 'que {wanted} é prescrito sabe-se só de memória; ensaiado por {used}',
  EDITION_NOT_CONFIRMED: 'nenhum aviso à mão diz se {standard} estava em vigor no dia do ensaio',
  EDITION_NOT_IN_FORCE: '{standard} deixou de vigorar em {from}',
  EDITION_NOT_YET_IN_FORCE: '{standard} ainda não estava em vigor no dia do ensaio',
  LOQ_NOT_STATED: 'o método tem de quantificar {wanted}; o relatório não indica o limite de quantificação',
  LOQ_TOO_HIGH: 'o limite de quantificação é demasiado alto; a lei pede {wanted}',
  LOQ_NOT_COMPARABLE: 'o limite de quantificação não é comparável com {wanted}',
  SCREENED_BY_WIDER_SUBSTANCE: 'mediu-se {measured}; se não exceder o limite, basta para {limited}',
  OTHER_SUBSTANCE: 'mediu-se {measured}; o limite é para {limited}',
  ACCEPTANCE_SECONDARY: 'o instrumento de aceitação foi lido numa página que o cita, não nele próprio',
  LANGUAGE_NOT_STATED: 'o documento não diz em que língua está escrito',
  SCREENING_RULE_UNSURE: 'a base da regra de rastreio não é segura, por isso nada decide',
};
