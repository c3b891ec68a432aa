// SPDX-License-Identifier: Apache-2.0
import type { enStandardChanges } from './en.ts';

/** 計量標準決定的詞句。未經母語審校。 */
export const zhHantStandardChanges: Readonly<Record<keyof typeof enStandardChanges, string>> = {
  'standards.standing': '貴部門確認的計量標準及其今日狀態',
  'standards.standing.none': '貴部門今日沒有已確認的計量標準。',
  'standards.change': '暫停、恢復或撤回',
  'standards.change.act': '擬作何處理',
  'standards.change.suspend': '暫停',
  'standards.change.restore': '恢復',
  'standards.change.withdraw': '永久撤回',
  'standards.change.cancel': '取消已計劃的變更',
  'standards.change.planned': '已計劃的變更',
  'standards.change.from': '自（空：自決定時起）',
  'standards.change.reason': '依據（公開）',
  'standards.change.send': '提出',
  'standards.change.none': '已永久撤回，不能再作變更。',
  'standards.change.now': '今日狀態',
  'standards.change.becomes': '變更為',
  'standards.change.cancels': '不再進行',
  'standards.change.at-once': '自決定時起',
  'standards.signs.change': '您代表計量主管部門決定按此變更狀態。',
  'standards.signs.cancel': '您代表計量主管部門決定：該已計劃的變更及基於它的計劃不再進行。',
  'standards.rests': '您可查閱的證書中有 {count} 份依據它。在其有效期間作出的照舊；此後不得再以其為依據。',
  'standards.rests.more': '僅列出最新的。',
  'standards.raise': '如發現其偏離：就以其取得的結果提出存疑',
};
