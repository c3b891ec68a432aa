// SPDX-License-Identifier: Apache-2.0
import type { enStatement } from './en.ts';

/** The words of the page of one statement; not reviewed by a native speaker. */
export const zhHantStatement: Readonly<Record<keyof typeof enStatement, string>> = {
  'statement.back': '返回首頁',
  'statement.loading': '正在查找……',
  'statement.validity': '有效期',
  'statement.from': '自 {from} 起',
  'statement.from-until': '自 {from} 至 {until}',
  'statement.digest': '正文摘要值',
  'statement.parties': '涉及的各方',
  'statement.role.issuer': '簽發者',
  'statement.role.subject': '關於',
  'statement.role.laboratory': '實驗室',
  'statement.history': '狀態沿革',
  'statement.to-come': '（尚未到來）',
  'statement.history.none': '本節點沒有登記冊記錄這份聲明的狀態。下面的檢查說明已知的情況。',
  'statement.proofs': '簽名及其檢查',
  'statement.suite': '簽名種類',
  'statement.signed': '簽名時間',
  'statement.raw': '聲明原文',
  'statement.raw.lead': '與簽發者簽名時逐字節相同：簽名就是對照它檢查的。',
  'statement.download.json': '下載 JSON',
  'statement.download.jwt': '下載 vc+jwt',
  'statement.raw.show': '顯示原文',
  'statement.untp': '匯出為 UNTP 時會失去的內容',
  'statement.untp.lead': '簽發者可以按 UNTP 0.7.0 的格式重新簽名，供使用該格式的系統讀取。該格式容納不下以下內容。',
  'statement.untp.show': '顯示會失去的內容',
  'statement.open': '在本節點的記錄中查找',
  'statement.not-found': '本節點的記錄中沒有這份聲明，或您無權查看。它可能在本節點據以判斷的主管機構文件之中。',
};
