// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: accreditation and designation; not reviewed by a native speaker. */
export const zhHantAccreditationRefusals: RefusalCatalog = {
  ALREADY_OVER: '有效期已過。',
  BACKDATED: '不能早於簽署之日開始。',
  IN_EFFECT: '已經生效，只能更改，不能取消。',
  LINE_OUTSIDE: '範圍條目的有效期超出了整體的有效期。',
  LINE_TWICE: '同一能力範圍條目出現兩次。',
  NOT_BY_LINE: '條目可以暫停或恢復；撤銷只能針對整體。',
  NOT_DUE: '有效期尚未結束。',
  NOT_EVALUATED: '此草稿尚未經過評核。',
  NOT_PLANNED: '沒有這一仍在計劃中的更改。',
  NOT_RECOMMENDED: '評核結論不予推薦。',
  OWN_COMPETENCE: '任何機構不得證明自己的能力。',
  PERIOD_BACKWARDS: '結束日早於開始日。',
  UNKNOWN_LINE: '沒有這一能力範圍條目。',
};
