// SPDX-License-Identifier: Apache-2.0

/** The words of records of the work of calibrations in English. */
export const enCalibrationWork = {
  'calibration-work.title': 'Work of calibrations',
  'calibration-work.lead':
    'Whoever calibrates writes down their own steps when they are done. A certificate that is proposed later rests on these records, each by whoever wrote it.',
  'calibration-work.write': 'Write down what you did',
  'calibration-work.send': 'Write it down',
  'calibration-work.thing': 'What is calibrated, as the certificate will name it',
  'calibration-work.manufacturer': 'Manufacturer',
  'calibration-work.model': 'Model',
  'calibration-work.serial': 'Serial number (with manufacturer and model)',
  'calibration-work.points': 'Points that it is for, such as “mass at 100 g; mass at 50 g” (empty: all)',
  'calibration-work.add': 'Add a step',
  'calibration-work.none': 'Nobody of your laboratory has written down any work yet.',
  'calibration-work.by': 'Written down by {person}, {at}',
  'calibration-work.taken-back': 'Its author took it back.',
  'calibration-work.used.proposed': 'Named by certificate {number}, which is proposed.',
  'calibration-work.used.signed': 'Certificate {number} rests on it.',
  'calibration-work.used.revoked': 'Certificate {number}, which is revoked, rested on it.',
  'calibration-work.take-back': 'Take this record back',
  'calibration-work.reason': 'Why',
  'calibration-work.find': 'Find what was written down of this thing',
  'calibration-work.rests': 'It rests on this work of {person}',
  'calibration-work.nothing': 'Nothing is written down of a thing of this name that a certificate could still name.',
  'calibration-work.own': 'I measured, and state a step here',
} as const;
