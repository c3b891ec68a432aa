// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: the instruments of an organisation; not reviewed by a native speaker. */
export const zhHansInstrumentsRefusals: RefusalCatalog = {
  AWAY: '这件仪器已经送出。',
  DUE_BEFORE_CALIBRATION: '下次到期日早于校准日。',
  LONGER_THAN_CERTIFIED: '所写期限超出证书的有效期，请写在其内。',
  NOT_AWAY: '这件仪器没有送出。',
  OTHER_DOCUMENT: '同一编号下登记的证书是另一份。',
  OTHER_THING: '该证书不是这件仪器的。',
  PAPER_NOT_IN_FORCE: '该证书当日无效。',
};
