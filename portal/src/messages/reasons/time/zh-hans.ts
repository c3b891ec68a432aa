// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansTimeReasons: ReasonCatalog = {
  TESTED_BEFORE_RECEIVED: '检测日期 {later} 早于收样日期 {earlier}',
  ISSUED_BEFORE_TESTED: '签发日期 {later} 早于检测日期 {earlier}',
  SIGNED_BEFORE_ISSUED: '签名日期 {later} 早于报告日期 {earlier}',
  SIGNATORY_TIME_IMPOSSIBLE: '签字人于 {proved} 证明身份，晚于报告签名（{signed}）',
  SIGNATORY_TIME_FAR: '签字人于 {proved} 再次证明身份，早于报告签名（{signed}）一天以上',
  INSPECTED_BEFORE_PRODUCTION: '检验日期 {inspectedOn} 早于生产日期 {producedOn}',
  ISSUED_BEFORE_INSPECTED: '出具日期 {issuedOn} 早于检验日期 {inspectedOn}',
  RECORD_AFTER_REPORT: '抽样记录签名于 {sampled}，晚于载有其摘要的报告（{reported}）',
  SAMPLE_OF_OTHER_FOOD: '样品 {sample} 的抽样记录所指为 {taken}；所检测的是 {tested}',
  SAMPLE_FOOD_NOT_COMPARED:
    '样品 {sample} 的抽样记录所指为 {taken}，所检测的是 {tested}；此处无从得知两者是否同属一种食品',
  SAMPLE_OF_OTHER_LOT: '样品 {sample} 取自批次 {taken}；报告所指批次为 {tested}',
};
