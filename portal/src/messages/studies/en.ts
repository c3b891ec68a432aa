// SPDX-License-Identifier: Apache-2.0

/** The words of process capability and gauge studies in English. */
export const enStudies = {
  'nav.studies': 'Capability and gauge',
  'study.title': 'Process capability and gauge R&R',
  'study.lead':
    'Paste measurements, or take a CSV file. Everything is computed in your browser and nothing is sent or kept.',
  'study.take.csv': 'Save as CSV',
  'study.take.xlsx': 'Save as an Excel workbook',
  'study.which': 'Study',
  'study.confidence': 'Level of confidence',
  'study.capability': 'Process capability',
  'study.gauge': 'Gauge repeatability and reproducibility',
  'study.file': 'Open a CSV file',
  'study.refused': 'No study can be made of these data.',
  'study.refused.TOO_FEW_OBSERVATIONS':
    'There are too few readings: two values, two parts, two operators and two repeats at least.',
  'study.refused.BAD_OBSERVATIONS': 'Every operator reads every part equally often, as a number.',
  'study.refused.BAD_PARAMETER':
    'Give a lower or an upper limit, the lower one below the upper one; and values that vary.',
  'study.refused.ZERO_SPREAD': 'All readings are equal.',
  'study.limit.lower': 'Lower limit',
  'study.limit.upper': 'Upper limit',
  'study.limit.target': 'Target (else the middle)',
  'study.limit.unit': 'Unit',
  'study.limit.fault': '“{given}” is no number that is possible here; write one such as 9.90.',
  'study.capability.hint': 'One subgroup in a row, made under like conditions; or one value in a row.',
  'study.capability.summary': '{count} values, mean {mean}; {outside} outside of the limits.',
  'study.capability.alone':
    'Values that stand alone tell no variation within subgroups: only performance (P) can be told.',
  'study.capability.said':
    'C by the deviation within subgroups, P by that of all values (ISO 22514-2:2017, recalled). Indices mean what they say only of a stable process with normally distributed values: look at a control chart first. The limits of Cp are exact for such values, those of Cpk an approximation (Bissell 1990).',
  'study.histogram': 'Histogram with limits',
  'study.histogram.described': '{count} values counted in bars; {outside} outside of the limits.',
  'study.histogram.legend': 'L and U: limits. T: target. x̄: mean.',
  'study.count': 'Count',
  'study.index': 'Index',
  'study.value': 'Value',
  'study.interval': 'Confidence limits, {percent} %',
  'study.gauge.hint':
    'Part, operator, then the readings, with tabs or semicolons between; every operator reads every part equally often.',
  'study.gauge.fault':
    'Row {row}, column {column}: “{given}” is missing or no number; a row is part, operator, readings.',
  'study.tolerance': 'Tolerance (upper minus lower limit; may be left empty)',
  'study.gauge.summary': '{parts} parts, {operators} operators, {repeats} repeats; {categories} distinct categories.',
  'study.gauge.interval': 'Confidence limits of the repeatability, {percent} %: {interval}.',
  'study.gauge.pooled': 'The interaction (p = {p}) was counted as repeatability.',
  'study.gauge.kept': 'The interaction of parts and operators (p = {p}) is part of the reproducibility.',
  'study.gauge.beyond': 'The range of {operator} on {part} is beyond its limit: take the readings again.',
  'study.gauge.said':
    'By two-way analysis of variance, with the method of ranges beside it (AIAG MSA, 4th edition, recalled). Shares of standard deviations do not add up to 100 %. The limits of the repeatability are exact for normally distributed readings; of the others none are given.',
  'study.component': 'Component',
  'study.component.gauge': 'Gauge R&R',
  'study.component.repeatability': 'Repeatability',
  'study.component.reproducibility': 'Reproducibility',
  'study.component.partToPart': 'Part to part',
  'study.component.total': 'Total',
  'study.short.gauge': 'R&R',
  'study.short.repeatability': 'Repeat.',
  'study.short.reproducibility': 'Reprod.',
  'study.short.partToPart': 'Parts',
  'study.sigma': 'Standard deviation',
  'study.of-total': 'Share of the total',
  'study.of-tolerance': '6σ of the tolerance',
  'study.by-ranges': 'By ranges',
  'study.variation': 'Components of variation',
} as const;
