// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const zhHantMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: '此處已登記另一份聲明。',
  NOT_ATTESTED: '尚未作出任何可更改狀態的證明。',
  CHANGE_PLANNED: '已計劃在某日更改其狀態；請先取消，或在該日之後再換發。',
  NUMBER_TAKEN: '在其中某些日子裏，該證書號已有另一份證明；請從其到期之後開始，或在原案件中換發。',
  STANDARD_ATTESTED: '在其中某些日子裏，該計量標準已有證明；請從其到期之後開始，或在原案件中換發。',
};
