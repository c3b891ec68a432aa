// SPDX-License-Identifier: Apache-2.0
import type { enCalibrationWork } from './en.ts';

/** The words of records of the work of calibrations in simplified Chinese; not reviewed by a native speaker. */
export const zhHansCalibrationWork: Readonly<Record<keyof typeof enCalibrationWork, string>> = {
  'calibration-work.title': '校准工作记录',
  'calibration-work.lead': '校准人员在完成时写下自己的步骤。之后提交的证书以这些记录为依据，每份记录归写下它的人。',
  'calibration-work.write': '写下所做的工作',
  'calibration-work.send': '写下',
  'calibration-work.thing': '被校准的器具（与证书上的名称一致）',
  'calibration-work.manufacturer': '制造商',
  'calibration-work.model': '型号',
  'calibration-work.serial': '序列号（须同时填写制造商和型号）',
  'calibration-work.points': '用于哪些校准点，如“mass at 100 g; mass at 50 g”（留空：全部）',
  'calibration-work.add': '增加一个步骤',
  'calibration-work.none': '本实验室还没有人写下工作记录。',
  'calibration-work.by': '由{person}于{at}写下',
  'calibration-work.taken-back': '写下它的人已将其撤回。',
  'calibration-work.used.proposed': '已提交的证书{number}列出了它。',
  'calibration-work.used.signed': '证书{number}以它为依据。',
  'calibration-work.used.revoked': '已撤销的证书{number}曾以它为依据。',
  'calibration-work.take-back': '撤回这份记录',
  'calibration-work.reason': '原因',
  'calibration-work.find': '查找对该器具写下的工作',
  'calibration-work.rests': '以{person}的这份工作为依据',
  'calibration-work.nothing': '没有该名称器具的、证书仍可列出的工作记录。',
  'calibration-work.own': '我参与了测量，并在此写明一个步骤',
};
