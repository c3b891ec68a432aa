// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansAdmissionReasons: ReasonCatalog = {
  KIND_NOT_ADMISSIBLE: '此地不接受以{kind}作为{purpose}类要求的证据',
  TOO_OLD: '签发于 {issuedOn}，至 {on} 已超过 {maximumAgeDays} 天',
  LANGUAGE_NOT_ADMISSIBLE: '文件语言为 {language}；此地接受 {languages}',
  NO_ACCEPTANCE_INSTRUMENT: '没有现行文件使此地采信{kind}用于{purpose}类要求',
  COMPETENCE_NOT_ACCEPTED: '此地要求 {wanted}',
  ACCEPTANCE_RECALLED: '该采信文件仅凭记忆得知，不作判定',
  METHOD_NOT_PRESCRIBED: '法规指定 {wanted}，实际用 {used}',
  METHOD_DEVIATION: '按 {used} 检测，但有偏离',
  NOT_THE_REFERENCE_METHOD: '按 {used} 检测；有争议时以 {wanted} 为准',
  METHOD_RULE_RECALLED: '“指定 {wanted}”仅凭记忆得知；实际用 {used}',
  EDITION_NOT_CONFIRMED: '手头没有公告说明 {standard} 在检测当日是否有效',
  EDITION_NOT_IN_FORCE: '{standard} 自 {from} 起已不再有效',
  EDITION_NOT_YET_IN_FORCE: '{standard} 在检测当日尚未实施',
  LOQ_NOT_STATED: '方法须能定量至 {wanted}；报告没有写明定量限',
  LOQ_TOO_HIGH: '定量限过高；法规要求 {wanted}',
  LOQ_NOT_COMPARABLE: '定量限无法与 {wanted} 比较',
  SCREENED_BY_WIDER_SUBSTANCE: '测的是 {measured}；若不超限，则对 {limited} 也足够',
  OTHER_SUBSTANCE: '测的是 {measured}，限量针对 {limited}',
  ACCEPTANCE_SECONDARY: '采信文件读自引用它的页面，而非其原文',
  LANGUAGE_NOT_STATED: '文件没有说明以何种语言写成',
  SCREENING_RULE_UNSURE: '筛查规则的依据不确定，因此不作判定',
};
