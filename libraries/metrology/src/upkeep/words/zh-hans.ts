// SPDX-License-Identifier: Apache-2.0
import type { UpkeepWords } from './words.ts';

/** The words of a plan; awaiting review by a native speaker. */
export const ZH_HANS: UpkeepWords = {
  actions: {
    verification: '强制检定',
    calibration: '校准',
    none: '无需',
    unclear: '待确认；暂按校准',
  },
  uses: {
    trade: '贸易结算',
    safety: '安全防护',
    medical: '医疗卫生',
    environment: '环境监测',
    'highest-standard': '企业最高计量标准',
    product: '产品检验',
    process: '过程控制',
    indication: '仅供指示',
  },
  methods: {
    'legal-period': '法定周期',
    once: '一次性',
    initial: '初始间隔',
    current: '现行间隔',
    staircase: '阶梯法',
    'control-chart': '控制图法',
    'in-use': '使用时间法',
    none: '无',
  },
  states: {
    'not-to-be-used': '不得使用',
    'in-order': '有效',
    'due-soon': '即将到期',
    overdue: '已过期',
    never: '无日期',
    'not-needed': '无需',
  },
  labels: {
    sheet: '计划',
    instrument: '器具',
    type: '类型',
    use: '用途',
    action: '做什么',
    interval: '间隔',
    method: '间隔方法',
    target: '最大不确定度（k = 2）',
    due: '到期日',
    state: '状态',
    where: '在哪里',
    why: '理由',
    months: '{months}个月',
    days: '{days}天',
    kilometres: '{kilometres}公里',
    samePlace: '同地',
    calendar: '器具到期',
    dueSummary: '{name}：{action}到期',
  },
  reasons: {
    VERIFY_LISTED: '用于{use}时，该类器具属强制检定：{provision}。',
    VERIFY_HIGHEST_STANDARD: '企业最高计量标准依法强制检定：{provision}。',
    CALIBRATE_NOT_LISTED: '该类器具用于{use}，不在{law}之列，不属强制检定；因据其作出判断，应予校准。',
    CALIBRATE_NO_PERIODIC_LAW: '{law}要求器具准确，但未规定周期检定：应予校准。',
    CALIBRATE_DECIDES: '用于{use}，据其作出判断，法律未要求检定：应予校准。',
    INDICATION_ONLY: '不据其作出任何判断，无需校准。请标注“仅供指示”。',
    KIND_UNKNOWN: '此处不识别该类型，是否列入{law}未知：请向市场监管部门确认，确认前先按校准安排。',
    LAW_NOT_LOADED: '此处未载入{place}的法律要求：请向主管部门确认，确认前先按校准安排。',
    FROM_MEMORY: '此条凭记忆录入，未核对原文：采用前请核实。',
    LEGAL_PERIOD: '检定周期最长{months}个月。',
    PERIOD_NOT_LOADED: '法定周期见该器具的检定规程，此处未载入；所示并非法定周期。',
    VERIFIED_ONCE: '使用前作首次检定，到期或失准时更换；无周期。',
    HISTORY_ASKS_LESS: '自身历史数据要求比法定周期更短。',
    INITIAL_BY_KIND:
      '无历史数据：初始间隔{months}个月，为该类器具的惯常做法，并非法律规定（ILAC-G24 第5章）。提供调整前数据后将随之调整。',
    INITIAL_UNKNOWN_KIND:
      '无历史数据且类型不识别：初始间隔{months}个月（ILAC-G24 第5章）。提供调整前数据后将随之调整。',
    CURRENT_INTERVAL: '现行间隔{months}个月；没有已知数据表明不妥。',
    STAIRCASE:
      '阶梯法（ILAC-G24 6.2）：误差在允差80 %以内时延长十分之一，超差时缩短，目标为90 %合格。{count}次校准：由{from}天变为{to}天。',
    CONTROL_CHART:
      '控制图法（ILAC-G24 6.3）：由{count}次校准得年漂移{drift}；{days}天后不再能以95 %的置信度保持在允差内。',
    CONTROL_CHART_OPEN:
      '控制图法（ILAC-G24 6.3）：由{count}次校准得年漂移{drift}，在可预见的时间内达不到允差；以{days}天为限。',
    IN_USE: '使用时间法（ILAC-G24 6.4）：使用{hours}小时、每天{hoursPerDay}小时，{days}天后到期。',
    LEFT_OUTSIDE: '调整或重新校准之前不得使用：{on} 校准后留下的误差（或所发现而未调整的误差）超出允差。',
    ERROR_NOT_COMPARED:
      '查明是否在允差内之前不得使用：{on} 的误差{error}无法与允差{tolerance}比较。请用同一单位填写两者；如为百分数，还请填写使用点的数值。',
    DRIFTED_TO_LIMIT: '调整或重新校准之前不得使用：按其漂移，自 {on} 起连一天也不能以 95 % 的置信概率保证不超出允差。',
    LAST_OUTSIDE: '上次校准时超出允差：请追查自前一次校准以来用它测量的结果。',
    TARGET:
      'U（k = 2）不大于{target}：为允差±{tolerance}的{ratio}。若此类器具95 %在允差内，则{pfa} %超差而被判合格，{pfr} %合格而被判超差；以U为保护带时分别为{guardedPfa} %和{guardedPfr} %。',
    TOLERANCE_MISSING: '所需准确程度未知：请填写使用允差。',
    RELATIVE_WITHOUT_VALUE: '允差{tolerance}为相对值：请填写使用点的数值（不为0）。',
    PERCENT_TWO_READINGS:
      '在 {value} 处的允差 {tolerance} % 可能是该值的百分数，也可能是其单位的点数：请只写数字（按器具的单位），或直接写出最大允许误差。',
    RESOLUTION_TOO_COARSE: '仅分辨力{resolution}就使校准不可能达到{target}：请换用更精细的器具或放宽允差。',
    ASK_AUTHORITY: '由当地市场监管部门指定的检定机构检定；校准能力不等于检定资格。',
    AT_RANGE_END: '未填使用点：按量程上限{value}查找。',
    VALUE_MISSING: '未填使用点和量程：无从查找实验室。',
    QUANTITY_UNKNOWN: '此处不知其所测的量，无从查找实验室。',
    NO_LABORATORY: '此处没有已知实验室在该点对{quantity}的认可能力足够好。',
  },
};
