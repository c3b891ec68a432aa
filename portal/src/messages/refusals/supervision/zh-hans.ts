// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: decisions of authorities about reports; not reviewed by a native speaker. */
export const zhHansSupervisionRefusals: RefusalCatalog = {
  ALREADY_DECIDED: '已经作出决定，请另开新的案卷。',
  NOT_DECIDED: '没有可以撤回的决定。',
  OTHER_PLACE: '该文件不属于此地区。',
  REPORT_NOT_ON_RECORD: '此报告没有在此登记，或内容不同。',
};
