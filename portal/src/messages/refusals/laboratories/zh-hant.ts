// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: reports, authorisations and what they rest on; not reviewed by a native speaker. */
export const zhHantLaboratoriesRefusals: RefusalCatalog = {
  COMPETENCE_NOT_IN_FORCE: '此人當日的能力要求沒有全部滿足。',
  LONGER_THAN_GIVEN: '授權在此之前已經結束。',
  NAME_TWICE: '同一名稱出現兩次。',
  NOTHING_TO_REPLACE: '尚未簽署任何可以取代的文件。',
  NOT_AUTHORISED: '這裏沒有有效的授權。',
  NOT_SIGNED: '尚未簽署任何文件。',
  NO_REASON: '已經簽署；須寫明為何由另一份取代。',
  NO_SUCH_RESULT: '草稿中沒有這一結果。',
  OTHER_LABORATORY: '只能以本機構的名義發出報告。',
  OTHER_SAMPLER: '只能登記本機構抽取的樣本。',
  OWN_AUTHORISATION: '任何人不得授權自己，請由他人辦理。',
  TESTED_BEFORE_RECEIPT: '測試日期早於收到樣本之日。',
  NOTHING_NEW: '清單所載均已記錄在案。',
  ON_RECORD_OTHERWISE: '記錄與清單不符。',
  TWICE_IN_THE_LIST: '清單中此項重複。',
  WAS_ENDED: '此項授權已終止。',
};
