// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: doubts about a reference; not reviewed by a native speaker. */
export const zhHansImpactRefusals: RefusalCatalog = {
  ALREADY_RAISED: '已经提出；另有疑问请另开新的案卷。',
  ANSWERED_TWICE: '同一项答复了两次：请只保留一个答复。',
  AS_FOUND_NOT_IN_FORCE: '显示接收时状态的证书已被撤回或取代：请指明现行有效的证书。',
  AS_FOUND_NOT_ON_RECORD: '显示接收时状态的证书没有登记，或与登记的不是同一份。',
  CERTIFICATE_OF_ANOTHER: '该证书由他人出具，不能表明此标准器归贵机构所有。',
  CORRECTION_NOT_ON_RECORD: '所指的更正文件没有以贵机构名义登记。',
  CORRECTION_OF_ANOTHER: '所指的文件既未撤回也未取代这份文件。',
  GOOD_AFTER_FOUND: '最后一次合格的校准须早于发现偏离的那一次。',
  KEPT_BY_ANOTHER: '此标准器由另一机构保存，应由该机构提出。',
  LAST_GOOD_NOT_IN_FORCE: '最后一次合格的校准证书已被撤回：请指明仍有效的证书。',
  LAST_GOOD_NOT_ON_RECORD: '最后一次合格的校准没有登记，或与登记的不是同一份。',
  NOT_A_HIT: '所指的不在此通知所列之内。',
  NOT_SEARCHED: '查找尚未完成，尚未通知任何人；完成后方可结束。',
  NO_AS_FOUND_DATA: '该证书没有写明调整前的状态。',
  NO_NOTICE: '没有这一通知。',
  NO_TIME_TO_REPLY: '期限太近，无人来得及答复。',
  OTHER_REFERENCE: '所指的证书属于另一标准器。',
  RAISED_TWICE: '关于这一发现，贵机构已有一个案卷未结束。',
  GROUND_STANDS: '该疑问所依据的证书仍然有效，没有人收回。',
  NOT_RAISED: '该疑问尚未经另一人决定。',
};
