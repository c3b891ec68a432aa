// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in simplified Chinese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const zhHansCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: '只能以本机构的名义出具证书。',
  VALUE_TWICE: '同一物质有两个标准值，请只写一个。',
  NO_UNCERTAINTY: '不确定度不能为零。',
  AS_FOUND_UNIT_CONFLICT: '接收时状态所写的单位与该证书的量不符：请用证书的单位填写。',
  AS_FOUND_OUT_OF_RANGE: '接收时状态的数值超出该器具可能的范围：请核对数值与单位。',
  AS_FOUND_BAD_FACTOR: '接收时状态的包含因子须大于0，不确定度不得为负。',
  NO_SUCH_WORK: '这里没有这份工作记录，或者它已被撤回。',
  NOT_YOUR_WORK: '工作记录只能由写下它的人更正或撤回。',
  WORK_TAKEN_BACK: '该工作记录已撤回：请重新写下所做的工作。',
  WORK_CERTIFIED: '已有签署的证书以该工作记录为依据：请先撤销该证书。',
  WORK_CHANGED_SINCE_PROPOSAL: '工作记录在提交之后作了更正：请重新提交证书。',
  WORK_OF_OTHER_THING: '该工作记录属于另一件器具，或不是证书所写的那一件。',
  WORK_OF_OTHER_POINT: '该工作记录所写的校准点不在证书之中。',
  TOO_MUCH_WORK: '一份证书的步骤过多：请在每份记录中写明它用于哪些校准点。',
  SIGNATORY_WORK_LEFT_OUT:
    '您在这些日子里写下了对该器具的工作，而证书没有列出；测量者不得签署。请列出该记录并由他人签署，若与本证书无关，请将其撤回。',
};
