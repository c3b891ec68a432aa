// SPDX-License-Identifier: Apache-2.0

/** Languages of a printed report. */
export const REPORT_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

const en = {
  title: 'Report of a round of proficiency testing',
  ...{
    provider: 'Provider',
    scheme: 'Scheme',
    round: 'Round',
    item: 'Item',
    opened: 'Opened on',
    deadline: 'Deadline',
  },
  accredited: 'Run under accreditation to ISO/IEC 17043.',
  notAccredited: 'Not run under accreditation to ISO/IEC 17043.',
  demonstration: 'A demonstration: this provider and its results are not real.',
  superseded: 'SUPERSEDED by a corrected report on',
  supersedes: 'Takes the place of an earlier report since',
  statement: 'Signed statement',
  ...{ measurand: 'Measurand', assigned: 'Assigned value', u: 'Its standard uncertainty', method: 'Had by' },
  ...{
    count: 'Results in the statistics',
    robust: 'Robust standard deviation',
    sigma: 'Standard deviation for assessment',
  },
  ...{ used: 'With what lies between items', homogeneity: 'Homogeneity', stability: 'Stability', score: 'Score' },
  rule: 'Statistics by ISO 13528:2022. The assigned value is rounded as printed before results are scored; a signal is that of the printed score: up to 2 acceptable, below 3 a warning, from 3 on a signal for action (En: below 1 acceptable).',
  ...{ code: 'Code', reported: 'Reported', verdict: 'Verdict', note: 'Note' },
  ...{ acceptable: 'acceptable', warning: 'warning', action: 'action', 'not-scored': 'not scored' },
  ...{ density: 'Density of the results', histogram: 'Results by size', ordered: 'Scores in order', number: 'Number' },
  treatments: 'Decided where a check was not met',
  'add-between-items-to-sigma': 'what lies between items counts in the standard deviation',
  'add-between-items-to-uncertainty': 'what lies between items counts in the uncertainty of the assigned value',
  'one-item-for-all': 'all participants measured the same item, so that nothing lies between items',
  'accept-homogeneity-check':
    'the check of homogeneity stands although few items were measured or the method varies much',
  'add-drift-to-uncertainty': 'the drift of items counts in the uncertainty of the assigned value',
  'tell-of-uncertainty': 'the uncertainty of the assigned value is not negligible',
  outside: 'Results too far out to be drawn',
  codes:
    'Participants stand here under codes. Who has which code is known to that participant and to the provider alone.',
  page: 'Page',
} as const;

type Words = Readonly<Record<keyof typeof en, string>>;

const zhHans: Words = {
  title: '能力验证轮次报告',
  ...{ provider: '提供者', scheme: '计划', round: '轮次', item: '物品', opened: '开始日期', deadline: '截止时间' },
  accredited: '本轮在 ISO/IEC 17043 认可范围内实施。',
  notAccredited: '本轮不在 ISO/IEC 17043 认可范围内。',
  demonstration: '演示：本提供者及其结果均非真实。',
  superseded: '本报告已被更正报告取代，日期',
  supersedes: '取代较早的报告，自',
  statement: '签名声明',
  ...{ measurand: '被测量', assigned: '指定值', u: '指定值的标准不确定度', method: '确定方法' },
  ...{ count: '参与统计的结果数', robust: '稳健标准差', sigma: '能力评定标准差' },
  ...{ used: '计入物品间差异后', homogeneity: '均匀性', stability: '稳定性', score: '统计量' },
  rule: '统计方法按 ISO 13528:2022。指定值先按所印位数修约再评分；结论以所印分值为准：不超过 2 为满意，小于 3 为有问题，3 及以上为不满意（En：小于 1 为满意）。',
  ...{ code: '代码', reported: '报告值', verdict: '结论', note: '备注' },
  ...{ acceptable: '满意', warning: '有问题', action: '不满意', 'not-scored': '未评分' },
  ...{ density: '结果的密度分布', histogram: '结果直方图', ordered: '分值排序', number: '个数' },
  treatments: '检查未达准则时的处理',
  'add-between-items-to-sigma': '将物品间标准差计入能力评定标准差',
  'add-between-items-to-uncertainty': '将物品间标准差计入指定值的不确定度',
  'one-item-for-all': '所有参加者测量同一物品，不存在物品间差异',
  'accept-homogeneity-check': '均匀性检验的物品数较少或方法重复性较差，仍予采用',
  'add-drift-to-uncertainty': '将物品变化计入指定值的不确定度',
  'tell-of-uncertainty': '指定值的不确定度不可忽略',
  outside: '离群过远、未绘出的结果数',
  codes: '参加者以代码列出，代码只有该参加者和提供者知道。',
  page: '第',
};

const zhHant: Words = {
  title: '能力驗證輪次報告',
  ...{ provider: '提供者', scheme: '計劃', round: '輪次', item: '物品', opened: '開始日期', deadline: '截止時間' },
  accredited: '本輪在 ISO/IEC 17043 認可範圍內實施。',
  notAccredited: '本輪不在 ISO/IEC 17043 認可範圍內。',
  demonstration: '示範：本提供者及其結果均非真實。',
  superseded: '本報告已被更正報告取代，日期',
  supersedes: '取代較早的報告，自',
  statement: '簽署聲明',
  ...{ measurand: '被測量', assigned: '指定值', u: '指定值的標準不確定度', method: '確定方法' },
  ...{ count: '參與統計的結果數', robust: '穩健標準差', sigma: '能力評定標準差' },
  ...{ used: '計入物品間差異後', homogeneity: '均勻性', stability: '穩定性', score: '統計量' },
  rule: '統計方法按 ISO 13528:2022。指定值先按所印位數修約再評分；結論以所印分值為準：不超過 2 為滿意，小於 3 為有問題，3 及以上為不滿意（En：小於 1 為滿意）。',
  ...{ code: '代碼', reported: '報告值', verdict: '結論', note: '備註' },
  ...{ acceptable: '滿意', warning: '有問題', action: '不滿意', 'not-scored': '未評分' },
  ...{ density: '結果的密度分佈', histogram: '結果直方圖', ordered: '分值排序', number: '個數' },
  treatments: '檢查未達準則時的處理',
  'add-between-items-to-sigma': '將物品間標準差計入能力評定標準差',
  'add-between-items-to-uncertainty': '將物品間標準差計入指定值的不確定度',
  'one-item-for-all': '所有參加者測量同一物品，不存在物品間差異',
  'accept-homogeneity-check': '均勻性檢驗的物品數較少或方法重複性較差，仍予採用',
  'add-drift-to-uncertainty': '將物品變化計入指定值的不確定度',
  'tell-of-uncertainty': '指定值的不確定度不可忽略',
  outside: '離群過遠、未繪出的結果數',
  codes: '參加者以代碼列出，代碼只有該參加者和提供者知道。',
  page: '第',
};

const pt: Words = {
  title: 'Relatório de uma ronda de ensaios de aptidão',
  ...{
    provider: 'Organizador',
    scheme: 'Programa',
    round: 'Ronda',
    item: 'Item',
    opened: 'Aberta em',
    deadline: 'Prazo',
  },
  accredited: 'Realizada sob acreditação ISO/IEC 17043.',
  notAccredited: 'Não realizada sob acreditação ISO/IEC 17043.',
  demonstration: 'Demonstração: este organizador e os seus resultados não são reais.',
  superseded: 'SUBSTITUÍDO por um relatório corrigido em',
  supersedes: 'Substitui um relatório anterior desde',
  statement: 'Declaração assinada',
  ...{ measurand: 'Mensuranda', assigned: 'Valor atribuído', u: 'A sua incerteza-padrão', method: 'Obtido por' },
  ...{ count: 'Resultados na estatística', robust: 'Desvio-padrão robusto', sigma: 'Desvio-padrão para a avaliação' },
  ...{
    used: 'Com a diferença entre itens',
    homogeneity: 'Homogeneidade',
    stability: 'Estabilidade',
    score: 'Pontuação',
  },
  rule: 'Estatística segundo a ISO 13528:2022. O valor atribuído é arredondado como impresso antes de pontuar; o sinal é o da pontuação impressa: até 2 satisfatória, abaixo de 3 questionável, de 3 em diante não satisfatória (En: abaixo de 1 satisfatória).',
  ...{ code: 'Código', reported: 'Reportado', verdict: 'Avaliação', note: 'Nota' },
  ...{ acceptable: 'satisfatória', warning: 'questionável', action: 'não satisfatória', 'not-scored': 'sem pontuação' },
  ...{
    density: 'Densidade dos resultados',
    histogram: 'Resultados por grandeza',
    ordered: 'Pontuações por ordem',
    number: 'Número',
  },
  treatments: 'Decidido onde um critério não foi cumprido',
  'add-between-items-to-sigma': 'a diferença entre itens conta no desvio-padrão',
  'add-between-items-to-uncertainty': 'a diferença entre itens conta na incerteza do valor atribuído',
  'one-item-for-all': 'todos os participantes mediram o mesmo item, sem diferença entre itens',
  'accept-homogeneity-check':
    'o ensaio de homogeneidade é aceite apesar de poucos itens ou de um método pouco repetível',
  'add-drift-to-uncertainty': 'a deriva dos itens conta na incerteza do valor atribuído',
  'tell-of-uncertainty': 'a incerteza do valor atribuído não é desprezável',
  outside: 'Resultados demasiado afastados para o desenho',
  codes: 'Os participantes figuram sob códigos, que só o próprio e o organizador conhecem.',
  page: 'Página',
};

/** The words of a report in a language. */
export const REPORT_WORDS: Readonly<Record<ReportLanguage, Words>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant, pt };
export type { Words };
