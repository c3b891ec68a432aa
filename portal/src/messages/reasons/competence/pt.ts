// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptCompetenceReasons: ReasonCatalog = {
  SAMPLER_NOT_COMPETENT: 'ninguém reconhecido responde por quem fez a amostragem',
  ISSUER_IS_NOT_LABORATORY: 'quem assinou não é o laboratório nomeado no relatório',
  NO_GRANT_AT_HAND: 'não há à mão acreditação nem qualificação legal deste laboratório',
  MARKED_OUT_OF_SCOPE: 'o próprio laboratório marca este resultado como fora do seu âmbito',
  GRANT_NOT_IN_FORCE: 'vigorou de {from} a {to}; o dia é {on}',
  OTHER_PLACE: 'a qualificação legal de outro lugar não chega a este',
  NO_TRUST_ANCHOR: '{body} não é autoridade em que este lugar confie',
  NO_ARRANGEMENT: 'nenhum acordo liga {body} a {place}',
  ARRANGEMENT_NOT_TRUSTED: 'este lugar não confia em {body} para declarar um acordo',
  ARRANGEMENT_NOT_IN_FORCE: '{arrangement} não estava em vigor em {on}',
  ARRANGEMENT_NOT_FOR_PLACE: '{arrangement} não chega a {place}',
  NOT_A_SIGNATORY: '{body} não era signatário de {arrangement} em {on}',
  NO_SCOPE_LINE: 'o âmbito não tem linha correspondente',
  SUBSTANCE_OUTSIDE_SCOPE: 'o âmbito concede {granted}; o resultado é de {used}',
  PRODUCT_OUTSIDE_SCOPE: 'o âmbito concede {granted}; o produto é {used}',
  METHOD_OUTSIDE_SCOPE: 'o âmbito concede o método {granted}; usou-se {used}',
  METHOD_EDITION_OUTSIDE_SCOPE: 'o âmbito concede a edição {granted}; usou-se {used}',
  SCOPE_LINE_NOT_IN_FORCE: 'a linha {line} do âmbito não estava em vigor nesse dia',
  SCOPE_LINE_SUSPENDED: 'a linha {line} do âmbito estava suspensa em {testedOn}',
  OUTSIDE_WORKING_RANGE: '{value} {unit} está fora da gama de trabalho da linha {line}',
  RANGE_NOT_COMPARABLE: 'a gama de trabalho da linha {line} não é comparável',
  NO_SIGNATORY: 'não está nomeado nenhum signatário autorizado',
  LABORATORY_IS_ACTOR: 'o laboratório é também parte no lote',
  GRANT_LAPSED_AT_SIGNING:
    'em {signed}, quando o relatório foi assinado, não se conhece acreditação nem qualificação em vigor; só a palavra do laboratório diz que ensaiou antes',
  GRANTOR_BARRED: '{body} estava impedido de emitir quando assinou {grant}',
  SAMPLER_GRANT_LAPSED_AT_SIGNING:
    'em {signed}, quando o registo de amostragem foi assinado, não se conhece acreditação nem qualificação do amostrador em vigor; só a sua palavra diz que amostrou antes',
  BODY_IS_ACTOR: 'o organismo é também parte no lote',
  DECLARANT_IS_NO_ACTOR: 'quem declara não é parte no lote',
  DEMONSTRATION_ONLY: 'um laboratório de demonstração nada ensaia: o relatório só conta sob políticas de demonstração',
  ISSUER_IS_NOT_BODY: 'quem assinou não é o organismo nomeado no documento',
  VALUE_BELOW_SCOPE: '{claimed} está quantificado abaixo do que a linha {line} concede, {granted}',
  LOD_BELOW_SCOPE:
    'o limite de deteção {claimed} é baixo demais para a linha {line}, que quantifica a partir de {granted}',
  LOQ_BELOW_SCOPE: 'o limite de quantificação é inferior ao do âmbito',
  LOQ_OF_SCOPE_NOT_COMPARABLE: 'o limite de quantificação do âmbito não é comparável',
  TEST_DATE_IMPOSSIBLE:
    'ensaiado em {testedOn}, o que não fica entre a receção em {received} e {latest}, data em que já fora emitido, assinado ou perguntado',
  ACCREDITED_FOR_OTHER_ACTIVITY: 'uma acreditação segundo {standard} não atesta competência para {activity}',
  ACCREDITOR_IS_HOLDER: '{body} responde por si próprio',
  SCOPE_CONDITIONS_UNREAD: 'a linha {line} do âmbito vale sob uma condição que só uma pessoa pode ler: {conditions}',
  SCOPE_OBJECT_UNREAD: 'o âmbito diz {granted}; não se sabe se abrange {used}',
  SAMPLER_IS_ACTOR: 'quem amostrou é também parte no lote',
  SIGNER_IS_NOT_SAMPLER: 'quem assinou o registo não é quem amostrou',
  SUCCESSOR_DIFFERS: 'o que se nomeia como sucessor é outro documento',
  SUCCESSOR_NOT_REACHED: 'o acordo sucessor não foi alcançado',
  TASK_NOT_DESIGNATED: 'a designação não abrange esta tarefa',
};
