// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: following logs and witnesses; not reviewed by a native speaker. */
export const zhHansFollowingRefusals: RefusalCatalog = {
  BAD_ADDRESS: '地址须为 https，不带用户、查询和片段。',
  ALREADY_CHOSEN: '已在跟随或已在请。',
  BAD_KEY: '这不是验证密钥。',
  KEY_OF_OTHER_TYPE: '这种密钥不能用于此。',
  OWN_KEY: '这是本节点自己的日志或共同签署者。',
  ORIGIN_DIFFERS: '名称与密钥中的不同。',
  BAD_POLICY: '政策无法读取，或没有以此密钥提到此日志。',
  BAD_LOG_NAME: '名称读起来不是它本来的样子：太长，或含有看不见的字符或地址中不应有的字符。',
  LOOKS_ALIKE: '此名称可能被误认为此处已知的另一日志或共同签署者。',
};
