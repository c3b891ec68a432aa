// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansRestrictionReasons: ReasonCatalog = {
  RESTRICTED: '{party} 在名单“{list}”上',
  NONE_AMONG_CONSULTED: '所查阅的声明中没有限制；没有证据表明这就是全部',
  NAMESAKE_RESTRICTED: '名为 {name} 的一家机构受到限制（{by}）；没有 DID 或注册号说明是否为同一家',
  NONE_KNOWN_AS_OF: '截至 {asOf}（早 {days} 天），在 {logs} 中未见针对 {party} 的处罚、撤销或召回',
  ALL_KNOWN_AS_OF: '截至 {asOf}（早 {days} 天），{logs} 中关于 {party} 的全部声明均已知，并在此判断',
  COMPLETENESS_UNKNOWN: '{file}：是否隐藏了关于 {party} 的内容不得而知（{codes}）',
  COMPLETENESS_CONTRADICTED: '{file}：日志就 {party} 签署了不实内容（{codes}）',
  COMPLETENESS_TOO_OLD: '关于 {party} 的完整性证明截至 {asOf}，早 {days} 天；此地只接受 {maximumAgeDays} 天',
  COMPLETENESS_NOT_AT_HAND: '没有关于 {party} 的完整性文件',
  ISSUERS_NOT_COVERED: '变更可能登记在原声明的签发者名下，而文件没有出示 {issuers} 的清单',
  LOGS_NOT_CONSULTED: '就 {party} 未查阅此地所认的日志：{missing}',
  PENALISED: '{party} 受处罚决定 {decision} 限制：{measure}（{of}）',
  MEASURE_IN_FORCE: '主管机关对 {party} 的措施仍然有效',
  PENALTY_NOTED: '{party} 曾受处罚决定 {decision}（{decidedOn}）；当日在此并无限制',
  RECALLED: '该批次自 {from} 起召回，编号 {recall}',
};
