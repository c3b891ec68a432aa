// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: enterprise standards; not reviewed by a native speaker. */
export const zhHansOwnStandardsRefusals: RefusalCatalog = {
  ALREADY_DECLARED: '此标准已经声明。',
  FOOD_NOT_NAMED: '报告没有写明样品是何种食品。',
  NOT_DECLARED: '该企业在此没有声明这一标准。',
  NO_REQUIREMENTS: '本节点没有载入任何要求。',
};
