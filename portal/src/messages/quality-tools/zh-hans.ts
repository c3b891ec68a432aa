// SPDX-License-Identifier: Apache-2.0
import type { enQualityTools } from './en.ts';

/** 帕累托图与失效模式的用语（简体）。未经母语者审校。 */
export const zhHansQualityTools: Readonly<Record<keyof typeof enQualityTools, string>> = {
  'nav.quality-tools': '质量工具',
  'quality.title': '质量工具：帕累托图与 FMEA',
  'quality.lead':
    '提交缺陷或投诉、失效模式的工作簿。结果为占大多数的少数原因，以及应优先处理的失效模式排序。控制图另有页面。',
  'quality.not-kept': '内容不会保存：只计算并返回结果。',
  'quality.template': '空白工作簿（Excel 模板）',
  'quality.drop': '缺陷与失效模式工作簿',
  'quality.drop.hint': '只填一张表也可以。任一单元格有误会指出位置，且不计算。',
  'quality.take': '保存为 Excel 工作簿',
  'quality.pareto': '帕累托图',
  'quality.described': '{count} 个原因按占比从大到小排列；前 {vital} 个占 80 %。',
  'quality.legend': '实心柱：占 80 % 的关键少数（帕累托分析的惯例，并非定律）。折线：累计占比。',
  'quality.shown': '图中为前 {shown} 个，共 {count} 个。',
  'quality.vital': '关键少数',
  'quality.cause': '原因',
  'quality.count': '次数',
  'quality.total': '次数×权重',
  'quality.share': '占比（%）',
  'quality.added': '累计（%）',
  'quality.modes': '失效模式（按风险优先数 RPN 排序）',
  'quality.modes.lead':
    'RPN = 严重度×频度×探测度，各为 1 至 10（IEC 60812:2018 附录 B，凭记忆）。评分只表示次序，不是量值：200 并非 100 的两倍；RPN 低也不能忽视高严重度。RPN 相同时，严重度高者在前。',
  'quality.rank': '排序',
  'quality.item': '对象',
  'quality.mode': '失效模式',
  'quality.effect': '影响',
  'quality.severity': '严重度',
  'quality.occurrence': '频度',
  'quality.detection': '探测度',
  'quality.rpn': 'RPN',
};
