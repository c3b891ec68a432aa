// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: the instruments of an organisation; not reviewed by a native speaker. */
export const zhHantInstrumentsRefusals: RefusalCatalog = {
  AWAY: '這件儀器已經送出。',
  DUE_BEFORE_CALIBRATION: '下次到期日早於校準日。',
  LONGER_THAN_CERTIFIED: '所寫期限超出證書的有效期，請寫在其內。',
  NOT_AWAY: '這件儀器沒有送出。',
  OTHER_DOCUMENT: '同一編號下登記的證書是另一份。',
  OTHER_THING: '該證書不是這件儀器的。',
  PAPER_NOT_IN_FORCE: '該證書當日無效。',
};
