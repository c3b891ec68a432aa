// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** 原因代碼的繁體中文說法。未經母語者審校。 */
export const zhHantClaimReasons: ReasonCatalog = {
  PRODUCED_AFTER_QUESTION: '生產日期 {producedOn} 遲於所問日期 {on}',
  KEY_DATE_BEFORE_PRODUCTION: '{what}日期 {day} 早於生產日期 {producedOn}',
  KEY_DATE_BEFORE_IMPORT: '日期 {day}（{what}）早於進口日期 {imported}',
  PRODUCER_NOT_STATED: '聲稱中沒有寫明生產者',
  PLACE_NOT_ON_ROUTE: '流通路線中沒有 {place}，而問題問及該地',
  UNKNOWN_FOOD: '「{food}」不是食物分類中的條目',
  CLASSIFIED_BY_NAME: '按名稱「{name}」歸入 {food}，未經任何人確認',
  NAME_OF_OTHER_FOOD: '「{name}」是 {other} 的名稱；聲明所稱為 {food}',
  NAME_NOT_FOUND: '在食物分類中找不到「{name}」',
  NAME_AMBIGUOUS: '「{name}」可能指食物分類中的多個條目',
  ROUTE_DATES_DIFFER: '流通路線中{what}有多個日期：{days}',
};
