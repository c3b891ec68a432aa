// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHansCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本机构的名义出具证书。',
  VALUE_TWICE: '同一物质有两个标准值，请只写一个。',
  NO_UNCERTAINTY: '不确定度不能为零。',
};
