// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: following logs and witnesses; not reviewed by a native speaker. */
export const zhHantFollowingRefusals: RefusalCatalog = {
  BAD_ADDRESS: '地址須為 https，不帶用戶、查詢和片段。',
  ALREADY_CHOSEN: '已在跟隨或已在請。',
  BAD_KEY: '這不是驗證密鑰。',
  KEY_OF_OTHER_TYPE: '這種密鑰不能用於此。',
  OWN_KEY: '這是本節點自己的記錄冊或共同簽署者。',
  ORIGIN_DIFFERS: '名稱與密鑰中的不同。',
  BAD_POLICY: '政策無法讀取，或沒有以此密鑰提到此記錄冊。',
  BAD_LOG_NAME: '名稱讀起來不是它本來的樣子：太長，或含有看不見的字元或位址中不應有的字元。',
  LOOKS_ALIKE: '此名稱可能被誤認為此處已知的另一記錄冊或共同簽署者。',
};
