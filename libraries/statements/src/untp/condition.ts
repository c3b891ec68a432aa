// SPDX-License-Identifier: Apache-2.0
import { type Foreign, nameGap } from './foreign.ts';

/** What a labelled condition can say of one result. UNTP has free texts for a method and for what was tested. */
const CONDITION_LABELS = {
  method: 'test method',
  basis: 'basis',
  sample: 'sample',
  coverageFactor: 'coverage factor',
  obtainedBy: 'obtained by',
} as const;
export type ConditionLabel = keyof typeof CONDITION_LABELS;

const LABELLED = /^([a-z ]{1,30}): *(\S[\s\S]*)$/i;

/** The text of a condition that `labelledCondition` reads again. */
export function conditionText(label: ConditionLabel, text: string): string {
  return `${CONDITION_LABELS[label]}: ${text}`;
}

/**
 * condition = label ":" text. UNTP 0.7.0, ConformityAssessment.specifiedCondition, free texts "such as a test method".
 * Only a text that names its own label is read; two different texts with one label are a contradiction and read as none.
 */
export function labelledCondition(
  of: Foreign,
  conditions: readonly string[],
  label: ConditionLabel,
): string | undefined {
  const texts = new Set(
    conditions.flatMap((condition) => {
      const [, name, text] = LABELLED.exec(condition) ?? [];
      return text !== undefined && name?.toLowerCase() === CONDITION_LABELS[label] ? [text] : [];
    }),
  );
  if (texts.size > 1) {
    const message = `several conditions name a ${CONDITION_LABELS[label]}, and not the same`;
    nameGap(of, { code: 'CONTRADICTION', grade: 'unreadable', message }, 'specifiedCondition');
    return undefined;
  }
  return [...texts][0];
}
