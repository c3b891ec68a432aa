// SPDX-License-Identifier: Apache-2.0
import type { enExamples } from './en.ts';

/** The names of the example dossiers; not reviewed by a native speaker. */
export const zhHansExamples: Readonly<Record<keyof typeof enExamples, string>> = {
  'example.choi-sum': '菜心：仅凭记忆得知的限量不作判定',
  'example.milk': '牛奶：碘-131 按升与按千克之别，以及并非限量的指引',
  'example.tuna': '金枪鱼：甲基汞，香港处于过渡期',
  'example.wolfberry-leaf': '枸杞叶：铅，文件齐全无误',
  'example.wolfberry-leaf-inadmissible-method': '枸杞叶：所用检测方法并非内地法规指定的方法',
  'example.wolfberry-leaf-lapsed-accreditation': '枸杞叶：检测当日认可已到期',
  'example.wolfberry-leaf-late-key': '枸杞叶：签名密钥授权过晚',
  'example.wolfberry-leaf-old-scope': '枸杞叶：能力范围列的是旧版方法',
  'example.wolfberry-leaf-other-body': '枸杞叶：没有协议覆盖澳门',
  'example.wolfberry-leaf-over-limit': '枸杞叶：如实的超限结果',
  'example.wolfberry-leaf-revoked': '枸杞叶：实验室已撤销该报告',
  'example.wolfberry-leaf-second-result': '枸杞叶：第二份被接受的报告与第一份相矛盾',
  'example.wolfberry-leaf-tampered': '枸杞叶：已签名报告中有一个数字被改动',
  'example.wolfberry-leaf-unlinked-sample': '枸杞叶：样品未与任何批次相连',
  'example.wolfberry-leaf-listed-as-revoked': '枸杞叶：报告所指的状态列表显示其已被撤销',
  'example.wolfberry-leaf-logged': '枸杞叶：公开日志载有该报告，且无不利于各企业的记录',
  'example.wolfberry-leaf-recalled': '枸杞叶：该批次在澳门被召回',
  'example.wolfberry-leaf-status-list-missing': '枸杞叶：报告所指的状态列表不在手头',
  'example.wolfberry-leaf-untp-only': '枸杞叶：唯一的文件是 UNTP 合格凭证',
};
