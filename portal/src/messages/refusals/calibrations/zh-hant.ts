// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHantCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本機構的名義發出證書。',
  VALUE_TWICE: '同一物質有兩個標準值，請只寫一個。',
  NO_UNCERTAINTY: '不確定度不能為零。',
  AS_FOUND_UNIT_CONFLICT: '接收時狀態所寫的單位與該證書的量不符：請用證書的單位填寫。',
  AS_FOUND_OUT_OF_RANGE: '接收時狀態的數值超出該器具可能的範圍：請核對數值與單位。',
  AS_FOUND_BAD_FACTOR: '接收時狀態的包含因子須大於0，不確定度不得為負。',
};
