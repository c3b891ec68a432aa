// SPDX-License-Identifier: Apache-2.0
import type { UpkeepWords } from './words.ts';

/** The words of a plan; awaiting review by a native speaker. */
export const ZH_HANT: UpkeepWords = {
  actions: {
    verification: '強制檢定',
    calibration: '校準',
    none: '無需',
    unclear: '待確認；暫按校準',
  },
  uses: {
    trade: '貿易結算',
    safety: '安全防護',
    medical: '醫療衛生',
    environment: '環境監測',
    'highest-standard': '企業最高計量標準',
    product: '產品檢驗',
    process: '過程控制',
    indication: '僅供指示',
  },
  methods: {
    'legal-period': '法定周期',
    once: '一次性',
    initial: '初始間隔',
    current: '現行間隔',
    staircase: '階梯法',
    'control-chart': '控制圖法',
    'in-use': '使用時間法',
    none: '無',
  },
  states: {
    'not-to-be-used': '不得使用',
    'in-order': '有效',
    'due-soon': '即將到期',
    overdue: '已過期',
    never: '無日期',
    'not-needed': '無需',
  },
  labels: {
    sheet: '計劃',
    instrument: '器具',
    type: '類型',
    use: '用途',
    action: '做甚麼',
    interval: '間隔',
    method: '間隔方法',
    target: '最大不確定度（k = 2）',
    due: '到期日',
    state: '狀態',
    where: '在哪裏',
    why: '理由',
    months: '{months}個月',
    days: '{days}天',
    kilometres: '{kilometres}公里',
    samePlace: '同地',
    calendar: '器具到期',
    dueSummary: '{name}：{action}到期',
  },
  reasons: {
    VERIFY_LISTED: '用於{use}時，該類器具屬強制檢定：{provision}。',
    VERIFY_HIGHEST_STANDARD: '企業最高計量標準依法強制檢定：{provision}。',
    CALIBRATE_NOT_LISTED: '該類器具用於{use}，不在{law}之列，不屬強制檢定；因據其作出判斷，應予校準。',
    CALIBRATE_NO_PERIODIC_LAW: '{law}要求器具準確，但未規定定期檢定：應予校準。',
    CALIBRATE_DECIDES: '用於{use}，據其作出判斷，法律未要求檢定：應予校準。',
    INDICATION_ONLY: '不據其作出任何判斷，無需校準。請標註「僅供指示」。',
    KIND_UNKNOWN: '此處不識別該類型，是否列入{law}未知：請向主管部門確認，確認前先按校準安排。',
    LAW_NOT_LOADED: '此處未載入{place}的法律要求：請向主管部門確認，確認前先按校準安排。',
    FROM_MEMORY: '此條憑記憶錄入，未核對原文：採用前請核實。',
    LEGAL_PERIOD: '檢定周期最長{months}個月。',
    PERIOD_NOT_LOADED: '法定周期見該器具的檢定規程，此處未載入；所示並非法定周期。',
    VERIFIED_ONCE: '使用前作首次檢定，到期或失準時更換；無周期。',
    HISTORY_ASKS_LESS: '自身歷史數據要求比法定周期更短。',
    INITIAL_BY_KIND:
      '無歷史數據：初始間隔{months}個月，為該類器具的慣常做法，並非法律規定（ILAC-G24 第5章）。提供調整前數據後將隨之調整。',
    INITIAL_UNKNOWN_KIND:
      '無歷史數據且類型不識別：初始間隔{months}個月（ILAC-G24 第5章）。提供調整前數據後將隨之調整。',
    CURRENT_INTERVAL: '現行間隔{months}個月；沒有已知數據表明不妥。',
    STAIRCASE:
      '階梯法（ILAC-G24 6.2）：誤差在允差80 %以內時延長十分之一，超差時縮短，目標為90 %合格。{count}次校準：由{from}天變為{to}天。',
    CONTROL_CHART:
      '控制圖法（ILAC-G24 6.3）：由{count}次校準得年漂移{drift}；{days}天後不再能以95 %的置信度保持在允差內。',
    CONTROL_CHART_OPEN:
      '控制圖法（ILAC-G24 6.3）：由{count}次校準得年漂移{drift}，在可預見的時間內達不到允差；以{days}天為限。',
    IN_USE: '使用時間法（ILAC-G24 6.4）：使用{hours}小時、每天{hoursPerDay}小時，{days}天後到期。',
    LEFT_OUTSIDE: '調整或重新校準之前不得使用：{on} 校準後留下的誤差（或所發現而未調整的誤差）超出允差。',
    ERROR_NOT_COMPARED:
      '查明是否在允差內之前不得使用：{on} 的誤差{error}無法與允差{tolerance}比較。請用同一單位填寫兩者；如為百分數，還請填寫使用點的數值。',
    DRIFTED_TO_LIMIT: '調整或重新校準之前不得使用：按其漂移，自 {on} 起連一天也不能以 95 % 的置信概率保證不超出允差。',
    LAST_OUTSIDE: '上次校準時超出允差：請追查自前一次校準以來用它測量的結果。',
    TARGET:
      'U（k = 2）不大於{target}：為允差±{tolerance}的{ratio}。若此類器具95 %在允差內，則{pfa} %超差而被判合格，{pfr} %合格而被判超差；以U為保護帶時分別為{guardedPfa} %和{guardedPfr} %。',
    TOLERANCE_MISSING: '所需準確程度未知：請填寫使用允差。',
    RELATIVE_WITHOUT_VALUE: '允差{tolerance}為相對值：請填寫使用點的數值（不為0）。',
    PERCENT_TWO_READINGS:
      '在 {value} 處的允差 {tolerance} % 可能是該值的百分數，也可能是其單位的點數：請只寫數字（按器具的單位），或直接寫出最大允許誤差。',
    RESOLUTION_TOO_COARSE: '僅分辨力{resolution}就使校準不可能達到{target}：請換用更精細的器具或放寬允差。',
    ASK_AUTHORITY: '由當地主管部門指定的檢定機構檢定；校準能力不等於檢定資格。',
    AT_RANGE_END: '未填使用點：按量程上限{value}查找。',
    VALUE_MISSING: '未填使用點和量程：無從查找實驗室。',
    QUANTITY_UNKNOWN: '此處不知其所測的量，無從查找實驗室。',
    NO_LABORATORY: '此處沒有已知實驗室在該點對{quantity}的認可能力足夠好。',
  },
};
