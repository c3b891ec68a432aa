// SPDX-License-Identifier: Apache-2.0
import type { enCalibrationWork } from './en.ts';

/** The words of records of the work of calibrations in traditional Chinese; not reviewed by a native speaker. */
export const zhHantCalibrationWork: Readonly<Record<keyof typeof enCalibrationWork, string>> = {
  'calibration-work.title': '校準工作記錄',
  'calibration-work.lead': '校準人員在完成時寫下自己的步驟。之後提交的證書以這些記錄為依據，每份記錄歸寫下它的人。',
  'calibration-work.write': '寫下所做的工作',
  'calibration-work.send': '寫下',
  'calibration-work.thing': '被校準的器具（與證書上的名稱一致）',
  'calibration-work.manufacturer': '製造商',
  'calibration-work.model': '型號',
  'calibration-work.serial': '序列號（須同時填寫製造商和型號）',
  'calibration-work.points': '用於哪些校準點，如「mass at 100 g; mass at 50 g」（留空：全部）',
  'calibration-work.add': '增加一個步驟',
  'calibration-work.none': '本實驗室還沒有人寫下工作記錄。',
  'calibration-work.by': '由{person}於{at}寫下',
  'calibration-work.taken-back': '寫下它的人已將其撤回。',
  'calibration-work.used.proposed': '已提交的證書{number}列出了它。',
  'calibration-work.used.signed': '證書{number}以它為依據。',
  'calibration-work.used.revoked': '已撤銷的證書{number}曾以它為依據。',
  'calibration-work.take-back': '撤回這份記錄',
  'calibration-work.reason': '原因',
  'calibration-work.find': '查找對該器具寫下的工作',
  'calibration-work.rests': '以{person}的這份工作為依據',
  'calibration-work.nothing': '沒有該名稱器具的、證書仍可列出的工作記錄。',
  'calibration-work.own': '我參與了測量，並在此寫明一個步驟',
};
