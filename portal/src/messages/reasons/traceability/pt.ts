// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptTraceabilityReasons: ReasonCatalog = {
  LEFT_THAT_DAY: 'saiu nesse dia; a lista não diz o que foi primeiro, a saída ou o uso',
  KEEPER_ALONE: 'que estava calibrado só o diz quem o guarda',
  NO_CALIBRATION: 'nenhuma calibração para esse dia está nomeada ou registada',
  NO_REFERENCE_NAMED: 'o certificado não diz em que assenta',
  NOT_ON_RECORD: 'o certificado nomeado não está aqui registado',
  OTHER_DOCUMENT: 'o que se nomeia como certificado é outro documento',
  OTHER_THING: 'o certificado é de outro objeto, não do que foi usado',
  NOT_CONFORMING: 'não passou na verificação e não deve ser usado',
  NOT_IN_ITS_WINDOW: 'o dia em causa está fora do prazo do certificado',
  FOUND_OFF_BEFORE: 'o padrão já fora encontrado desviado; um certificado anterior deixou de valer',
  NOT_IN_FORCE: 'nesse dia o certificado estava suspenso, retirado, revogado ou substituído',
  PAPER_DECIDED: 'uma autoridade decidiu que o certificado é falso ou inexato',
  KEPT_BY_ANOTHER: 'o padrão é guardado por outro, que não fez esta calibração',
  ATTESTED_BY_NO_AUTHORITY: 'quem atestou o padrão não é aqui tido por autoridade do lugar',
  CALIBRATOR_NOT_VOUCHED: 'nem uma acreditação em vigor nesse dia nem um padrão atestado abrange o que se calibrou',
  NOT_DESIGNATED:
    'nenhuma designação da autoridade do lugar, em vigor nesse dia, permite a esse organismo verificar aí instrumentos',
  PRODUCER_NOT_VOUCHED: 'nenhuma acreditação em vigor nesse dia abrange o que o produtor certifica neste material',
  OUTSIDE_THE_STANDARDS: 'nenhum padrão nomeado está atestado para este valor da grandeza',
  SURER_THAN_ITS_STANDARDS: 'a incerteza declarada é menor do que a de qualquer padrão nomeado nesse valor',
  RECORDED_USE_NOT_STATED:
    'só o registo do trabalho indica o que está em dúvida; o efeito no resultado não foi calculado',
  SENSITIVITY_NOT_STATED: 'não se diz quanto esta referência move o resultado',
  SHIFT_NOT_KNOWN_AT_POINT: 'não se sabe quanto a referência estava desviada no ponto em que foi usada',
  NO_VALUES: 'o documento não indica valores que se possam corrigir',
  NOT_OF_ONE_UNIT: 'a unidade do desvio não se converte na do resultado',
  NO_CONFORMITY_STATED: 'o relatório não diz contra que limite nem por que regra decide',
  NON_DETECT: 'um resultado sem número não pode ser corrigido',
  STATED_OTHERWISE: 'pela regra que o relatório indica, a sua própria decisão não resulta',
  RULE_LEAVES_OPEN: 'pela regra, o valor corrigido nada decide',
  NUMBERS_DO_NOT_FIT: 'os números indicados não condizem uns com os outros',
  LEFT_THAT_DAY_IN_FULL:
    '{name} estava em uso em {on} até sair nesse dia, e ficou depois no estado {state}; a lista não diz o que foi primeiro, a saída ou o uso',
  CURE_LEFT_THAT_DAY: 'diga a que horas {name} saiu e por que registo se mostra que foi usado antes, ou use outro',
  KEEPER_ALONE_IN_FULL: 'que {name} estava calibrado em {on} só o diz quem o guarda',
  CURE_KEEPER_ALONE:
    'mande calibrar {name} por um laboratório cuja competência esteja atestada e nomeie o certificado que ele assinou',
  NO_CALIBRATION_IN_FULL: 'nenhuma calibração de {name} para {on} está nomeada ou registada',
  CURE_NO_CALIBRATION: 'mande calibrar {name} e nomeie o certificado',
  NO_REFERENCE_NAMED_IN_FULL: 'o certificado de {name} não diz em que assenta',
  CURE_NO_REFERENCE_NAMED: 'peça a quem o emitiu que nomeie as referências',
  NOT_ON_RECORD_IN_FULL: 'o certificado nomeado para {name} não está aqui registado',
  CURE_NOT_ON_RECORD: 'registe-o aqui, ou peça a quem o emitiu que o deixe ler',
  OTHER_DOCUMENT_IN_FULL: 'o que se nomeia como certificado de {name} é outro documento',
  CURE_OTHER_DOCUMENT: 'nomeie o certificado pelo resumo do que foi assinado',
  OTHER_THING_IN_FULL: '{number} é de {of}, não de {name}',
  CURE_OTHER_THING: 'nomeie o certificado do que foi usado',
  NOT_CONFORMING_IN_FULL: '{name} não passou na verificação e não deve ser usado',
  CURE_NOT_CONFORMING: 'não o use; repare-o e mande verificá-lo de novo',
  NOT_IN_ITS_WINDOW_IN_FULL: '{name}: {number} vale de {from} a {to}; o dia em causa é {on}',
  CURE_NOT_IN_ITS_WINDOW:
    'mande calibrar ou atestar {name} antes de o usar, ou nomeie outro que estivesse no prazo em {on}',
  FOUND_OFF_BEFORE_IN_FULL:
    '{name} foi encontrado desviado em {on} por {number}; desde esse dia um certificado anterior já não vale',
  CURE_FOUND_OFF_BEFORE: 'nomeie {number}, ou o que foi calibrado depois',
  FOUND_OFF_LATER_IN_FULL:
    '{name} foi encontrado desviado em {on} por {number}, depois deste uso; não se sabe quanto se desviava então',
  CURE_FOUND_OFF_LATER: 'calcule o que o desvio de {number} muda aqui, ou refaça o trabalho',
  FOUND_OFF_BY_ANOTHER_IN_FULL:
    '{number}, de {issuer}, de {on}, diz que {name} se desviava; a sua competência não está demonstrada',
  CURE_FOUND_OFF_BY_ANOTHER: 'pergunte a {issuer} por {number}, ou mande ver {name} outra vez',
  NOT_IN_FORCE_IN_FULL: '{number} estava em {on}: {status}',
  CURE_NOT_IN_FORCE: 'nomeie o que tomou o seu lugar, ou outro padrão; se suspenso, espere o fim da suspensão',
  PAPER_DECIDED_IN_FULL: 'em {on} uma autoridade decidiu que {number} ({name}) é {decided}',
  CURE_PAPER_DECIDED:
    'mande calibrar ou certificar {name} de novo por outrem, ou nomeie outro; quem julga a decisão errada recorre dela',
  KEPT_BY_ANOTHER_IN_FULL: '{name} é guardado por {keeper}, que não fez esta calibração',
  CURE_KEPT_BY_ANOTHER: 'nomeie um padrão do laboratório que calibrou, e o do outro como aquilo com que foi calibrado',
  ATTESTED_BY_NO_AUTHORITY_IN_FULL: '{issuer} não é aqui tido por autoridade de {place}',
  CURE_ATTESTED_BY_NO_AUTHORITY: 'peça à autoridade de {place} que ateste {name}',
  CALIBRATOR_NOT_VOUCHED_IN_FULL:
    'nem uma acreditação em vigor em {on} nem um padrão atestado abrange o que {calibrator} calibrou',
  CURE_CALIBRATOR_NOT_VOUCHED:
    'mande calibrar num laboratório cujo âmbito ou padrão atestado abranja a grandeza, o valor e o método',
  NOT_DESIGNATED_IN_FULL:
    'nenhuma designação da autoridade de {place} em vigor em {on} permite a {institute} verificar aí instrumentos',
  CURE_NOT_DESIGNATED: 'peça antes à autoridade de {place} que o designe para a verificação legal',
  PRODUCER_NOT_VOUCHED_IN_FULL:
    'nenhuma acreditação em vigor em {on} abrange o que {producer} certifica neste material',
  CURE_PRODUCER_NOT_VOUCHED: 'alargue o âmbito, ou diga o que demonstra a competência',
  OUTSIDE_THE_STANDARDS_IN_FULL: 'nenhum padrão nomeado está atestado para {quantity} em {at}',
  CURE_OUTSIDE_THE_STANDARDS: 'nomeie o padrão que foi usado neste valor, cuja atestação diga em que unidade mede',
  SURER_THAN_ITS_STANDARDS_IN_FULL: 'em {at} declara {claimed}, menos do que qualquer padrão nomeado aí tem',
  CURE_SURER_THAN_ITS_STANDARDS: 'declare uma incerteza que contenha a do padrão',
  UNCERTAINTY_BELOW_CMC_IN_FULL: 'em {at} declara {claimed}; a CMC da linha {line} é aí {smallest}',
  CURE_UNCERTAINTY_BELOW_CMC: 'declare {smallest} ou mais, ou alargue antes o âmbito',
  CMC_NOT_COMPARABLE_IN_FULL: 'em {at} o declarado e a CMC da linha {line} não se comparam',
  CURE_CMC_NOT_COMPARABLE: 'declare o valor e a incerteza em unidades da linha, ou peça que a linha seja corrigida',
  CURE_MEASURAND_NOT_TRACED: 'nomeie o material de referência, ou a calibração, com que {substance} foi medido',
};
