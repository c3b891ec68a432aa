// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: the competence of persons; not reviewed by a native speaker. */
export const zhHansCompetenceRefusals: RefusalCatalog = {
  BEFORE_THE_EXCHANGE: '早于所指的交流开始之日。',
  EXCHANGE_NOT_CONFIRMED: '接收机构没有确认此人的这次交流。',
  NOTHING_TO_ERASE: '这里没有保存有关个人的文字。',
  NOT_OWN_PERSON: '此人在贵机构没有账号。',
  FILE_EXISTS: '此人已有档案。',
  NO_FILE: '这里没有此人的档案。',
  TOO_LONG_AGO: '时间过早，超出任何人的职业年限。',
  OWN_RECORD: '任何人不得记录或更改自己的事项，请由他人办理。',
  NOT_ASKED: '实验室对该职能没有这项要求。',
  NO_SUCH_RECORD: '没有这条有效记录。',
  OWN_INSTITUTE: '接收机构须是其他机构。',
  NOT_ANOTHER_PLACE: '此人本来就在该地区工作。',
  UNKNOWN_HOST: '该机构在此无人操作，无法确认。',
  NOT_THE_PLACE_OF_THE_HOST: '接收机构不在该地区。',
  NOT_THE_HOST: '只有接收机构可以确认交流。',
  NOT_AS_PLANNED: '与计划日期不符，请在备注中说明原因。',
};
