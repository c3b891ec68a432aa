// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansCertificateReasons: ReasonCatalog = {
  BAD_DCC: '不是数字校准证书',
  UNSIGNED: '无人签名',
  NO_SCHEMA: '手头没有该版本的模式',
  NOT_VALID: '不符合其模式',
  NO_RULES: '没有给出 Schematron 规则',
  RULE_BROKEN: '违反了规则',
  DIGEST_DIFFERS: '签名后被改动',
  NO_ROOTS: '这里不信任任何根证书',
  NO_PATH_TO_ROOT: '没有受信任的根证书为签名者担保',
  CERTIFICATE_NOT_VALID_AT: '签名者的证书在所问时间无效',
  NO_TIME_STAMP: '无人证明签名时间',
  REVOCATION_NOT_LOOKED_UP: '未查询撤销名单',
};
