// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: enterprise standards; not reviewed by a native speaker. */
export const zhHantOwnStandardsRefusals: RefusalCatalog = {
  ALREADY_DECLARED: '此標準已經聲明。',
  FOOD_NOT_NAMED: '報告沒有寫明樣本是何種食品。',
  NOT_DECLARED: '該企業在此沒有聲明這一標準。',
  NO_REQUIREMENTS: '本節點沒有載入任何要求。',
};
