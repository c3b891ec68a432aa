// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';

/** Columns of the table `results`: one row is one result of a laboratory, typed off its report. */
export const RESULT_COLUMNS = {
  reportNumber: {
    type: 'identifier',
    required: true,
    headers: {
      en: ['Report number', 'Report no', 'Report'],
      'zh-Hans': ['报告编号', '报告号'],
      'zh-Hant': ['報告編號', '報告號碼'],
      pt: ['Número do relatório', 'N.º do relatório', 'Relatório'],
    },
    note: {
      en: 'Exactly as printed on the report.',
      'zh-Hans': '与报告上的编号完全一致。',
      'zh-Hant': '與報告上的編號完全一致。',
      pt: 'Exatamente como impresso no relatório.',
    },
    example: 'DEMO-2026-0117',
  },
  laboratory: {
    type: 'text',
    required: true,
    headers: {
      en: ['Laboratory', 'Lab'],
      'zh-Hans': ['检测机构', '检验机构', '实验室'],
      'zh-Hant': ['檢測機構', '檢驗機構', '實驗室', '化驗所'],
      pt: ['Laboratório'],
    },
    note: {
      en: 'The name of the laboratory that issued the report.',
      'zh-Hans': '出具报告的机构名称。',
      'zh-Hant': '發出報告的機構名稱。',
      pt: 'O nome do laboratório que emitiu o relatório.',
    },
    example: 'Demonstration Laboratory',
  },
  substance: {
    type: 'text',
    required: true,
    headers: {
      en: ['Substance', 'Parameter', 'Analyte', 'Test item'],
      'zh-Hans': ['检测项目', '检验项目', '项目', '物质'],
      'zh-Hant': ['檢測項目', '檢驗項目', '項目', '物質'],
      pt: ['Substância', 'Parâmetro', 'Analito'],
    },
    note: {
      en: 'Name in any language, or CAS number, as exact as the report: methylmercury, not mercury.',
      'zh-Hans': '任何语言的名称或 CAS 号，与报告一样准确：甲基汞，不写汞。',
      'zh-Hant': '任何語言的名稱或 CAS 號，與報告一樣準確：甲基汞，不寫汞。',
      pt: 'Nome em qualquer língua, ou CAS, tão exato como o relatório: metilmercúrio, não mercúrio.',
    },
    example: 'Lead',
  },
  value: {
    type: 'measured',
    required: true,
    headers: {
      en: ['Value', 'Result', 'Measured value'],
      'zh-Hans': ['检测值', '实测值', '检测结果', '结果', '测定值'],
      'zh-Hant': ['檢測值', '實測值', '檢測結果', '結果', '測定值'],
      pt: ['Valor', 'Resultado'],
    },
    note: {
      en: 'As printed, all its zeros: 0.10. Or ND, or <0.02, with the limit in its own column.',
      'zh-Hans': '照报告写，保留末尾的零：0.10。未检出写 ND 或 <0.02，并在相应列写明限值。',
      'zh-Hant': '照報告寫，保留末尾的零：0.10。未檢出寫 ND 或 <0.02，並在相應欄寫明限值。',
      pt: 'Como impresso, com todos os zeros: 0.10. Ou ND, ou <0.02, com o limite na sua coluna.',
    },
    example: '0.10',
  },
  unit: {
    type: 'unit',
    headers: { en: ['Unit'], 'zh-Hans': ['单位', '计量单位'], 'zh-Hant': ['單位', '計量單位'], pt: ['Unidade'] },
    note: {
      en: 'mg/kg, µg/kg, mg/L, Bq/kg … for every number of the row. Not ppm: it has several meanings.',
      'zh-Hans': 'mg/kg、µg/kg、mg/L、Bq/kg 等，适用于本行所有数值。不用 ppm，它有多种含义。',
      'zh-Hant': 'mg/kg、µg/kg、mg/L、Bq/kg 等，適用於本行所有數值。不用 ppm，它有多種含義。',
      pt: 'mg/kg, µg/kg, mg/L, Bq/kg … para todos os números da linha. Não ppm: tem vários sentidos.',
    },
    example: 'mg/kg',
  },
  limitOfDetection: {
    type: 'number',
    headers: {
      en: ['LOD', 'Limit of detection', 'Detection limit', 'MDL'],
      'zh-Hans': ['检出限', '方法检出限'],
      'zh-Hant': ['檢出限', '檢測限', '方法檢出限'],
      pt: ['LD', 'Limite de deteção', 'Limite de detecção'],
    },
    note: {
      en: 'Needed where nothing was detected.',
      'zh-Hans': '未检出时必填。',
      'zh-Hant': '未檢出時必填。',
      pt: 'Necessário quando nada foi detetado.',
    },
    example: '0.005',
  },
  limitOfQuantification: {
    type: 'number',
    headers: {
      en: ['LOQ', 'Limit of quantification', 'Quantification limit', 'MQL'],
      'zh-Hans': ['定量限', '方法定量限'],
      'zh-Hant': ['定量限', '方法定量限'],
      pt: ['LQ', 'Limite de quantificação'],
    },
    note: {
      en: 'Needed where the result is below it.',
      'zh-Hans': '结果低于定量限时必填。',
      'zh-Hant': '結果低於定量限時必填。',
      pt: 'Necessário quando o resultado é inferior a ele.',
    },
    example: '0.02',
  },
  uncertainty: {
    type: 'number',
    headers: {
      en: ['Expanded uncertainty', 'Uncertainty', 'U'],
      'zh-Hans': ['扩展不确定度', '不确定度'],
      'zh-Hant': ['擴展不確定度', '不確定度'],
      pt: ['Incerteza expandida', 'Incerteza'],
    },
    note: {
      en: 'U as printed, in the unit of the row; or a percentage of the value, such as 12 %.',
      'zh-Hans': '报告上的 U，单位同本行；或相对值，如 12 %。',
      'zh-Hant': '報告上的 U，單位同本行；或相對值，如 12 %。',
      pt: 'U como impresso, na unidade da linha; ou percentagem do valor, como 12 %.',
    },
    example: '0.02',
  },
  coverageFactor: {
    type: 'number',
    headers: {
      en: ['Coverage factor', 'k'],
      'zh-Hans': ['包含因子'],
      'zh-Hant': ['包含因子', '涵蓋因子'],
      pt: ['Fator de expansão', 'Fator de cobertura'],
    },
    note: {
      en: 'k, usually 2. Leave it empty if the report does not say.',
      'zh-Hans': 'k，通常为 2。报告未写明时留空。',
      'zh-Hant': 'k，通常為 2。報告未寫明時留空。',
      pt: 'k, em geral 2. Deixe em branco se o relatório não o indicar.',
    },
    example: '2',
  },
  method: {
    type: 'text',
    required: true,
    headers: {
      en: ['Method', 'Test method'],
      'zh-Hans': ['检测方法', '检验方法', '检测依据', '方法'],
      'zh-Hant': ['檢測方法', '檢驗方法', '檢測依據', '方法'],
      pt: ['Método', 'Método de ensaio'],
    },
    note: {
      en: 'The standard with its year, such as GB 5009.12-2023.',
      'zh-Hans': '标准号带年份，如 GB 5009.12-2023。',
      'zh-Hant': '標準號連年份，如 GB 5009.12-2023。',
      pt: 'A norma com o ano, por exemplo GB 5009.12-2023.',
    },
    example: 'GB 5009.12-2023',
  },
  basis: {
    type: 'text',
    headers: {
      en: ['Basis'],
      'zh-Hans': ['计量基准', '以何计', '基准'],
      'zh-Hant': ['計量基準', '以何計', '基準'],
      pt: ['Base'],
    },
    note: {
      en: 'What the number refers to: as sold, edible part, dry weight … in the words of the report.',
      'zh-Hans': '数值所指：样品原样、可食部分、干基等，照报告写。',
      'zh-Hant': '數值所指：樣品原樣、可食部分、乾基等，照報告寫。',
      pt: 'A que se refere o número: tal qual, parte edível, peso seco … nas palavras do relatório.',
    },
    example: 'as sold',
  },
  testedOn: {
    type: 'day',
    required: true,
    headers: {
      en: ['Tested on', 'Test date', 'Date of test'],
      'zh-Hans': ['检测日期', '检验日期'],
      'zh-Hant': ['檢測日期', '檢驗日期'],
      pt: ['Data do ensaio', 'Ensaiado em'],
    },
    note: {
      en: 'Year-month-day, such as 2026-11-22.',
      'zh-Hans': '写年-月-日，如 2026-11-22。',
      'zh-Hant': '寫年-月-日，如 2026-11-22。',
      pt: 'Ano-mês-dia, por exemplo 2026-11-22.',
    },
    example: '2026-10-09',
  },
  sample: {
    type: 'identifier',
    headers: {
      en: ['Sample number', 'Sample', 'Sample no'],
      'zh-Hans': ['样品编号', '样品号', '样品'],
      'zh-Hant': ['樣品編號', '樣本編號', '樣品'],
      pt: ['Número da amostra', 'Amostra'],
    },
    note: {
      en: 'The number that links the report to the sampling record.',
      'zh-Hans': '把报告与抽样记录联系起来的编号。',
      'zh-Hant': '把報告與抽樣紀錄聯繫起來的編號。',
      pt: 'O número que liga o relatório ao registo de amostragem.',
    },
    example: 'S-0117',
  },
} as const satisfies Record<string, Column>;
