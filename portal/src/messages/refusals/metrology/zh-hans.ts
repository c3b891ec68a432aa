// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const zhHansMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: '此处已登记另一份声明。',
  NOT_ATTESTED: '尚未作出任何可更改状态的证明。',
  CHANGE_PLANNED: '已计划在某日更改其状态；请先取消，或在该日之后再换发。',
  NUMBER_TAKEN: '在其中某些日子里，该证书号已有另一份证明；请从其到期之后开始，或在原案件中换发。',
  STANDARD_ATTESTED: '在其中某些日子里，该计量标准已有证明；请从其到期之后开始，或在原案件中换发。',
};
