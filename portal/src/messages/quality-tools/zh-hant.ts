// SPDX-License-Identifier: Apache-2.0
import type { enQualityTools } from './en.ts';

/** 柏拉圖與失效模式的用語（繁體）。未經母語者審校。 */
export const zhHantQualityTools: Readonly<Record<keyof typeof enQualityTools, string>> = {
  'nav.quality-tools': '品質工具',
  'quality.title': '品質工具：柏拉圖與 FMEA',
  'quality.lead':
    '提交缺陷或投訴、失效模式的活頁簿。結果為佔大多數的少數原因，以及應優先處理的失效模式排序。管制圖另有頁面。',
  'quality.not-kept': '內容不會保存：只計算並傳回結果。',
  'quality.template': '空白活頁簿（Excel 範本）',
  'quality.drop': '缺陷與失效模式活頁簿',
  'quality.drop.hint': '只填一張表也可以。任一儲存格有誤會指出位置，且不計算。',
  'quality.take': '儲存為 Excel 活頁簿',
  'quality.pareto': '柏拉圖（帕累托圖）',
  'quality.described': '{count} 個原因按佔比從大到小排列；前 {vital} 個佔 80 %。',
  'quality.legend': '實心柱：佔 80 % 的關鍵少數（帕累托分析的慣例，並非定律）。折線：累計佔比。',
  'quality.shown': '圖中為前 {shown} 個，共 {count} 個。',
  'quality.vital': '關鍵少數',
  'quality.cause': '原因',
  'quality.count': '次數',
  'quality.total': '次數×權重',
  'quality.share': '佔比（%）',
  'quality.added': '累計（%）',
  'quality.modes': '失效模式（按風險優先數 RPN 排序）',
  'quality.modes.lead':
    'RPN = 嚴重度×頻度×探測度，各為 1 至 10（IEC 60812:2018 附錄 B，憑記憶）。評分只表示次序，不是量值：200 並非 100 的兩倍；RPN 低也不能忽視高嚴重度。RPN 相同時，嚴重度高者在前。',
  'quality.rank': '排序',
  'quality.item': '對象',
  'quality.mode': '失效模式',
  'quality.effect': '影響',
  'quality.severity': '嚴重度',
  'quality.occurrence': '頻度',
  'quality.detection': '探測度',
  'quality.rpn': 'RPN',
};
