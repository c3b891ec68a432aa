// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代码的简体中文说法。未经母语者审校。 */
export const zhHansClaimReasons: ReasonCatalog = {
  PRODUCED_AFTER_QUESTION: '生产日期 {producedOn} 晚于所问日期 {on}',
  KEY_DATE_BEFORE_PRODUCTION: '{what}日期 {day} 早于生产日期 {producedOn}',
  KEY_DATE_BEFORE_IMPORT: '日期 {day}（{what}）早于进口日期 {imported}',
  PRODUCER_NOT_STATED: '声明中没有写明生产者',
  PLACE_NOT_ON_ROUTE: '流通路线中没有 {place}，而问题问到了它',
  UNKNOWN_FOOD: '“{food}”不是食品分类中的条目',
  CLASSIFIED_BY_NAME: '按名称“{name}”归入 {food}，未经任何人确认',
  NAME_OF_OTHER_FOOD: '“{name}”是 {other} 的名称；声明所称为 {food}',
  NAME_NOT_FOUND: '“{name}”在食品分类中找不到',
  NAME_AMBIGUOUS: '“{name}”可能指食品分类中的多个条目',
  ROUTE_DATES_DIFFER: '流通路线中{what}有多个日期：{days}',
};
