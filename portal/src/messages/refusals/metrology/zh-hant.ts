// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const zhHantMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: '此處已登記另一份聲明。',
  NOT_ATTESTED: '尚未作出任何可更改狀態的證明。',
};
