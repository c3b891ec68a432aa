// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: what more than one register refuses; not reviewed by a native speaker. */
export const zhHansSharedRefusals: RefusalCatalog = {
  ALREADY_ISSUED: '已经签发，请另开新的案卷。',
  ALREADY_THERE: '已经登记过。',
  BAD_STANDARD_NUMBER: '标准编号书写不正确。',
  CLOSED: '已经结束，不能再作更改。',
  NOT_CANONICAL: '标准编号请按所示的写法填写。',
  NOT_COMPETENT: '贵机构不是该地区的主管机构，无权就此出具。',
  NOT_ISSUED: '尚未签发任何文件，无可更改。',
  NOT_THERE: '这里没有登记此项，请先登记。',
  NOT_THE_ISSUER: '只有出具文件的机构可以提交该文件。',
  NOT_THE_OWNER: '只有保存此内容的机构可以办理。',
  NOT_YOURS: '此项属于另一机构，不由贵机构办理。',
  NO_DRAFT: '没有可以签发的草稿。',
  NO_SUCCESSOR: '被取代的须写明由何者取代，其余的不写。',
  OTHER_EDITION: '所指的是另一版本。',
  OTHER_KIND: '此案卷涉及的是另一类文件。',
  OUT_OF_ORDER: '其后的日期已有登记，先后次序不符。',
  REVOKED: '已经撤销，请另开新的案卷。',
  UNKNOWN_STREAM: '这里没有此项，或您无权查看。',
  WITHDRAWN: '已经撤回或停用，不能再作更改。',
  WRONG_STATUS: '以目前的状态不能作此更改。',
  IN_THE_PAST: '该日已过，请选今天或以后。',
  IN_THE_FUTURE: '该日尚未到来。',
  ENDS_BEFORE_IT_BEGINS: '结束早于开始。',
  DONE: '此事已办理。',
};
