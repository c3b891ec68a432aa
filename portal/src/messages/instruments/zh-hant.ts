// SPDX-License-Identifier: Apache-2.0
import type { enInstruments } from './en.ts';

/** The words of the page for a list of instruments; not reviewed by a native speaker. */
export const zhHantInstruments: Readonly<Record<keyof typeof enInstruments, string>> = {
  'nav.instruments': '計量器具',
  'instruments.title': '您的計量器具該怎麼辦',
  'instruments.lead':
    '用 Excel 列出企業的計量器具，即可得知每件器具是依法須檢定、需校準，還是都不需要；多久一次、要多準、在哪裏做、何時到期。',
  'instruments.template': '下載空白清單（Excel）',
  'instruments.ratio': '校準不確定度與允差之比',
  'instruments.drop': '把清單拖到這裏',
  'instruments.hint': '一個 Excel 工作簿（.xlsx）。答覆之後不留存任何內容。',
  'instruments.choose': '選擇清單',
  'instruments.running': '正在讀取 {file} …',
  'instruments.plan': '{day} 的計劃',
  'instruments.summary': '共 {count} 件器具，其中 {due} 件已過期或30天內到期。',
  'instruments.demonstration': '部分實驗室為示範所設，並不存在。',
  'instruments.what': '做甚麼',
  'instruments.due': '到期日',
  'instruments.often': '間隔',
  'instruments.good': '最大不確定度（k = 2）',
  'instruments.where': '在哪裏',
  'instruments.why': '理由',
  'instruments.take.workbook': '下載計劃（工作簿）',
  'instruments.take.calendar': '下載到期日（日曆）',
};
