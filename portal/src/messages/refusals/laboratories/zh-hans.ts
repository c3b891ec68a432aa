// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: reports, authorisations and what they rest on; not reviewed by a native speaker. */
export const zhHansLaboratoriesRefusals: RefusalCatalog = {
  COMPETENCE_NOT_IN_FORCE: '此人当日的能力要求没有全部满足。',
  LONGER_THAN_GIVEN: '授权在此之前已经结束。',
  NAME_TWICE: '同一名称出现两次。',
  NOTHING_TO_REPLACE: '尚未签署任何可以取代的文件。',
  NOT_AUTHORISED: '这里没有有效的授权。',
  NOT_SIGNED: '尚未签署任何文件。',
  NO_REASON: '已经签署；须写明为何由另一份取代。',
  NO_SUCH_RESULT: '草稿中没有这一结果。',
  OTHER_LABORATORY: '只能以本机构的名义出具报告。',
  OTHER_SAMPLER: '只能登记本机构抽取的样品。',
  OWN_AUTHORISATION: '任何人不得授权自己，请由他人办理。',
  TESTED_BEFORE_RECEIPT: '检测日期早于收到样品之日。',
  NOTHING_NEW: '清单所载均已记录在案。',
  ON_RECORD_OTHERWISE: '记录与清单不符。',
  TWICE_IN_THE_LIST: '清单中此项重复。',
  WAS_ENDED: '此项授权已终止。',
};
