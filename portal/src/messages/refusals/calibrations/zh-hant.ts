// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in traditional Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHantCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本機構的名義發出證書。',
  VALUE_TWICE: '同一物質有兩個標準值，請只寫一個。',
  NO_UNCERTAINTY: '不確定度不能為零。',
  AS_FOUND_UNIT_CONFLICT: '接收時狀態所寫的單位與該證書的量不符：請用證書的單位填寫。',
  AS_FOUND_OUT_OF_RANGE: '接收時狀態的數值超出該器具可能的範圍：請核對數值與單位。',
  AS_FOUND_BAD_FACTOR: '接收時狀態的包含因子須大於0，不確定度不得為負。',
  NO_SUCH_WORK: '這裏沒有這份工作記錄，或者它已被撤回。',
  NOT_YOUR_WORK: '工作記錄只能由寫下它的人更正或撤回。',
  WORK_TAKEN_BACK: '該工作記錄已撤回：請重新寫下所做的工作。',
  WORK_CERTIFIED: '已有簽署的證書以該工作記錄為依據：請先撤銷該證書。',
  WORK_CHANGED_SINCE_PROPOSAL: '工作記錄在提交之後作了更正：請重新提交證書。',
  WORK_OF_OTHER_THING: '該工作記錄屬於另一件器具，或不是證書所寫的那一件。',
  WORK_OF_OTHER_POINT: '該工作記錄所寫的校準點不在證書之中。',
  TOO_MUCH_WORK: '一份證書的步驟過多：請在每份記錄中寫明它用於哪些校準點。',
  SIGNATORY_WORK_LEFT_OUT:
    '您在這些日子裏寫下了對該器具的工作，而證書沒有列出；測量者不得簽署。請列出該記錄並由他人簽署，若與本證書無關，請將其撤回。',
};
