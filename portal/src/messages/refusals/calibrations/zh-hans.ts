// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHansCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本机构的名义出具证书。',
  VALUE_TWICE: '同一物质有两个标准值，请只写一个。',
  NO_UNCERTAINTY: '不确定度不能为零。',
  AS_FOUND_UNIT_CONFLICT: '接收时状态所写的单位与该证书的量不符：请用证书的单位填写。',
  AS_FOUND_OUT_OF_RANGE: '接收时状态的数值超出该器具可能的范围：请核对数值与单位。',
  AS_FOUND_BAD_FACTOR: '接收时状态的包含因子须大于0，不确定度不得为负。',
};
