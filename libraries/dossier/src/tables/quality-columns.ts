// SPDX-License-Identifier: Apache-2.0
import type { Column, InLanguages } from './column.ts';

/** Columns of the table of what went wrong and how often: one row is one count, and rows of one cause are added up. */
export const DEFECT_COLUMNS = {
  cause: {
    type: 'text',
    required: true,
    headers: {
      en: ['Cause', 'Defect', 'Complaint'],
      'zh-Hans': ['原因', '缺陷', '投诉事项'],
      'zh-Hant': ['原因', '缺陷', '投訴事項'],
      pt: ['Causa', 'Defeito', 'Reclamação'],
    },
    note: {
      en: 'What went wrong, always by the same name; rows of one name are added up.',
      'zh-Hans': '问题的名称，前后一致；同名各行相加。',
      'zh-Hant': '問題的名稱，前後一致；同名各行相加。',
      pt: 'O que correu mal, sempre com o mesmo nome; somam-se as linhas do mesmo nome.',
    },
    example: 'waiting time',
  },
  count: {
    type: 'number',
    headers: {
      en: ['Count', 'Number'],
      'zh-Hans': ['次数', '数量'],
      'zh-Hant': ['次數', '數量'],
      pt: ['Número', 'Contagem'],
    },
    note: {
      en: 'How often, a whole number; empty is once.',
      'zh-Hans': '发生次数，整数；空白为一次。',
      'zh-Hant': '發生次數，整數；空白為一次。',
      pt: 'Quantas vezes, um inteiro; vazio é uma vez.',
    },
    example: '45',
  },
  weight: {
    type: 'number',
    headers: {
      en: ['Weight', 'Cost of one'],
      'zh-Hans': ['权重', '单次成本'],
      'zh-Hant': ['權重', '單次成本'],
      pt: ['Peso', 'Custo de um'],
    },
    note: {
      en: 'What one of it weighs or costs, where causes are not alike; empty is 1. The same in every row of a cause.',
      'zh-Hans': '各原因轻重不同时，单次的权重或成本；空白为 1。同一原因各行一致。',
      'zh-Hant': '各原因輕重不同時，單次的權重或成本；空白為 1。同一原因各行一致。',
      pt: 'O que um pesa ou custa, se as causas não são iguais; vazio é 1. Igual em todas as linhas de uma causa.',
    },
    example: '1',
  },
} as const satisfies Record<string, Column>;

const SCALE: InLanguages<string> = {
  en: 'A whole number from 1 to 10; 10 is the worst.',
  'zh-Hans': '1 至 10 的整数；10 为最差。',
  'zh-Hant': '1 至 10 的整數；10 為最差。',
  pt: 'Um inteiro de 1 a 10; 10 é o pior.',
};

/** Columns of the table of failure modes: one row is one way in which something can fail. */
export const FAILURE_MODE_COLUMNS = {
  item: {
    type: 'text',
    required: true,
    headers: {
      en: ['Item', 'Step', 'Function'],
      'zh-Hans': ['对象', '步骤'],
      'zh-Hant': ['對象', '步驟'],
      pt: ['Item', 'Passo'],
    },
    note: {
      en: 'The step or thing that can fail.',
      'zh-Hans': '可能失效的步骤或对象。',
      'zh-Hant': '可能失效的步驟或對象。',
      pt: 'O passo ou a coisa que pode falhar.',
    },
    example: 'reception of samples',
  },
  mode: {
    type: 'text',
    required: true,
    headers: { en: ['Failure mode'], 'zh-Hans': ['失效模式'], 'zh-Hant': ['失效模式'], pt: ['Modo de falha'] },
    note: {
      en: 'How it fails.',
      'zh-Hans': '如何失效。',
      'zh-Hant': '如何失效。',
      pt: 'Como falha.',
    },
    example: 'two labels exchanged',
  },
  effect: {
    type: 'text',
    required: true,
    headers: { en: ['Effect'], 'zh-Hans': ['影响', '后果'], 'zh-Hant': ['影響', '後果'], pt: ['Efeito'] },
    note: {
      en: 'What comes of it.',
      'zh-Hans': '造成的后果。',
      'zh-Hant': '造成的後果。',
      pt: 'O que resulta disso.',
    },
    example: 'the report is about another sample',
  },
  severity: {
    type: 'number',
    required: true,
    headers: {
      en: ['Severity', 'S'],
      'zh-Hans': ['严重度', '严重度 S'],
      'zh-Hant': ['嚴重度', '嚴重度 S'],
      pt: ['Severidade'],
    },
    note: SCALE,
    example: '9',
  },
  occurrence: {
    type: 'number',
    required: true,
    headers: {
      en: ['Occurrence', 'O'],
      'zh-Hans': ['频度', '频度 O'],
      'zh-Hant': ['頻度', '頻度 O'],
      pt: ['Ocorrência'],
    },
    note: SCALE,
    example: '3',
  },
  detection: {
    type: 'number',
    required: true,
    headers: {
      en: ['Detection', 'D'],
      'zh-Hans': ['探测度', '探测度 D'],
      'zh-Hant': ['探測度', '探測度 D'],
      pt: ['Deteção'],
    },
    note: {
      en: 'A whole number from 1 to 10; 10 is the hardest to detect.',
      'zh-Hans': '1 至 10 的整数；10 为最难发现。',
      'zh-Hant': '1 至 10 的整數；10 為最難發現。',
      pt: 'Um inteiro de 1 a 10; 10 é o mais difícil de detetar.',
    },
    example: '6',
  },
} as const satisfies Record<string, Column>;
