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
  TRANSFORM_REFUSED: '签名以这里不计算的方式选取内容',
  UNKNOWN_ALGORITHM: '所用的算法或密钥在这里不作验证',
  WEAK_ALGORITHM: '所用的算法可被伪造，不能证明什么',
  CANONICAL_LIMIT: '其规范形式比任何证书都长，未作计算',
  NO_CERTIFICATE: '没有随附可读的证书',
  CERTIFICATE_NOT_NAMED: '签名没有说明由哪份证书作出',
  CERTIFICATE_DIFFERS: '随附的证书不是签名所指的那一份',
  SIGNATURE_MISPLACED: '签名不在证书末尾应有的位置',
  DOCUMENT_NOT_SIGNED: '签名没有覆盖整份证书',
  BAD_TIME_STAMP: '时间戳不成立，签名不计时间戳而判断',
  TIME_STAMP_OF_SOMETHING_ELSE: '时间戳属于另一个签名，签名不计时间戳而判断',
  TIME_STAMP_NOT_TRUSTED: '这里不信任时间戳的签发者',
  NO_ROOTS: '这里不信任任何根证书',
  NO_PATH_TO_ROOT: '没有受信任的根证书为签名者担保',
  CERTIFICATE_NOT_VALID_AT: '签名者的证书在所问时间无效',
  NO_TIME_STAMP: '无人证明签名时间',
  REVOCATION_NOT_LOOKED_UP: '未查询撤销名单',
};
