// SPDX-License-Identifier: Apache-2.0
import type { TemplateLanguage } from '@touchstone/dossier';

/** What the workbook with a Pareto table and ranked failure modes says. */
export interface QualityWords {
  readonly pareto: string;
  readonly modes: string;
  readonly causes: readonly string[];
  readonly ranked: readonly string[];
  readonly yes: string;
}

/** The same in each language. Chinese and Portuguese await a native speaker. */
export const QUALITY_WORDS: Readonly<Record<TemplateLanguage, QualityWords>> = {
  en: {
    ...{ pareto: 'Pareto', modes: 'FMEA', yes: 'yes' },
    causes: ['Cause', 'Count', 'Count × weight', 'Share (%)', 'Shares added up (%)', 'Among the vital few'],
    ranked: ['Rank', 'Item', 'Failure mode', 'Effect', 'Severity', 'Occurrence', 'Detection', 'RPN'],
  },
  'zh-Hans': {
    ...{ pareto: '帕累托', modes: 'FMEA', yes: '是' },
    causes: ['原因', '次数', '次数×权重', '占比（%）', '累计占比（%）', '属关键少数'],
    ranked: ['排序', '对象', '失效模式', '影响', '严重度', '频度', '探测度', 'RPN'],
  },
  'zh-Hant': {
    ...{ pareto: '柏拉圖', modes: 'FMEA', yes: '是' },
    causes: ['原因', '次數', '次數×權重', '佔比（%）', '累計佔比（%）', '屬關鍵少數'],
    ranked: ['排序', '對象', '失效模式', '影響', '嚴重度', '頻度', '探測度', 'RPN'],
  },
  pt: {
    ...{ pareto: 'Pareto', modes: 'FMEA', yes: 'sim' },
    causes: ['Causa', 'Número', 'Número × peso', 'Parte (%)', 'Partes acumuladas (%)', 'Entre as poucas vitais'],
    ranked: ['Ordem', 'Item', 'Modo de falha', 'Efeito', 'Severidade', 'Ocorrência', 'Deteção', 'RPN'],
  },
};
