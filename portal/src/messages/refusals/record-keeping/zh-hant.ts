// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: deciding for two, signing and handing in; not reviewed by a native speaker. */
export const zhHantRecordKeepingRefusals: RefusalCatalog = {
  ALREADY_PROPOSED: '同樣的提案已在等待決定。',
  CHANGED_SINCE_PROPOSAL: '提出以後內容有變，須重新提出。',
  DIGEST_DIFFERS: '您看到的內容與等待決定的不是同一份，請重新開啟後再決定。',
  EVALUATOR_DECIDES: '編製或評核過此個案的人不得作出決定。',
  IDENTITY_TAKEN: '該編號已被另一份文件使用。',
  MEANING_DIFFERS: '簽名的含義與所示不同，請重新載入頁面。',
  NOT_A_DECIDER: '您的角色無權作出此決定。',
  NOT_A_PROPOSER: '您的角色無權提出此事。',
  NOT_A_SUBMITTER: '您的角色無權提交此類文件。',
  NOT_REAUTHENTICATED: '簽署前須重新輸入密碼。',
  NO_OPEN_PROPOSAL: '沒有等待決定的這一提案，可能已有人決定。',
  PROPOSAL_OVERTAKEN: '其間另一提案已獲同意；仍有需要時請重新提出。',
  REAUTHENTICATION_NOT_FRESH: '輸入密碼後時間過久，請再次輸入。',
  SAME_PERSON: '提出的人不得自行決定，須由另一人決定。',
  HIDDEN_CHARACTER: '名稱中含有看不見的控制字元，請刪去後再填。',
};
