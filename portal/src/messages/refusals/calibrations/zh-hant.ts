// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHantCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本機構的名義發出證書。',
  VALUE_TWICE: '同一物質有兩個標準值，請只寫一個。',
  NO_UNCERTAINTY: '不確定度不能為零。',
};
