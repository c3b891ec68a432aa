// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: deciding for two, signing and handing in; not reviewed by a native speaker. */
export const zhHansRecordKeepingRefusals: RefusalCatalog = {
  ALREADY_PROPOSED: '同样的提案已在等待决定。',
  CHANGED_SINCE_PROPOSAL: '提出以后内容有变，须重新提出。',
  DIGEST_DIFFERS: '您看到的内容与等待决定的不是同一份，请重新打开后再决定。',
  EVALUATOR_DECIDES: '编制或评价过此案卷的人不得作出决定。',
  IDENTITY_TAKEN: '该编号已被另一份文件使用。',
  MEANING_DIFFERS: '签名的含义与所示不同，请重新载入页面。',
  NOT_A_DECIDER: '您的角色无权作出此决定。',
  NOT_A_PROPOSER: '您的角色无权提出此事。',
  NOT_A_SUBMITTER: '您的角色无权提交此类文件。',
  NOT_REAUTHENTICATED: '签署前须重新输入密码。',
  NO_OPEN_PROPOSAL: '没有等待决定的这一提案，可能已有人决定。',
  PROPOSAL_OVERTAKEN: '其间另一提案已获同意；仍有需要时请重新提出。',
  REAUTHENTICATION_NOT_FRESH: '输入密码后时间过久，请再次输入。',
  SAME_PERSON: '提出的人不得自行决定，须由另一人决定。',
  HIDDEN_CHARACTER: '名称中含有看不见的控制字符，请删去后再填。',
};
