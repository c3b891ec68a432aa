// SPDX-License-Identifier: Apache-2.0
import type { enInstruments } from './en.ts';

/** The words of the page for a list of instruments; not reviewed by a native speaker. */
export const zhHansInstruments: Readonly<Record<keyof typeof enInstruments, string>> = {
  'nav.instruments': '计量器具',
  'instruments.title': '您的计量器具该怎么办',
  'instruments.lead':
    '用 Excel 列出企业的计量器具，即可得知每件器具是依法须检定、需校准，还是都不需要；多久一次、要多准、在哪里做、何时到期。',
  'instruments.template': '下载空白清单（Excel）',
  'instruments.ratio': '校准不确定度与允差之比',
  'instruments.drop': '把清单拖到这里',
  'instruments.hint': '一个 Excel 工作簿（.xlsx）。答复之后不留存任何内容。',
  'instruments.choose': '选择清单',
  'instruments.running': '正在读取 {file} …',
  'instruments.plan': '{day} 的计划',
  'instruments.summary': '共 {count} 件器具，其中 {due} 件已过期或30天内到期。',
  'instruments.demonstration': '部分实验室为演示所设，并不存在。',
  'instruments.what': '做什么',
  'instruments.due': '到期日',
  'instruments.often': '间隔',
  'instruments.good': '最大不确定度（k = 2）',
  'instruments.where': '在哪里',
  'instruments.why': '理由',
  'instruments.take.workbook': '下载计划（工作簿）',
  'instruments.take.calendar': '下载到期日（日历）',
};
