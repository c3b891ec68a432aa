// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: requests and documents that are handed in; not reviewed by a native speaker. */
export const zhHansHttpRefusals: RefusalCatalog = {
  NOT_KNOWN_YET: '该文件晚于所询问的时点。',
  KIND_NOT_TAKEN: '本节点不接收在别处签署的此类文件。',
  NAMED_OTHERWISE: '文件对其出具者另有名称，请用该名称。',
  NOTHING_TO_CHANGE: '这里没有登记可供更改的文件。',
  NOT_IN_FORCE: '目前没有生效。',
  NO_COUNTERPART: '此类文件没有相应的校准证书格式。',
  TWO_PERSONS: '此类文件须由第二人决定，请单独提交。',
  invalid_type: '缺少内容，或类型不符。',
  too_big: '过大或过长。',
  too_small: '过小或过短，或尚未填写。',
  invalid_format: '写法不符合要求。',
  not_multiple_of: '不是所要求的倍数。',
  unrecognized_keys: '没有这个栏目。',
  invalid_union: '不属于任何一种可接受的写法。',
  invalid_key: '名称不符合要求。',
  invalid_element: '其中一项不符合要求。',
  invalid_value: '不是可选的值。',
  custom: '内容不符合要求。',
};
