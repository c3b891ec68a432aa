// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementReference } from '../fields.ts';
import type { Account } from './loss.ts';
import { named, type Part } from './write-parts.ts';

/** What one assessment of an export says; lists that are left out are empty. */
export interface AssessmentParts {
  /** Names the assessment within the export. */
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly on: CalendarDay;
  readonly criteria?: readonly string[];
  readonly performances?: readonly Part[];
  readonly products: readonly Part[];
  readonly conditions?: readonly string[];
  readonly conformance?: boolean | undefined;
  readonly evidence?: readonly Part[];
}

/**
 * UNTP 0.7.0, ConformityAssessment, with every member that it requires: criteria, performances and topics may be empty.
 * No topic is written: ours are chosen by no list of UNTP, and a wrong one would say more than we know.
 */
export function writeAssessment(parts: AssessmentParts): Part {
  const { id, name, description, on, criteria = [], performances = [], products, conditions = [] } = parts;
  const { conformance, evidence = [] } = parts;
  return {
    type: ['ConformityAssessment'],
    id,
    name,
    ...(description === undefined ? {} : { description }),
    assessmentCriteria: criteria.map((text) => named('Criterion', 'requirement', text)),
    assessmentDate: on,
    assessedPerformance: performances,
    ...(products.length === 0
      ? {}
      : { assessedProduct: products.map((product) => ({ type: ['ProductVerification'], product })) }),
    ...(conditions.length === 0 ? {} : { specifiedCondition: conditions }),
    ...(evidence.length === 0 ? {} : { evidence }),
    conformityTopic: [],
    ...(conformance === undefined ? {} : { conformance }),
  };
}

/** A performance of one metric, with its measure or with a word for people where there is none. */
export function writePerformance(metric: string, measure: Part | undefined, word: string): Part {
  return {
    type: ['Performance'],
    metric: named('PerformanceMetric', 'property', metric),
    ...(measure === undefined ? { score: { type: ['Score'], code: word } } : { measure }),
  };
}

/** A link to another statement by its id and digest; UNTP has no member for its issuer. */
export function writeReference(account: Account, path: string, { id, digest }: StatementReference): Part {
  account.carry(`${path}.id`, `${path}.digest`);
  return { type: ['Link'], linkURL: id, linkName: 'statement', digestMultibase: digest };
}
