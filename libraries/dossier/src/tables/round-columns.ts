// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';
import { RESULT_COLUMNS } from './result-columns.ts';

const { value, unit, uncertainty, coverageFactor, method } = RESULT_COLUMNS;
const { required: _, ...optionalValue } = value;

/** Columns of the table in which a laboratory reports to a round of proficiency testing; one row is one measurand. */
export const ROUND_RESULT_COLUMNS = {
  code: {
    type: 'identifier',
    required: true,
    headers: {
      en: ['Code', 'Laboratory code'],
      'zh-Hans': ['代码', '实验室代码'],
      'zh-Hant': ['代碼', '實驗室代碼'],
      pt: ['Código', 'Código do laboratório'],
    },
    note: {
      en: 'The code under which your laboratory takes part; leave it as it is.',
      'zh-Hans': '本实验室参加本轮的代码，请勿改动。',
      'zh-Hant': '本實驗室參加本輪的代碼，請勿改動。',
      pt: 'O código com que o seu laboratório participa; não o altere.',
    },
    example: 'A7K2-9M4P',
  },
  measurand: {
    type: 'text',
    required: true,
    headers: {
      en: ['Measurand'],
      'zh-Hans': ['被测量', '被测量名称'],
      'zh-Hant': ['被測量', '被測量名稱'],
      pt: ['Mensuranda'],
    },
    note: {
      en: 'One row each; leave it as it is.',
      'zh-Hans': '每行一个，请勿改动。',
      'zh-Hant': '每行一個，請勿改動。',
      pt: 'Uma linha para cada; não a altere.',
    },
    example: 'Pb',
  },
  value: {
    ...optionalValue,
    note: {
      en: 'To the decimal places asked for, all zeros: 0.100. Or <0.02. Empty where you did not measure.',
      'zh-Hans': '按要求的小数位数填写，保留末尾的零：0.100；或 <0.02。未测则留空。',
      'zh-Hant': '按要求的小數位數填寫，保留末尾的零：0.100；或 <0.02。未測則留空。',
      pt: 'Com as casas decimais pedidas e todos os zeros: 0.100. Ou <0.02. Vazio se não mediu.',
    },
  },
  ...{ unit, uncertainty, coverageFactor },
  method: (({ required: __, ...rest }: Column): Column => rest)(method),
} as const satisfies Readonly<Record<string, Column>>;
