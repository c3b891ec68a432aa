// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantTimeReasons: ReasonCatalog = {
  TESTED_BEFORE_RECEIVED: '測試日期 {later} 早於收樣日期 {earlier}',
  ISSUED_BEFORE_TESTED: '發出日期 {later} 早於測試日期 {earlier}',
  SIGNED_BEFORE_ISSUED: '簽署日期 {later} 早於報告日期 {earlier}',
  SIGNATORY_TIME_IMPOSSIBLE: '簽署人於 {proved} 證明身份，晚於報告簽署（{signed}）',
  SIGNATORY_TIME_FAR: '簽署人於 {proved} 再次證明身份，早於報告簽署（{signed}）一天以上',
  INSPECTED_BEFORE_PRODUCTION: '檢驗日期 {inspectedOn} 早於生產日期 {producedOn}',
  ISSUED_BEFORE_INSPECTED: '發出日期 {issuedOn} 早於檢驗日期 {inspectedOn}',
  RECORD_AFTER_REPORT: '抽樣記錄簽署於 {sampled}，晚於載有其摘要的報告（{reported}）',
  SAMPLE_OF_OTHER_FOOD: '樣品 {sample} 的抽樣記錄所指為 {taken}；所測試的是 {tested}',
  SAMPLE_FOOD_NOT_COMPARED:
    '樣品 {sample} 的抽樣記錄所指為 {taken}，所測試的是 {tested}；此處無從得知兩者是否同屬一種食品',
  SAMPLE_OF_OTHER_LOT: '樣品 {sample} 取自批次 {taken}；報告所指批次為 {tested}',
};
