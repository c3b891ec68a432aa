// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: requests and documents that are handed in; not reviewed by a native speaker. */
export const zhHantHttpRefusals: RefusalCatalog = {
  NOT_KNOWN_YET: '該文件晚於所詢問的時點。',
  KIND_NOT_TAKEN: '本節點不接收在別處簽署的此類文件。',
  NAMED_OTHERWISE: '文件對其發出者另有名稱，請用該名稱。',
  NOTHING_TO_CHANGE: '這裏沒有登記可供更改的文件。',
  NOT_IN_FORCE: '目前沒有生效。',
  NO_COUNTERPART: '此類文件沒有相應的校準證書格式。',
  TWO_PERSONS: '此類文件須由第二人決定，請單獨提交。',
  invalid_type: '缺少內容，或類型不符。',
  too_big: '過大或過長。',
  too_small: '過小或過短，或尚未填寫。',
  invalid_format: '寫法不符合要求。',
  not_multiple_of: '不是所要求的倍數。',
  unrecognized_keys: '沒有這個欄目。',
  invalid_union: '不屬於任何一種可接受的寫法。',
  invalid_key: '名稱不符合要求。',
  invalid_element: '其中一項不符合要求。',
  invalid_value: '不是可選的值。',
  custom: '內容不符合要求。',
};
