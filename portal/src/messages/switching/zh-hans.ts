// SPDX-License-Identifier: Apache-2.0
import type { enSwitching } from './en.ts';

/** The words of the page of editions that were replaced; not reviewed by a native speaker. */
export const zhHansSwitching: Readonly<Record<keyof typeof enSwitching, string>> = {
  'nav.switching': '新旧版本',
  'switching.title': '谁须换用新版本，截止何日',
  'switching.lead':
    '技术规范出新版本后，引用旧版本的能力范围与证书只在主管机关规定的日期之前有效。此处只列本节点上公开的内容。',
  'switching.edition': '旧版本（编号及年份）',
  'switching.on': '截至（空：今天）',
  'switching.ask': '查看',
  'switching.known': '按在案公告，已被代替的版本：',
  'switching.none-known': '没有在案公告说明某版本已被代替。仍可按编号查询。',
  'switching.nothing': '截至 {on}，此处没有公告以其他版本代替 {edition}：无人须换用。',
  'switching.successors': '代替 {edition} 的版本',
  'switching.from': '自 {from} 起',
  'switching.by': '{who}：{by} 前',
  'switching.is-allowed': '旧版本可用至 {by}。',
  'switching.is-over': '旧版本可用至 {by}；所问日期为 {on}。',
  'switching.lines': '引用旧版本的能力范围条目（{count}）',
  'switching.lines.none': '没有公开的能力范围条目引用它。',
  'switching.standards': '证书引用旧版本的测量标准（{count}）',
  'switching.standards.none': '没有公开的测量标准证书引用它。',
  'switching.column.body': '机构',
  'switching.column.activity': '活动',
  'switching.column.property': '测量项目',
  'switching.column.certificate': '证书',
  'switching.column.state': '状况',
  'switching.column.standard': '测量标准',
  'switching.column.keeper': '保存者',
  'switching.column.until': '校准有效至',
  'switching.activity.testing': '检测',
  'switching.activity.calibration': '校准',
  'switching.activity.inspection': '检验',
  'switching.overdue': '已逾期（{by}）',
  'switching.until': '可用至 {by}',
};
