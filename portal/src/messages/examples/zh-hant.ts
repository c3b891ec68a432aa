// SPDX-License-Identifier: Apache-2.0
import type { enExamples } from './en.ts';

/** The names of the example dossiers; not reviewed by a native speaker. */
export const zhHantExamples: Readonly<Record<keyof typeof enExamples, string>> = {
  'example.choi-sum': '菜心：只憑記憶得知的限量不作判定',
  'example.milk': '牛奶：碘-131 按公升與按公斤之別，以及並非限量的指引',
  'example.tuna': '吞拿魚：甲基汞，香港處於過渡期',
  'example.wolfberry-leaf': '枸杞葉：鉛，文件齊全無誤',
  'example.wolfberry-leaf-inadmissible-method': '枸杞葉：所用測試方法並非內地法例訂明的方法',
  'example.wolfberry-leaf-lapsed-accreditation': '枸杞葉：測試當日審定已屆滿',
  'example.wolfberry-leaf-late-key': '枸杞葉：簽署密碼匙授權過遲',
  'example.wolfberry-leaf-old-scope': '枸杞葉：審定範圍所列為舊版方法',
  'example.wolfberry-leaf-other-body': '枸杞葉：沒有安排涵蓋澳門',
  'example.wolfberry-leaf-over-limit': '枸杞葉：如實的超標結果',
  'example.wolfberry-leaf-revoked': '枸杞葉：實驗所已撤回該報告',
  'example.wolfberry-leaf-second-result': '枸杞葉：第二份獲接納的報告與第一份互相矛盾',
  'example.wolfberry-leaf-tampered': '枸杞葉：已簽署報告中有一個數字被改動',
  'example.wolfberry-leaf-unlinked-sample': '枸杞葉：樣本未與任何批次連繫',
  'example.wolfberry-leaf-listed-as-revoked': '枸杞葉：報告所指的狀態列表顯示其已被撤銷',
  'example.wolfberry-leaf-logged': '枸杞葉：公開日誌載有該報告，且無不利於各企業的記錄',
  'example.wolfberry-leaf-recalled': '枸杞葉：該批次在澳門被回收',
  'example.wolfberry-leaf-status-list-missing': '枸杞葉：報告所指的狀態列表不在手頭',
  'example.wolfberry-leaf-untp-only': '枸杞葉：唯一的文件是 UNTP 合格憑證',
};
