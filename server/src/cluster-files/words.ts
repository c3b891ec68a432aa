// SPDX-License-Identifier: Apache-2.0
import type { TemplateLanguage } from '@touchstone/dossier';

/** What the workbook of the map of clusters says. */
export interface MapWords {
  readonly sheets: Readonly<Record<'needs' | 'gaps', string>>;
  readonly headings: readonly [
    ...(readonly [cluster: string, name: string, place: string, demonstration: string]),
    ...(readonly [activity: string, property: string, method: string, from: string, to: string, uncertainty: string]),
    ...(readonly [outcome: string, by: string, lacking: string]),
  ];
  readonly where: string;
  readonly yes: string;
  readonly activities: Readonly<Record<'testing' | 'calibration', string>>;
  readonly outcomes: Readonly<Record<'covered' | 'in-part' | 'not', string>>;
  readonly lacks: Readonly<Record<string, string>>;
  readonly asOf: string;
  readonly partial: string;
}

/** The same in each language. Chinese and Portuguese await a native speaker. */
export const MAP_WORDS: Readonly<Record<TemplateLanguage, MapWords>> = {
  en: {
    sheets: { needs: 'needs', gaps: 'gaps' },
    headings: [
      ...(['Cluster', 'Name of the cluster', 'Place', 'Demonstration'] as const),
      ...(['Activity', 'Property', 'Method', 'From', 'To', 'Uncertainty'] as const),
      ...(['Outcome', 'Covered by', 'What others lack'] as const),
    ],
    where: 'Clusters that need it',
    yes: 'yes',
    activities: { testing: 'testing', calibration: 'calibration' },
    outcomes: { covered: 'covered', 'in-part': 'covered in part', not: 'covered by nobody' },
    lacks: {
      ...{ unit: 'another kind of quantity', range: 'the whole range', 'range-not-stated': 'a stated range' },
      ...{ uncertainty: 'a small enough uncertainty', method: 'the method or its edition' },
      'limit-of-quantification': 'a low enough limit of quantification',
    },
    asOf: 'As of',
    partial: 'There is more than was looked at: a gap may be none.',
  },
  'zh-Hans': {
    sheets: { needs: '需求', gaps: '缺口' },
    headings: [
      ...(['集群', '集群名称', '地区', '演示'] as const),
      ...(['活动', '参数', '方法', '下限', '上限', '不确定度'] as const),
      ...(['结果', '由谁承担', '其他机构缺什么'] as const),
    ],
    where: '需求集群',
    yes: '是',
    activities: { testing: '检测', calibration: '校准' },
    outcomes: { covered: '已覆盖', 'in-part': '部分覆盖', not: '无人覆盖' },
    lacks: {
      ...{ unit: '属另一种量', range: '范围不全', 'range-not-stated': '未说明量程' },
      ...{ uncertainty: '不确定度不够小', method: '方法或版本不符', 'limit-of-quantification': '定量限不够低' },
    },
    asOf: '截至',
    partial: '内容超出所查的数量：所示缺口未必是缺口。',
  },
  'zh-Hant': {
    sheets: { needs: '需求', gaps: '缺口' },
    headings: [
      ...(['集群', '集群名稱', '地區', '示範'] as const),
      ...(['活動', '參數', '方法', '下限', '上限', '不確定度'] as const),
      ...(['結果', '由誰承擔', '其他機構缺甚麼'] as const),
    ],
    where: '需求集群',
    yes: '是',
    activities: { testing: '測試', calibration: '校準' },
    outcomes: { covered: '已覆蓋', 'in-part': '部分覆蓋', not: '無人覆蓋' },
    lacks: {
      ...{ unit: '屬另一種量', range: '範圍不全', 'range-not-stated': '未說明量程' },
      ...{ uncertainty: '不確定度不夠小', method: '方法或版本不符', 'limit-of-quantification': '定量限不夠低' },
    },
    asOf: '截至',
    partial: '內容超出所查的數量：所示缺口未必是缺口。',
  },
  pt: {
    sheets: { needs: 'necessidades', gaps: 'lacunas' },
    headings: [
      ...(['Polo', 'Nome do polo', 'Lugar', 'Demonstração'] as const),
      ...(['Atividade', 'Propriedade', 'Método', 'De', 'Até', 'Incerteza'] as const),
      ...(['Resultado', 'Coberto por', 'O que falta a outros'] as const),
    ],
    where: 'Polos que o precisam',
    yes: 'sim',
    activities: { testing: 'ensaio', calibration: 'calibração' },
    outcomes: { covered: 'coberto', 'in-part': 'coberto em parte', not: 'coberto por ninguém' },
    lacks: {
      ...{ unit: 'outra grandeza', range: 'o intervalo inteiro', 'range-not-stated': 'um intervalo declarado' },
      ...{ uncertainty: 'uma incerteza bastante pequena', method: 'o método ou a sua edição' },
      'limit-of-quantification': 'um limite de quantificação bastante baixo',
    },
    asOf: 'Em',
    partial: 'Há mais do que o que foi visto: uma lacuna pode não o ser.',
  },
};
