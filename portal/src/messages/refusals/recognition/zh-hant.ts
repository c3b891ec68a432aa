// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: keys, recognition and designations; not reviewed by a native speaker. */
export const zhHantRecognitionRefusals: RefusalCatalog = {
  ALREADY_STATED: '此處已登記另一份聲明。',
  NOT_STATED: '沒有可以撤回的聲明。',
};
