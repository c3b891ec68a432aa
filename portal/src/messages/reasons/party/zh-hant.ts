// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantPartyReasons: ReasonCatalog = {
  LABORATORY_NAMED_AS_ACTOR: '該批次的有關一方 {name} 與實驗所同名，且沒有 DID 表明其為另一方',
  SAMPLER_NAMED_AS_ACTOR: '該批次的有關一方 {name} 與抽樣者同名，且沒有 DID 表明其為另一方',
  BODY_NAMED_AS_ACTOR: '該批次的{role}與機構同名（{name}），而沒有 DID 表明是另一家',
  OTHER_PRODUCER: '所抽批次屬於另一生產者',
  CLIENT_NOT_OF_CLAIM: '文件是為 {client} 製作的，而聲明中沒有此方',
  PRODUCER_NOT_CLAIMED: '文件寫明批次屬於 {sampled}，而聲明沒有寫生產者',
  PRODUCER_NOT_TIED: '文件寫明批次屬於 {sampled}，聲明寫的是 {claimed}；沒有識別碼表明兩者相同',
};
