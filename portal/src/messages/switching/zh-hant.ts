// SPDX-License-Identifier: Apache-2.0
import type { enSwitching } from './en.ts';

/** The words of the page of editions that were replaced; not reviewed by a native speaker. */
export const zhHantSwitching: Readonly<Record<keyof typeof enSwitching, string>> = {
  'nav.switching': '新舊版本',
  'switching.title': '誰須換用新版本，截止何日',
  'switching.lead':
    '技術規範出新版本後，引用舊版本的能力範圍與證書只在主管機關規定的日期之前有效。此處只列本節點上公開的內容。',
  'switching.edition': '舊版本（編號及年份）',
  'switching.on': '截至（空：今天）',
  'switching.ask': '查看',
  'switching.known': '按在案公告，已被代替的版本：',
  'switching.none-known': '沒有在案公告說明某版本已被代替。仍可按編號查詢。',
  'switching.nothing': '截至 {on}，此處沒有公告以其他版本代替 {edition}：無人須換用。',
  'switching.successors': '代替 {edition} 的版本',
  'switching.from': '自 {from} 起',
  'switching.by': '{who}：{by} 前',
  'switching.is-allowed': '舊版本可用至 {by}。',
  'switching.is-over': '舊版本可用至 {by}；所問日期為 {on}。',
  'switching.lines': '引用舊版本的能力範圍條目（{count}）',
  'switching.lines.none': '沒有公開的能力範圍條目引用它。',
  'switching.standards': '證書引用舊版本的測量標準（{count}）',
  'switching.standards.none': '沒有公開的測量標準證書引用它。',
  'switching.column.body': '機構',
  'switching.column.activity': '活動',
  'switching.column.property': '測量項目',
  'switching.column.certificate': '證書',
  'switching.column.state': '狀況',
  'switching.column.standard': '測量標準',
  'switching.column.keeper': '保存者',
  'switching.column.until': '校準有效至',
  'switching.activity.testing': '檢測',
  'switching.activity.calibration': '校準',
  'switching.activity.inspection': '檢驗',
  'switching.overdue': '已逾期（{by}）',
  'switching.until': '可用至 {by}',
};
