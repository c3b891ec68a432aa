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
  TRANSFORM_REFUSED: '簽署以這裏不計算的方式選取內容',
  UNKNOWN_ALGORITHM: '所用的演算法或金鑰在這裏不作驗證',
  WEAK_ALGORITHM: '所用的演算法可被偽造，不能證明甚麼',
  CANONICAL_LIMIT: '其規範形式比任何證書都長，未作計算',
  NO_CERTIFICATE: '沒有隨附可讀的證書',
  CERTIFICATE_NOT_NAMED: '簽署沒有說明由哪份證書作出',
  CERTIFICATE_DIFFERS: '隨附的證書不是簽署所指的那一份',
  SIGNATURE_MISPLACED: '簽署不在證書末尾應有的位置',
  DOCUMENT_NOT_SIGNED: '簽署沒有覆蓋整份證書',
  BAD_TIME_STAMP: '時間戳不成立，簽署不計時間戳而判斷',
  TIME_STAMP_OF_SOMETHING_ELSE: '時間戳屬於另一個簽署，簽署不計時間戳而判斷',
  TIME_STAMP_NOT_TRUSTED: '這裏不信任時間戳的簽發者',
  NO_ROOTS: '這裏不信任任何根證書',
  NO_PATH_TO_ROOT: '沒有受信任的根證書為簽署者擔保',
  CERTIFICATE_NOT_VALID_AT: '簽署者的證書在所問時間無效',
  NO_TIME_STAMP: '無人證明簽署時間',
  REVOCATION_NOT_LOOKED_UP: '未查詢撤銷名單',
};
