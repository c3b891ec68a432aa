// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptPlausibilityReasons: ReasonCatalog = {
  FOUND_OFF_BY_ANOTHER: 'outro laboratório, cuja competência não está demonstrada, diz que o padrão se desviava',
  AS_FOUND_UNIT_CONFLICT:
    'A unidade do estado à chegada não é da grandeza deste certificado: escreva-a na unidade do certificado.',
  AS_FOUND_OUT_OF_RANGE:
    'O número do estado à chegada está além do que este objeto pode ser: verifique o número e a unidade.',
  AS_FOUND_BAD_FACTOR:
    'O fator de expansão do estado à chegada tem de ser maior que 0, e a incerteza não pode ser negativa.',
  FOUND_OFF_LATER: 'o padrão foi depois encontrado desviado; não se sabe quanto se desviava neste dia',
  SAMPLE_NOT_TRACED: 'a amostra {sample} não tem registo de amostragem: foi ensaiada tal como recebida',
  SAMPLING_RECORD_NOT_HERE: 'o registo de amostragem indicado para a amostra {sample} não está disponível nesses bytes',
  SAMPLING_RECORD_ENDED:
    'o registo de amostragem indicado para a amostra {sample} estava no estado {status} quando o relatório ia ser assinado',
  SAMPLING_RECORD_ENDED_LATER:
    'o registo de amostragem indicado para a amostra {sample} passou ao estado {status} depois de o relatório ser assinado',
  SAMPLE_NOT_TAKEN: 'a amostra {sample} não consta do seu registo de amostragem',
  SEAL_CHANGED: 'selada como {taken}, recebida com o selo {received}',
  SEAL_NOT_RECORDED: 'a amostra {sample} foi selada como {taken}; nenhum selo foi registado à chegada',
  SEAL_NOT_OF_SAMPLING: 'a amostra {sample} chegou com o selo {received}; o registo da amostragem não conhece nenhum',
  CUSTODY_NOT_SHOWN: 'nada mostra como a amostra passou de {from} a {to}',
  CUSTODY_END_NOT_SHOWN: 'entregue a {to} em {at}; nada mostra quem a entregou a {laboratory}',
  CUSTODY_ENDS_ELSEWHERE: 'entregue por último a {to} em {at}, e não a {laboratory}',
  SEAL_OPENED: 'o selo não estava intacto quando {from} entregou a {to} em {at}',
  CUSTODY_BROKEN: 'entregue a {had}, e a seguir entregue por {gave} em {at}',
  CUSTODY_TIMES: '{later} é anterior a {earlier}, a que devia seguir-se',
  METHOD_NOT_IN_FORCE: '{result}: {method} estava {status} em {on}',
  METHOD_DISGUISED:
    '{result}: o número {method} tem caracteres que não se veem, ou letras de dois alfabetos numa palavra',
  METHOD_NOT_KNOWN: '{result}: nenhum aviso diz se {method} estava em vigor em {on}',
  OUTSIDE_SCOPE_LINES:
    '{result}: nenhuma linha do âmbito em vigor em {on} cobre {substance} por {method} neste objeto e nesta gama',
  PLACE_OUTSIDE_PREMISES:
    'diz-se que o laboratório está em {place}; está atestado que em {on} trabalha em {attested}, e um resultado fora do âmbito não diz que se trabalhou noutro lugar',
  PLACE_NOT_ATTESTED: 'diz-se que o laboratório está em {place}; sabe-se que em {on} trabalha em {attested}',
  SCOPE_NOT_READ: '{result}: não há âmbito atestado pelo qual saber se cobre {substance} por {method}',
  ISSUER_NOT_ATTESTED: 'não se conhece aqui atestação da competência de {issuer} para {on}',
  ATTESTATION_NOT_IN_FORCE: 'a atestação da competência de {issuer} estava {status} em {on}',
  INSTRUMENT_IN_NO_STEP: '{result}: é indicado {instrument}, e nenhum passo registado do trabalho diz que foi usado',
  PROVIDED_BY_ITSELF: '{result}: dito obtido por outro, e {provider} é este mesmo laboratório',
  PROVIDED_UNDER_OWN_SCOPE: '{result}: obtido por {provider}, e relatado no âmbito deste laboratório',
  PROVIDED_AND_WORKED: '{result}: dito obtido por {provider}, e foi aqui registado trabalho sobre ele',
  PROVIDER_REPORT_NOT_HERE: '{result}: o relatório {number} de {provider} não está aqui registado',
  PROVIDER_REPORT_OTHER:
    '{result}: o que se indica como relatório {number} de {provider} é outro documento, ou não tem tal resultado',
  PROVIDER_REPORT_ENDED: '{result}: o relatório {number} de {provider} estava {status}',
  PROVIDER_REPORT_DECIDED:
    '{result}: em {on} uma autoridade decidiu que o relatório {number} de {provider} é {decided}',
  PROVIDED_IN_A_CIRCLE:
    '{result}: o relatório {number} de {provider} diz que foi {by} quem o obteve, pelo relatório {theirNumber}, e esse é este mesmo laboratório',
  PROVIDER_HAD_IT_FROM_NOBODY_KNOWN:
    '{result}: o relatório {number} de {provider} diz que outro o obteve; o relatório {theirNumber} de {by} não está aqui registado, não vale, ou não o diz',
  PROVIDER_HAD_IT_FROM_ANOTHER:
    '{result}: o relatório {number} de {provider} diz que outro o obteve: {by}, pelo relatório {theirNumber}',
  PROVIDED_RESULT_OTHER: '{result}: o relatório {number} de {provider} diz {theirs}; este relatório diz {ours}',
  PROVIDER_OUTSIDE_SCOPE:
    '{result}: dito no âmbito de {provider}; nenhuma linha dele em vigor em {on} cobre {substance} por {method}',
  PROVIDER_SCOPE_NOT_READ:
    '{result}: dito no âmbito de {provider}; nada aqui diz se isso cobre {substance} por {method} em {on}',
  INSTRUMENT_NOT_NAMED: '{result}: não é indicado nenhum instrumento',
  INSTRUMENT_NOT_KEPT: '{result}: {instrument} não constava da lista de instrumentos em {on}',
  INSTRUMENT_AWAY: '{result}: {instrument} estava fora em {on}',
  INSTRUMENT_LEFT_THAT_DAY:
    '{result}: {instrument} estava em uso em {on} até sair nesse dia, e ficou depois no estado {state}; a lista não diz o que foi primeiro, a saída ou o uso',
  INSTRUMENT_OUT_OF_WINDOW: '{result}: {instrument} estava {state} em {on}',
  INSTRUMENT_PAPER_ENDED: '{result}: em {on}, o certificado pelo qual {instrument} estava em uso estava {paper}',
  INSTRUMENT_PAPER_DECIDED:
    '{result}: uma autoridade decidiu que o certificado pelo qual {instrument} estava em uso em {on} é {decided}',
  INSTRUMENT_PAPER_NOT_SHOWN: '{result}: o certificado pelo qual {instrument} estava em uso em {on} está {paper}',
  INSTRUMENT_BY_KEEPER_ALONE: '{result}: que {instrument} estava calibrado em {on} só o diz quem o guarda',
  INSTRUMENT_NOT_DUE:
    '{result}: não se sabe de nenhum dia, até {days} dias depois da calibração pela qual {instrument} estava em uso em {on}, em que deva ser calibrado de novo',
  INSTRUMENT_ALLOWED_AFTERWARDS:
    '{result}: para {on}, a lista dizia de {instrument} «{was}»; que se podia usar só foi escrito em {at}',
  INSTRUMENT_HISTORY_CHANGED:
    '{result}: assinado quando a lista dizia de {instrument}, em {on}, «{was}»; a lista diz agora «{is}», pelo que {by} escreveu em {at}',
  INSTRUMENT_IN_DOUBT:
    '{result}: {instrument} está em dúvida, ainda aberta, quanto a {on}: {standard} foi encontrado desviado em {found}',
  CONDITION_OUT_OF_LIMITS: '{result}: {quantity} era {value}; o método admite de {from} a {to}',
  CONDITION_NOT_RECORDED: '{result}: {quantity} não foi registado; o método limita-o',
  CONDITION_NOT_LIMITED: '{result}: {quantity} era {value}; nada diz o que se admite',
  NO_CONDITION_RECORDED: '{result}: não foi registada nenhuma condição em que se trabalhou',
  TESTER_NOT_AUTHORISED: '{result}: quem ensaiou não estava autorizado a ensaiar {substance} por {method} em {on}',
  TESTER_AUTHORISED_AFTERWARDS:
    '{result}: quem ensaiou só foi autorizado a ensaiar {substance} por {method} em {recorded}, depois do ensaio de {on}',
  SIGNATORY_NOT_AUTHORISED: '{result}: quem assina não está autorizado a assinar {substance} por {method} em {on}',
  TESTER_COMPETENCE_LAPSED:
    '{result}: de quem ensaiou não estava demonstrado em {on}, como o laboratório exige: {demands}',
  SIGNATORY_COMPETENCE_LAPSED:
    '{result}: de quem assina não está demonstrado em {on}, como o laboratório exige: {demands}',
  TESTER_COMPETENCE_RECORDED_AFTERWARDS:
    '{result}: a competência de quem ensaiou em {on} só se mostra pelo que foi registado depois: {demands}',
  SIGNATORY_TESTED: '{result}: quem assina também ensaiou',
  WORK_NOT_RECORDED: '{result}: ninguém registou o trabalho',
  WORK_ABOUT_OTHER: '{result}: o trabalho foi registado para {was}; o relatório diz agora {now}',
  WORK_ENDS_BEFORE: '{result}: o trabalho terminou em {to} e começou em {from}',
  WORK_ON_OTHER_DAY: '{result}: ensaiado em {on} segundo o relatório, de {from} a {to} segundo o registo do trabalho',
  NO_STEP_ATTENDED: '{result}: não está registado que alguém estivesse presente em algum passo do trabalho',
  WORK_RECORDED_LATE: '{result}: o trabalho acabou em {ended} e só foi registado aqui em {recorded}',
  WORK_RECORDED_AFTER_SIGNATURE:
    '{result}: o trabalho acabou em {ended}, um relatório foi assinado em {signed}, e só foi registado aqui em {recorded}',
  WORK_TOO_SHORT: '{result}: demorou {minutes} minutos; o método demora pelo menos {least}',
  WORK_TOOK_NO_TIME: '{result}: feito em menos de um minuto, de {from} a {to}',
  OUTSIDE_HOURS: '{result}: trabalho das {from} às {to}, fora de {hours}',
  PERSON_IN_TWO_PLACES: '{result}: quem ensaiou em {site} trabalhava ao mesmo tempo em {other}, para {report}',
  RESULT_IN_TWO_PLACES: '{result}: trabalhado em {site} e em {other} ao mesmo tempo',
  INSTRUMENT_IN_TWO_PLACES: '{result}: {instrument} esteve ao mesmo tempo em {site} e em {other}, para {report}',
  NAMESAKE_IN_TWO_PLACES:
    '{result}: o que se chama {instrument} esteve ao mesmo tempo em {site} e em {other}, para {report}; nada diz se é um só objeto',
  CALIBRATED_THING_NOT_PLACED:
    '{result}: trabalho em {site} e em {other} ao mesmo tempo, para {report}; {instrument} foi calibrado num dos dois, e nenhum passo desse diz se lá estava',
  INSTRUMENT_OVER_CAPACITY: '{result}: {instrument} servia {count} ensaios ao mesmo tempo; comporta {capacity}',
  RAW_FILE_OF_OTHER_WORK:
    '{result}: o ficheiro de dados em bruto {file} também é guardado para o relatório {report}, cujo trabalho foi feito em {on}, e não em {day}',
  RAW_DATA_MISSING: '{result}: nenhum ficheiro de dados em bruto é guardado',
  RAW_FILE_OF_OTHER_INSTRUMENT:
    '{result}: o ficheiro bruto {file} também é guardado no relatório {report} para trabalho com {theirs}, e aqui para trabalho com {ours}',
  READINGS_NOT_GIVEN: '{result}: não há leituras pelas quais voltar a calcular o resultado',
  CONFORMITY_CONTRADICTED:
    '{result}: o que se declara face a {specification} é o contrário do que dão o seu próprio valor, limites e regra',
  CONFORMITY_NOT_DECIDED:
    '{result}: o que se declara face a {specification} não resulta do seu próprio valor, limites e regra',
  SAMPLE_NOT_SUITABLE: 'a amostra {sample} é dada como chegada imprópria para o ensaio',
  RESULT_NOT_FROM_READINGS: '{result}: comunicado {reported}; as leituras dão {found}',
  NON_DETECT_QUANTIFIABLE:
    '{result}: comunicado como pouco de mais para quantificar; as leituras dão {found}, e a linha do âmbito quantifica a partir de {granted}',
  FOUND_FAR_FROM_POINT: '{result}: diz-se que foi encontrado {found} em {at}, cem vezes mais ou menos do que o ponto',
  REPORT_NUMBER_TWICE: 'o número {number} está também noutro documento do mesmo tipo',
  NUMBER_ON_OTHER_KIND: 'o número {number} está também num documento de outro tipo do mesmo laboratório',
  SAME_RESULTS_TWICE: 'o relatório {number} tem os mesmos resultados para outra amostra, {sample}',
  POINT_STATED_TWICE: '{result}: indicado como {one}, e de novo como {other}',
  NAME_WITH_HIDDEN_CHARACTER:
    '{at}: o carácter {character} é {codePoint}, que ninguém vê: em nenhuma lista o nome está assim',
  NAME_IN_TWO_SCRIPTS:
    '{at}: o carácter {character} ({codePoint}) é de outra escrita que a sua palavra, e parece uma letra dela',
  CURE_NAME_SAMPLING_RECORD:
    'indique o registo de amostragem assinado desta amostra, ou diga porque foi ensaiada tal como recebida',
  CURE_CORRECT_CUSTODY: 'corrija o rascunho pelos papéis de entrega, ou colha e ensaie outra amostra',
  CURE_RECORD_RECEIPT: 'registe o selo tal como foi lido à chegada da amostra, ou diga porque já não havia',
  CURE_SHOW_CUSTODY: 'faça assinar a entrega ao laboratório com o registo de amostragem, ou diga que papel a mostra',
  CURE_CORRECT_DATES: 'corrija dias e horas pelos registos do trabalho',
  CURE_USE_METHOD_IN_FORCE: 'ensaie de novo pela edição em vigor nesse dia, ou peça a correção do aviso sobre a edição',
  CURE_LOOK_UP_METHOD: 'peça a publicação aqui do aviso sobre esta edição, ou diga como foi verificada',
  CURE_MARK_OUTSIDE_SCOPE: 'marque o resultado como fora do âmbito, ou alargue o âmbito e ensaie de novo',
  CURE_WRITE_METHOD_PLAINLY: 'escreva de novo o número da norma, como está impresso na capa',
  CURE_CORRECT_PLACE: 'indique o lugar onde se trabalhou, ou faça atestar esse lugar entre as instalações',
  CURE_SHOW_SCOPE: 'diga sob que atestação o resultado é emitido e onde se lê o seu âmbito',
  CURE_NAME_INSTRUMENT: 'indique os instrumentos usados, ou diga porque não houve nenhum',
  CURE_KEEP_INSTRUMENT: 'inscreva o instrumento na lista, com a sua calibração',
  CURE_TEST_IN_WINDOW: 'ensaie de novo com um instrumento calibrado e presente, ou complete o seu historial',
  CURE_SAY_USED_BEFORE:
    'diga a que horas saiu e por que registo se mostra que foi usado antes, ou ensaie de novo com outro',
  CURE_ANOTHER_CALIBRATION:
    'mande calibrar de novo o instrumento e ensaie outra vez; quem julga a decisão da autoridade errada recorre dela',
  CURE_NAME_PAPER:
    'registe a calibração com um certificado em vigor e aqui registado, ou diga onde se pode ler esse documento',
  CURE_SHOW_CALIBRATION:
    'peça a quem o calibrou que assine um certificado e registe a calibração com ele, ou diga de quem é o documento, com que número, e onde se pode ler',
  CURE_STATE_DUE_DAY:
    'registe a calibração com o dia em que deve ser repetida, ou diga o que garante o instrumento até lá',
  CURE_SETTLE_DOUBT:
    'apure o efeito da dúvida no resultado e declare-o, responda ao aviso respetivo, ou ensaie de novo com outro',
  CURE_SHOW_HISTORY: 'diga por que documento dessa altura se mostra, e porque foi escrito mais tarde',
  CURE_SETTLE_HISTORY:
    'apure o que a alteração faz ao resultado, e substitua ou revogue o relatório, ou diga porque se mantém',
  CURE_TEST_IN_CONDITIONS: 'ensaie de novo dentro dos limites do método',
  CURE_RECORD_CONDITIONS: 'registe o que foi lido da condição que o método limita',
  CURE_LIMIT_CONDITION: 'registe os limites que o método admite, ou diga por que não importa',
  CURE_RECORD_ANY_CONDITION: 'registe as condições do trabalho, ou diga porque nenhuma importa a este método',
  CURE_RECORD_WORK: 'quem ensaiou registe quem trabalhou, onde, de quando a quando, e os dados em bruto',
  CURE_RECORD_WORK_AGAIN:
    'quem ensaiou o que o relatório agora indica registe esse trabalho, ou corrija-se o que indica',
  CURE_AUTHORISE: 'faça-o uma pessoa autorizada para esta linha nesse dia, ou autorize primeiro e ensaie de novo',
  CURE_SHOW_AUTHORISATION: 'diga por que registo anterior ao ensaio se prova que a pessoa já estava autorizada',
  CURE_SHOW_COMPETENCE: 'diga por que documento anterior ao ensaio isso se prova',
  CURE_RENEW_COMPETENCE:
    'renove o que caducou e registe-o no processo de competência, ou deixe fazê-lo uma pessoa cuja competência esteja demonstrada',
  CURE_ANOTHER_SIGNATORY: 'assine outra pessoa autorizada',
  CURE_CORRECT_WORK: 'corrija o registo do trabalho, ou ensaie de novo',
  CURE_CORRECT_WHERE:
    'corrija o registo do trabalho, ou indique pelo fabricante, modelo e número de série que objeto foi calibrado; senão, faça o trabalho de novo',
  CURE_SAY_WHICH_THING:
    'indique pelo fabricante, modelo e número de série que objeto foi calibrado, ou diga como se sabe que são dois',
  CURE_SAY_WHICH_STEP:
    'indique o que é calibrado entre o que foi usado em cada passo em que esteve, ou diga onde estava entretanto',
  CURE_SHOW_RECORD:
    'diga por que registo feito na altura do trabalho isso se mostra, e porque foi registado aqui mais tarde',
  CURE_RECORD_USE: 'quem o usou registe o passo em que foi usado, ou indique só o que foi usado',
  CURE_EXPLAIN: 'diga porque está certo apesar disso; a razão fica guardada com o relatório',
  CURE_ADD_RAW_DATA: 'acrescente os ficheiros em bruto pelos seus resumos',
  CURE_ANOTHER_PROVIDER:
    'mande ensaiar de novo, aqui ou por outro; quem julga a decisão da autoridade errada recorre dela',
  CURE_NAME_OBTAINER: 'indique o laboratório que o obteve ele próprio, com o seu relatório em vigor, ou ensaie aqui',
  CURE_NAME_PROVIDER: 'indique o laboratório que o obteve e o seu relatório em vigor, e dê o resultado como esse o diz',
  CURE_SHOW_PROVIDER_REPORT:
    'peça ao prestador que registe aqui o seu relatório, ou diga onde se pode ler e quem o comparou',
  CURE_SAY_PROVIDER_SCOPE:
    'diga no relatório que o resultado não está em nenhum âmbito do prestador, ou peça que o alargue',
  CURE_CORRECT_CONFORMITY:
    'corrija o que se declara, o limite, a regra ou a incerteza do resultado, ou diga como se decidiu',
  CURE_CORRECT_RESULT:
    'corrija o resultado pelas leituras, ou complete as leituras; o que é arredondado a um algarismo escreve-se como 2e2',
  CURE_MEND_MAKING: 'corrigir aquilo em que o certificado assenta, ou declarar menos',
  CURE_OTHER_NUMBER: 'dê-lhe um número próprio, ou substitua o documento anterior',
  CURE_STATE_CONDITION:
    'indique a condição em que cada valor foi obtido, como subida ou descida, gama ou montagem; ou corrija um deles',
  CURE_WRITE_NAME_PLAINLY:
    'compare-o letra a letra com o nome que se quer dizer, e peça a quem assinou que o emita de novo como se lê',
  CONDITIONS_NOT_AT_HAND: 'o registo das condições do trabalho, do laboratório, não está à mão',
  TESTERS_NOT_AT_HAND: 'os papéis à mão não dizem quem ensaiou: não se sabe se foram duas pessoas',
  WORK_NOT_AT_HAND:
    'o registo do trabalho, do laboratório, não está à mão: não se sabe quem e o quê esteve onde e a que hora',
  RAW_DATA_NOT_AT_HAND: 'os dados em bruto e as leituras não estão à mão',
  AUTHORISATIONS_NOT_AT_HAND:
    'as autorizações do laboratório não estão à mão: não se sabe quem pode ensaiar nem quem pode assinar',
  INSTRUMENT_HISTORY_NOT_AT_HAND:
    'a lista de instrumentos do laboratório não está à mão: não se sabe se algum estava fora no dia do ensaio',
  OTHER_REPORTS_NOT_AT_HAND:
    'não há à mão outro relatório do laboratório: não se sabe se o número ou os resultados se repetem',
};
