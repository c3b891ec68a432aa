// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantRestrictionReasons: ReasonCatalog = {
  RESTRICTED: '{party} 在名單「{list}」上',
  NONE_AMONG_CONSULTED: '所查閱的聲明中沒有限制；沒有證據表明這就是全部',
  NAMESAKE_RESTRICTED: '名為 {name} 的一家機構受到限制（{by}）；沒有 DID 或註冊號說明是否為同一家',
  NONE_KNOWN_AS_OF: '截至 {asOf}（早 {days} 天），在 {logs} 中未見針對 {party} 的處罰、撤銷或回收',
  ALL_KNOWN_AS_OF: '截至 {asOf}（早 {days} 天），{logs} 中關於 {party} 的全部聲明均已知，並在此判斷',
  COMPLETENESS_UNKNOWN: '{file}：是否隱藏了關於 {party} 的內容不得而知（{codes}）',
  COMPLETENESS_CONTRADICTED: '{file}：記錄冊就 {party} 簽署了不實內容（{codes}）',
  COMPLETENESS_TOO_OLD: '關於 {party} 的完整性證明截至 {asOf}，早 {days} 天；此地只接受 {maximumAgeDays} 天',
  COMPLETENESS_NOT_AT_HAND: '沒有關於 {party} 的完整性文件',
  ISSUERS_NOT_COVERED: '變更可能登記在原聲明的簽發者名下，而文件沒有出示 {issuers} 的清單',
  LOGS_NOT_CONSULTED: '就 {party} 未查閱此地所認的記錄冊：{missing}',
  PENALISED: '{party} 受處罰決定 {decision} 限制：{measure}（{of}）',
  MEASURE_IN_FORCE: '主管機關對 {party} 的措施仍然有效',
  PENALTY_NOTED: '{party} 曾受處罰決定 {decision}（{decidedOn}）；當日在此並無限制',
  RECALLED: '該批次自 {from} 起回收，編號 {recall}',
};
