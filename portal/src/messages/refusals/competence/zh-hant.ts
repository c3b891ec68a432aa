// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: the competence of persons; not reviewed by a native speaker. */
export const zhHantCompetenceRefusals: RefusalCatalog = {
  BEFORE_THE_EXCHANGE: '早於所指的交流開始之日。',
  EXCHANGE_NOT_CONFIRMED: '接待機構沒有確認此人的這次交流。',
  NOTHING_TO_ERASE: '這裏沒有保存有關個人的文字。',
  NOT_OWN_PERSON: '此人在貴機構沒有帳號。',
  FILE_EXISTS: '此人已有檔案。',
  NO_FILE: '這裡沒有此人的檔案。',
  TOO_LONG_AGO: '時間過早，超出任何人的職業年限。',
  OWN_RECORD: '任何人不得記錄或更改自己的事項，請由他人辦理。',
  NOT_ASKED: '實驗室對該職能沒有這項要求。',
  NO_SUCH_RECORD: '沒有這條有效記錄。',
  OWN_INSTITUTE: '接收機構須是其他機構。',
  NOT_ANOTHER_PLACE: '此人本來就在該地區工作。',
  UNKNOWN_HOST: '該機構在此無人操作，無法確認。',
  NOT_THE_PLACE_OF_THE_HOST: '接收機構不在該地區。',
  NOT_THE_HOST: '只有接收機構可以確認交流。',
  NOT_AS_PLANNED: '與計劃日期不符，請在備註中說明原因。',
};
