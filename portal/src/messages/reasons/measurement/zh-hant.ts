// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantMeasurementReasons: ReasonCatalog = {
  QUANTITY_OUTSIDE_SCOPE: '條目 {line} 不包括此量',
  TRACEABILITY_SHOWN: '所列每台儀器的校準均已出示',
  TRACE_LINK_SHOWN: '{instrument}：由 {laboratory} 的 {certificate} 出示',
  TRACE_LINK_ASSURED: '{instrument}：未出示，由其下一環的認可保證',
  TRACE_LINK_UNDISCLOSED: '{instrument}：校準未出示',
  TRACE_LINK_BROKEN: '{instrument}：溯源在此斷開',
  TRACE_ENDS: '{laboratory} 保存國家標準，溯源鏈止於此',
  TRACE_QUANTITY_DIFFERS: '{instrument} 的標準器沒有就其所校準的量和範圍得到校準',
  TRACE_TOO_LONG: '{instrument}：溯源鏈過長，未再追查',
  MEASURAND_NOT_TRACED: '手頭沒有 {substance} 在測得值處的校準或標準物質',
  TRACEABILITY_ASSURED: '並非每一環都公開；由審定或法定資格保證量度溯源性',
  TRACEABILITY_UNDISCLOSED: '量度溯源性既未出示，亦未獲保證',
  CALIBRATION_NOT_AT_HAND: '{instrument} 的校準已列名但不在手頭',
  CALIBRATION_DIFFERS: '所指 {instrument} 的校準其實是另一份文件',
  OTHER_INSTRUMENT: '證明書針對另一台儀器，測試所用的是 {instrument}',
  CALIBRATION_NOT_IN_DATE: '{instrument} 於 {calibratedOn} 校準，到期日 {dueOn}；於 {testedOn} 測試',
  CALIBRATOR_UNKNOWN: '手頭沒有校準實驗所的審定',
  OUTSIDE_CALIBRATION_RANGE: '校準點超出條目 {line} 的範圍',
  UNCERTAINTY_BELOW_CMC: '聲稱的不確定度 {claimed} 小於其能力範圍的 {smallest}',
  CMC_NOT_COMPARABLE: '校準不確定度無法與條目 {line} 比較',
  OTHER_MATERIAL: '證明書針對另一種標準物質或另一批次，所用的是 {instrument}',
  MATERIAL_NOT_IN_DATE: '{instrument} 於 {calibratedOn} 定值，有效至 {dueOn}；於 {testedOn} 使用',
  PRODUCER_IS_NOT_ISSUER: '簽署標準物質證明書的不是其中寫明的生產者',
  PRODUCER_UNKNOWN: '手頭沒有標準物質生產者的審定',
  PROPERTY_OUTSIDE_SCOPE: '審定範圍授予 {granted}；標準物質的特性是 {used}',
  CERTIFIED_VALUE_OUTSIDE_SCOPE: '標準值 {value} {unit} 超出條目 {line} 的範圍',
  CALIBRATOR_IS_NOT_ISSUER: '校準證明書的簽署者並非所列的校準實驗所',
};
