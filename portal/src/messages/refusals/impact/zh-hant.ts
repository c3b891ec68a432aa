// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: doubts about a reference; not reviewed by a native speaker. */
export const zhHantImpactRefusals: RefusalCatalog = {
  ALREADY_RAISED: '已經提出；另有疑問請另開新的個案。',
  ANSWERED_TWICE: '同一項答覆了兩次：請只保留一個答覆。',
  AS_FOUND_NOT_IN_FORCE: '顯示接收時狀態的證書已被撤回或取代：請指明現行有效的證書。',
  AS_FOUND_NOT_ON_RECORD: '顯示接收時狀態的證書沒有登記，或與登記的不是同一份。',
  CERTIFICATE_OF_ANOTHER: '該證書由他人發出，不能表明此標準器屬貴機構所有。',
  CORRECTION_NOT_ON_RECORD: '所指的更正文件沒有以貴機構名義登記。',
  CORRECTION_OF_ANOTHER: '所指的文件既未撤回也未取代這份文件。',
  GOOD_AFTER_FOUND: '最後一次合格的校準須早於發現偏離的那一次。',
  KEPT_BY_ANOTHER: '此標準器由另一機構保存，應由該機構提出。',
  LAST_GOOD_NOT_IN_FORCE: '最後一次合格的校準證書已被撤回：請指明仍有效的證書。',
  LAST_GOOD_NOT_ON_RECORD: '最後一次合格的校準沒有登記，或與登記的不是同一份。',
  NOT_A_HIT: '所指的不在此通知所列之內。',
  NOT_SEARCHED: '查找尚未完成，尚未通知任何人；完成後方可結束。',
  NO_AS_FOUND_DATA: '該證書沒有寫明調整前的狀態。',
  NO_NOTICE: '沒有這一通知。',
  NO_TIME_TO_REPLY: '期限太近，無人來得及答覆。',
  OTHER_REFERENCE: '所指的證書屬於另一標準器。',
  RAISED_TWICE: '關於這一發現，貴機構已有一個個案未結束。',
  GROUND_STANDS: '該疑問所依據的證書仍然有效，沒有人收回。',
  NOT_RAISED: '該疑問尚未經另一人決定。',
};
