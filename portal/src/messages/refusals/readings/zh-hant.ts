// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: devices and their readings; not reviewed by a native speaker. */
export const zhHantReadingsRefusals: RefusalCatalog = {
  BAD_SIGNATURE: '簽署與所登記的密鑰不符。',
  BEFORE_THE_KEY: '讀數早於密鑰生效之日。',
  KEY_REVOKED: '該密鑰已撤銷。',
  OTHER_THOUSAND: '同一批讀數須在同一千號之內，請分批傳送。',
  SEQUENCE_TAKEN: '此序號已登記另一讀數，更正須用新的序號。',
  TWICE: '同一序號出現兩次。',
  WRONG_UNIT: '單位與該裝置登記的單位不同。',
};
