// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansPartyReasons: ReasonCatalog = {
  LABORATORY_NAMED_AS_ACTOR: '该批次的当事方 {name} 与实验室同名，且没有 DID 表明其为另一方',
  SAMPLER_NAMED_AS_ACTOR: '该批次的当事方 {name} 与抽样者同名，且没有 DID 表明其为另一方',
  BODY_NAMED_AS_ACTOR: '该批次的{role}与机构同名（{name}），且没有 DID 表明是另一家',
  OTHER_PRODUCER: '所抽批次属于另一生产者',
  CLIENT_NOT_OF_CLAIM: '文件是为 {client} 制作的，而声明中没有此方',
  PRODUCER_NOT_CLAIMED: '文件写明批次属于 {sampled}，而声明没有写生产者',
  PRODUCER_NOT_TIED: '文件写明批次属于 {sampled}，声明写的是 {claimed}；没有标识表明两者相同',
};
