// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: what more than one register refuses; not reviewed by a native speaker. */
export const zhHantSharedRefusals: RefusalCatalog = {
  ALREADY_ISSUED: '已經簽發，請另開新的個案。',
  ALREADY_THERE: '已經登記過。',
  BAD_STANDARD_NUMBER: '標準編號書寫不正確。',
  CLOSED: '已經結束，不能再作更改。',
  NOT_CANONICAL: '標準編號請按所示的寫法填寫。',
  NOT_COMPETENT: '貴機構不是該地區的主管機構，無權就此出具。',
  NOT_ISSUED: '尚未簽發任何文件，無可更改。',
  NOT_THERE: '這裏沒有登記此項，請先登記。',
  NOT_THE_ISSUER: '只有出具文件的機構可以提交該文件。',
  NOT_THE_OWNER: '只有保存此內容的機構可以辦理。',
  NOT_YOURS: '此項屬於另一機構，不由貴機構辦理。',
  NO_DRAFT: '沒有可以簽發的草稿。',
  NO_SUCCESSOR: '被取代的須寫明由何者取代，其餘的不寫。',
  OTHER_EDITION: '所指的是另一版本。',
  OTHER_KIND: '此個案涉及的是另一類文件。',
  OUT_OF_ORDER: '其後的日期已有登記，先後次序不符。',
  REVOKED: '已經撤銷，請另開新的個案。',
  UNKNOWN_STREAM: '這裏沒有此項，或您無權查看。',
  WITHDRAWN: '已經撤回或停用，不能再作更改。',
  WRONG_STATUS: '以目前的狀態不能作此更改。',
  IN_THE_PAST: '該日已過，請選今天或以後。',
  IN_THE_FUTURE: '該日尚未到來。',
  ENDS_BEFORE_IT_BEGINS: '結束早於開始。',
  DONE: '此事已辦理。',
};
