// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: devices and their readings; not reviewed by a native speaker. */
export const zhHansReadingsRefusals: RefusalCatalog = {
  BAD_SIGNATURE: '签名与所登记的密钥不符。',
  BEFORE_THE_KEY: '读数早于密钥生效之日。',
  KEY_REVOKED: '该密钥已吊销。',
  OTHER_THOUSAND: '同一批读数须在同一千号之内，请分批发送。',
  SEQUENCE_TAKEN: '此序号已登记另一读数，更正须用新的序号。',
  TWICE: '同一序号出现两次。',
  WRONG_UNIT: '单位与该装置登记的单位不同。',
};
