// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const zhHansMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: '此处已登记另一份声明。',
  NOT_ATTESTED: '尚未作出任何可更改状态的证明。',
};
