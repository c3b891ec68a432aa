// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantAdmissionReasons: ReasonCatalog = {
  KIND_NOT_ADMISSIBLE: '此地不接受以{kind}作為{purpose}類規定的證據',
  TOO_OLD: '於 {issuedOn} 發出，至 {on} 已超過 {maximumAgeDays} 天',
  LANGUAGE_NOT_ADMISSIBLE: '文件語言為 {language}；此地接受 {languages}',
  NO_ACCEPTANCE_INSTRUMENT: '沒有現行文書使此地接納{kind}用於{purpose}類規定',
  COMPETENCE_NOT_ACCEPTED: '此地要求 {wanted}',
  ACCEPTANCE_RECALLED: '該接納文書只憑記憶得知，不作判定',
  METHOD_NOT_PRESCRIBED: '法例訂明 {wanted}，實際採用 {used}',
  METHOD_DEVIATION: '按 {used} 測試，但有偏離',
  NOT_THE_REFERENCE_METHOD: '按 {used} 測試；有爭議時以 {wanted} 為準',
  METHOD_RULE_RECALLED: '「訂明 {wanted}」只憑記憶得知；實際採用 {used}',
  EDITION_NOT_CONFIRMED: '手頭沒有公告說明 {standard} 在測試當日是否有效',
  EDITION_NOT_IN_FORCE: '{standard} 自 {from} 起已不再有效',
  EDITION_NOT_YET_IN_FORCE: '{standard} 在測試當日尚未實施',
  LOQ_NOT_STATED: '方法須能定量至 {wanted}；報告沒有寫明定量限',
  LOQ_TOO_HIGH: '定量限過高；法例要求 {wanted}',
  LOQ_NOT_COMPARABLE: '定量限無法與 {wanted} 比較',
  SCREENED_BY_WIDER_SUBSTANCE: '所測為 {measured}；若不超標，則對 {limited} 亦足夠',
  OTHER_SUBSTANCE: '所測為 {measured}，限量針對 {limited}',
  ACCEPTANCE_SECONDARY: '接納文書閱自引述它的網頁，而非其原文',
  LANGUAGE_NOT_STATED: '文件沒有說明以何種語言寫成',
  SCREENING_RULE_UNSURE: '篩查規則的依據不確定，因此不作判定',
};
