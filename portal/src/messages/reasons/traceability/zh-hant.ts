// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantTraceabilityReasons: ReasonCatalog = {
  NO_CALIBRATION: '當日的校準既未列名，亦不在記錄之中',
  NO_REFERENCE_NAMED: '證明書沒有寫明所依據的標準器',
  NOT_ON_RECORD: '所列的證明書不在此處的記錄之中',
  OTHER_DOCUMENT: '所列的證明書其實是另一份文件',
  OTHER_THING: '證明書針對另一件器物，而非所用的那一件',
  NOT_CONFORMING: '檢定結論為不合格，不得使用',
  NOT_IN_ITS_WINDOW: '所涉日期不在證明書的有效期之內',
  FOUND_OFF_BEFORE: '該標準器此前已被發現有偏差，較早的證明書不再有效',
  NOT_IN_FORCE: '證明書在所涉日期已被暫停、撤銷、撤回或取代',
  KEPT_BY_ANOTHER: '該計量標準由另一機構保存，此次校準並非由其進行',
  ATTESTED_BY_NO_AUTHORITY: '考核該計量標準的，不是此地所認的主管機關',
  CALIBRATOR_NOT_VOUCHED: '沒有當日有效的審定或經考核的計量標準涵蓋此次校準',
  NOT_DESIGNATED: '當日沒有所在地主管機關的有效指定准許該機構在當地檢定計量器具',
  PRODUCER_NOT_VOUCHED: '沒有當日有效的審定涵蓋生產者對此標準物質的定值',
  OUTSIDE_THE_STANDARDS: '所列計量標準的考核範圍不含該量的這一數值',
  SURER_THAN_ITS_STANDARDS: '聲稱的不確定度小於所列任何計量標準在該值處的不確定度',
  SENSITIVITY_NOT_STATED: '沒有寫明結果隨此標準器變化的靈敏度',
  SHIFT_NOT_KNOWN_AT_POINT: '標準器在所用之處偏離多少不得而知',
  NO_VALUES: '文件沒有可以修正的數值',
  NOT_OF_ONE_UNIT: '偏離的單位與結果的單位不能換算',
  NO_CONFORMITY_STATED: '報告沒有寫明依據甚麼限量、按甚麼判定規則作出結論',
  NON_DETECT: '沒有數值的結果無法修正',
  STATED_OTHERWISE: '按所寫的判定規則，報告自己的結論得不出來',
  RULE_LEAVES_OPEN: '按該判定規則，修正後的數值不能判定',
  NUMBERS_DO_NOT_FIT: '所寫的數值彼此不相容，無法計算',
};
