// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: accreditation and designation; not reviewed by a native speaker. */
export const zhHansAccreditationRefusals: RefusalCatalog = {
  ALREADY_OVER: '有效期已过。',
  BACKDATED: '不能早于签署之日开始。',
  IN_EFFECT: '已经生效，只能更改，不能取消。',
  LINE_OUTSIDE: '范围条目的有效期超出了整体的有效期。',
  LINE_TWICE: '同一能力范围条目出现两次。',
  NOT_BY_LINE: '条目可以暂停或恢复；撤销只能针对整体。',
  NOT_DUE: '有效期尚未结束。',
  NOT_EVALUATED: '此草稿尚未经过评价。',
  NOT_PLANNED: '没有这一仍在计划中的更改。',
  NOT_RECOMMENDED: '评价结论不予推荐。',
  OWN_COMPETENCE: '任何机构不得证明自己的能力。',
  PERIOD_BACKWARDS: '结束日早于开始日。',
  UNKNOWN_LINE: '没有这一能力范围条目。',
};
