// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: decisions of authorities about reports; not reviewed by a native speaker. */
export const zhHantSupervisionRefusals: RefusalCatalog = {
  ALREADY_DECIDED: '已經作出決定，請另開新的個案。',
  NOT_DECIDED: '沒有可以撤回的決定。',
  OTHER_PLACE: '該文件不屬於此地區。',
  REPORT_NOT_ON_RECORD: '此報告沒有在此登記，或內容不同。',
};
