// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansMeasurementReasons: ReasonCatalog = {
  QUANTITY_OUTSIDE_SCOPE: '条目 {line} 不含此量',
  TRACEABILITY_SHOWN: '所列每台仪器的校准均已出示',
  TRACE_LINK_SHOWN: '{instrument}：由 {laboratory} 的 {certificate} 出示',
  TRACE_LINK_ASSURED: '{instrument}：未出示，由其下一环的认可保证',
  TRACE_LINK_UNDISCLOSED: '{instrument}：校准未出示',
  TRACE_LINK_BROKEN: '{instrument}：溯源在此断开',
  TRACE_ENDS: '{laboratory} 保存国家标准，溯源链止于此',
  TRACE_QUANTITY_DIFFERS: '{instrument} 的标准器没有就其所校准的量和范围得到校准',
  TRACE_TOO_LONG: '{instrument}：溯源链过长，未再追查',
  MEASURAND_NOT_TRACED: '手头没有 {substance} 在测得值处的校准或标准物质',
  TRACEABILITY_ASSURED: '并非每一环都公开；由认可或资质认定保证计量溯源性',
  TRACEABILITY_UNDISCLOSED: '计量溯源性既未出示，也未得到保证',
  CALIBRATION_NOT_AT_HAND: '{instrument} 的校准已列名但不在手头',
  CALIBRATION_DIFFERS: '所称 {instrument} 的校准其实是另一份文件',
  OTHER_INSTRUMENT: '证书针对另一台仪器，检测用的是 {instrument}',
  CALIBRATION_NOT_IN_DATE: '{instrument} 校准于 {calibratedOn}，到期日 {dueOn}；检测于 {testedOn}',
  CALIBRATOR_UNKNOWN: '手头没有校准实验室的认可',
  OUTSIDE_CALIBRATION_RANGE: '校准点超出条目 {line} 的范围',
  UNCERTAINTY_BELOW_CMC: '声称的不确定度 {claimed} 小于其能力范围的 {smallest}',
  CMC_NOT_COMPARABLE: '校准不确定度无法与条目 {line} 比较',
  OTHER_MATERIAL: '证书针对另一种标准物质或另一批次，所用的是 {instrument}',
  MATERIAL_NOT_IN_DATE: '{instrument} 定值于 {calibratedOn}，有效至 {dueOn}；使用于 {testedOn}',
  PRODUCER_IS_NOT_ISSUER: '签署标准物质证书的不是其中写明的生产者',
  PRODUCER_UNKNOWN: '手头没有标准物质生产者的认可',
  PROPERTY_OUTSIDE_SCOPE: '能力范围授予 {granted}；标准物质的特性是 {used}',
  CERTIFIED_VALUE_OUTSIDE_SCOPE: '标准值 {value} {unit} 超出条目 {line} 的范围',
  CALIBRATOR_IS_NOT_ISSUER: '校准证书的签名者并非所列的校准实验室',
};
