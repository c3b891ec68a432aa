// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: keys, recognition and designations; not reviewed by a native speaker. */
export const zhHansRecognitionRefusals: RefusalCatalog = {
  ALREADY_STATED: '此处已登记另一份声明。',
  NOT_STATED: '没有可以撤回的声明。',
};
