// SPDX-License-Identifier: Apache-2.0
import type { enStandardChanges } from './en.ts';

/** 计量标准决定的词句。未经母语审校。 */
export const zhHansStandardChanges: Readonly<Record<keyof typeof enStandardChanges, string>> = {
  'standards.standing': '贵部门确认的计量标准及其今日状态',
  'standards.standing.none': '贵部门今日没有已确认的计量标准。',
  'standards.change': '暂停、恢复或撤回',
  'standards.change.act': '拟作何处理',
  'standards.change.suspend': '暂停',
  'standards.change.restore': '恢复',
  'standards.change.withdraw': '永久撤回',
  'standards.change.cancel': '取消已计划的变更',
  'standards.change.planned': '已计划的变更',
  'standards.change.from': '自（空：自决定时起）',
  'standards.change.reason': '依据（公开）',
  'standards.change.send': '提出',
  'standards.change.none': '已永久撤回，不能再作变更。',
  'standards.change.now': '今日状态',
  'standards.change.becomes': '变更为',
  'standards.change.cancels': '不再进行',
  'standards.change.at-once': '自决定时起',
  'standards.signs.change': '您代表计量主管部门决定按此变更状态。',
  'standards.signs.cancel': '您代表计量主管部门决定：该已计划的变更及基于它的计划不再进行。',
  'standards.rests': '您可查阅的证书中有 {count} 份依据它。在其有效期间作出的照旧；此后不得再以其为依据。',
  'standards.rests.more': '仅列出最新的。',
  'standards.raise': '如发现其偏离：就以其取得的结果提出存疑',
};
