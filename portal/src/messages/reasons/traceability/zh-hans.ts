// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansTraceabilityReasons: ReasonCatalog = {
  NO_CALIBRATION: '当日的校准既未列名，也不在记录之中',
  NO_REFERENCE_NAMED: '证书没有写明所依据的标准器',
  NOT_ON_RECORD: '所列的证书不在此处的记录之中',
  OTHER_DOCUMENT: '所列的证书其实是另一份文件',
  OTHER_THING: '证书针对另一件器物，而非所用的那一件',
  NOT_CONFORMING: '检定结论为不合格，不得使用',
  NOT_IN_ITS_WINDOW: '所涉日期不在证书的有效期之内',
  FOUND_OFF_BEFORE: '该标准器此前已被发现有偏差，更早的证书不再有效',
  NOT_IN_FORCE: '证书在所涉日期已被暂停、撤销、撤回或取代',
  KEPT_BY_ANOTHER: '该计量标准由另一机构保存，此次校准并非由其进行',
  ATTESTED_BY_NO_AUTHORITY: '考核该计量标准的，不是此地所认的主管机关',
  CALIBRATOR_NOT_VOUCHED: '没有当日有效的认可或经考核的计量标准涵盖此次校准',
  NOT_DESIGNATED: '当日没有所在地主管机关的有效指定准许该机构在当地检定计量器具',
  PRODUCER_NOT_VOUCHED: '没有当日有效的认可涵盖生产者对此标准物质的定值',
  OUTSIDE_THE_STANDARDS: '所列计量标准的考核范围不含该量的这一数值',
  SURER_THAN_ITS_STANDARDS: '声称的不确定度小于所列任何计量标准在该值处的不确定度',
  SENSITIVITY_NOT_STATED: '没有写明结果随此标准器变化的灵敏度',
  SHIFT_NOT_KNOWN_AT_POINT: '标准器在所用之处偏离多少不得而知',
  NO_VALUES: '文件没有可以修正的数值',
  NOT_OF_ONE_UNIT: '偏离的单位与结果的单位不能换算',
  NO_CONFORMITY_STATED: '报告没有写明依据什么限量、按什么判定规则作出结论',
  NON_DETECT: '没有数值的结果无法修正',
  STATED_OTHERWISE: '按所写的判定规则，报告自己的结论得不出来',
  RULE_LEAVES_OPEN: '按该判定规则，修正后的数值不能判定',
  NUMBERS_DO_NOT_FIT: '所写的数值彼此不相容，无法计算',
};
