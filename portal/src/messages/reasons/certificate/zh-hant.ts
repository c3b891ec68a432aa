// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantCertificateReasons: ReasonCatalog = {
  BAD_DCC: '不是數碼校準證書',
  UNSIGNED: '無人簽署',
  NO_SCHEMA: '手頭沒有該版本的綱要',
  NOT_VALID: '不符合其綱要',
  NO_RULES: '沒有給出 Schematron 規則',
  RULE_BROKEN: '違反了規則',
  DIGEST_DIFFERS: '簽署後被改動',
  NO_ROOTS: '這裏不信任任何根證書',
  NO_PATH_TO_ROOT: '沒有受信任的根證書為簽署者擔保',
  CERTIFICATE_NOT_VALID_AT: '簽署者的證書在所問時間無效',
  NO_TIME_STAMP: '無人證明簽署時間',
  REVOCATION_NOT_LOOKED_UP: '未查詢撤銷名單',
};
