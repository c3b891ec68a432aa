// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptTraceabilityReasons: ReasonCatalog = {
  NO_CALIBRATION: 'nenhuma calibração para esse dia está nomeada ou registada',
  NO_REFERENCE_NAMED: 'o certificado não diz em que assenta',
  NOT_ON_RECORD: 'o certificado nomeado não está aqui registado',
  OTHER_DOCUMENT: 'o que se nomeia como certificado é outro documento',
  OTHER_THING: 'o certificado é de outro objeto, não do que foi usado',
  NOT_CONFORMING: 'não passou na verificação e não deve ser usado',
  NOT_IN_ITS_WINDOW: 'o dia em causa está fora do prazo do certificado',
  FOUND_OFF_BEFORE: 'o padrão já fora encontrado desviado; um certificado anterior deixou de valer',
  NOT_IN_FORCE: 'nesse dia o certificado estava suspenso, retirado, revogado ou substituído',
  KEPT_BY_ANOTHER: 'o padrão é guardado por outro, que não fez esta calibração',
  ATTESTED_BY_NO_AUTHORITY: 'quem atestou o padrão não é aqui tido por autoridade do lugar',
  CALIBRATOR_NOT_VOUCHED: 'nem uma acreditação em vigor nesse dia nem um padrão atestado abrange o que se calibrou',
  NOT_DESIGNATED:
    'nenhuma designação da autoridade do lugar, em vigor nesse dia, permite a esse organismo verificar aí instrumentos',
  PRODUCER_NOT_VOUCHED: 'nenhuma acreditação em vigor nesse dia abrange o que o produtor certifica neste material',
  OUTSIDE_THE_STANDARDS: 'nenhum padrão nomeado está atestado para este valor da grandeza',
  SURER_THAN_ITS_STANDARDS: 'a incerteza declarada é menor do que a de qualquer padrão nomeado nesse valor',
  SENSITIVITY_NOT_STATED: 'não se diz quanto esta referência move o resultado',
  SHIFT_NOT_KNOWN_AT_POINT: 'não se sabe quanto a referência estava desviada no ponto em que foi usada',
  NO_VALUES: 'o documento não indica valores que se possam corrigir',
  NOT_OF_ONE_UNIT: 'a unidade do desvio não se converte na do resultado',
  NO_CONFORMITY_STATED: 'o relatório não diz contra que limite nem por que regra decide',
  NON_DETECT: 'um resultado sem número não pode ser corrigido',
  STATED_OTHERWISE: 'pela regra que o relatório indica, a sua própria decisão não resulta',
  RULE_LEAVES_OPEN: 'pela regra, o valor corrigido nada decide',
  NUMBERS_DO_NOT_FIT: 'os números indicados não condizem uns com os outros',
};
