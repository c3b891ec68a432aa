// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptFiguresReasons: ReasonCatalog = {
  COMPARED: 'resultado {result}, limite {limit}; regra de decisão: {rule}',
  NO_DECISION_RULE: 'não está indicada nenhuma regra de decisão',
  SCREENING_ABOVE_LIMIT: 'o rastreio excede o limite; é preciso medir a própria substância',
  BASIS_NOT_STATED: 'a lei não indica a base; o resultado é «{report}»',
  BASIS_DIFFERS: 'o limite é para «{law}»; o resultado é «{report}»',
  BASIS_TAKEN_AS_SAME: '«{report}» toma-se por «{law}»',
  WITHIN_LIMITS: 'o resultado é permitido',
  ABOVE_UPPER_LIMIT: 'o resultado excede o limite superior',
  BELOW_LOWER_LIMIT: 'o resultado fica abaixo do limite inferior',
  IN_GUARD_BAND: 'o resultado cai na banda de guarda',
  GUARD_BANDS_OVERLAP: 'as bandas de guarda sobrepõem-se',
  PROBABILITY_REACHED: 'a probabilidade de conformidade foi atingida',
  PROBABILITY_NOT_REACHED: 'a probabilidade de conformidade não foi atingida',
  ROUNDED_BEFORE_COMPARISON: 'arredondado antes da comparação',
  ROUNDING_NOT_DEFINED: 'o arredondamento não está definido',
  UNCERTAINTY_MISSING: 'o resultado não indica incerteza, e em falta não é zero',
  UNCERTAINTY_ZERO: 'a incerteza indicada é zero, o que nenhuma medição tem',
  BELOW_OWN_LIMIT: '{value} é dado como quantificado, abaixo de {limit}, que o próprio relatório indica como limite',
  OWN_LIMIT_INCOMPARABLE: 'o limite de deteção ou quantificação do relatório ({other}) não se compara com {value}',
  UNCERTAINTY_INCOMPARABLE: 'a unidade da incerteza não condiz com a do resultado',
  UNIT_INCOMPARABLE: 'as duas unidades medem coisas diferentes',
  BOUNDED_BY_OWN_LOQ: 'não detetado: limitado pelo seu próprio limite de deteção ou quantificação',
  LOQ_ABOVE_LIMIT: 'o limite de deteção ou quantificação é superior ao limite, por isso nada se decide',
  DETECTED: 'foi encontrada uma substância não permitida',
  NOT_FOUND_AT_LOQ: 'não encontrado a este limite de quantificação',
  REQUIRED_LOQ_NOT_STATED: 'a lei não indica o limite de quantificação a atingir',
  LOQ_ABOVE_REQUIRED: 'o limite de quantificação é superior ao que a lei pede',
  NO_DETECTION_LIMIT: 'sem limite de deteção ou quantificação não se pode dizer que não há',
  FAILING_RESULT_TAKEN_BACK:
    '{document} [{result}], assinado sobre a mesma amostra ou lote, excede o limite ou não se pode comparar com ele; o emissor retirou-o e nenhum novo relatório sobre essa amostra diz o que estava errado; reensaio: {procedure}',
  FAILING_RESULT_REPLACED:
    '{document} [{result}] excedia o limite ou não se podia comparar com ele; o emissor substituiu-o por um novo relatório sobre essa amostra, porque: {why}',
  FAILING_RESULT_UNRESOLVED:
    '{document} [{result}], assinado sobre a mesma amostra ou lote, excede o limite ou não se pode comparar com ele; não conta nem está explicado; reensaio: {procedure}',
  TYPED_RESULT_FAILS: 'o que foi copiado do relatório {report} de {laboratory} não cumpre; ninguém o assinou',
  TYPED_RESULT_MAY_FAIL:
    'o que foi copiado do relatório {report} de {laboratory} está em número acima do limite, ou não se compara com ele; ninguém o assinou',
  TYPED_DIFFERS_FROM_SIGNED:
    'o que foi copiado do relatório {report} de {laboratory} não é o que o relatório assinado diz',
  CONTRADICTING_RESULTS: '{meeting} resultado(s) aceite(s) cumprem e {failing} não; a resolver por: {procedure}',
  REPORT_SAYS_NOT_CONFORMING:
    'o próprio relatório diz que o resultado {result} não está conforme com {specification}, o limite em causa',
  REPORT_FAILS_OTHER_SPECIFICATION:
    'o próprio relatório diz que o resultado {result} não está conforme com {specification}, que não se sabe ser mais exigente do que o limite',
  REPORT_FAILS_STRICTER_SPECIFICATION:
    'o relatório diz que o resultado {result} não está conforme com {specification}, mais exigente do que o limite',
  DECISION_RULE_UNSURE: 'a base da regra de decisão não é segura, por isso nada decide',
  RULE_OUTRANKED:
    'pela regra de {origin} ({rule}) o resultado seria: {outcome}; a regra de {appliedOrigin} prevalece, e decide «{applied}»',
  RULE_OF_USER_ONLY:
    'nem a lei, nem um esquema, nem um contrato indicam regra de decisão; pela do próprio interessado ({rule}) seria: {outcome}, o que não é um veredicto legal',
  RULE_BY_CONTRACT:
    'nem a lei nem um esquema de {place} indicam regra de decisão; decidido pela que o contrato acorda ({rule}), segundo o apresentante',
  RULE_NOT_USED: 'a lei não permite nada desta substância, por isso nenhuma regra de decisão se aplica',
  DECISION_RULE_MISSING:
    'nem a lei nem um esquema de {place} indicam regra de decisão, e a declaração não indica a de um contrato',
  LOW_CONFORMANCE_PROBABILITY:
    'com a incerteza declarada, a conclusão está certa com uma probabilidade de {probability}',
  NEGATIVE_RESULT: 'um resultado negativo não se pode comparar com o limite',
};
