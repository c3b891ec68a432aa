// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement, Requirement } from '@touchstone/requirements';
import type { Finding, Reason } from '../check.ts';
import type { RequirementView } from '../verdict.ts';

/** One version of a requirement, and whether it may decide here. */
export interface RequirementVersion<R extends Requirement = Requirement> {
  readonly requirement: R;
  readonly decides: boolean;
  /** Why it does not decide, or what stands under it when it does. */
  readonly reasons: readonly Reason[];
}

/** What one cell is about: a topic in one place, with the versions of the rule, any one of which may be met. */
export interface Topic {
  readonly topic: string;
  readonly kind: Requirement['kind'];
  readonly versions: readonly RequirementVersion[];
  /** Another version may be met instead that is not wholly loaded: then missing every loaded one refutes nothing. */
  readonly hasUnloadedVersions: boolean;
  /** Group 3: the applicable requirement and how sure we are of it. */
  readonly finding: Finding;
}

/** A topic whose versions are all limits on a substance. */
export type LimitTopic = Omit<Topic, 'kind' | 'versions'> & {
  readonly kind: 'limit';
  readonly versions: readonly RequirementVersion<LimitRequirement>[];
};

/** Whether the topic is a limit. */
export function isLimitTopic(topic: Topic | LimitTopic): topic is LimitTopic {
  return topic.kind === 'limit';
}

/** How a requirement is shown beside its cell. */
export function viewOf(requirement: Requirement): RequirementView {
  const { id, instrument, provision, certainty, legalForce, source } = requirement;
  return {
    id,
    text: textOf(requirement),
    instrument: instrument.title,
    provision,
    certainty,
    legalForce,
    ...(source.url === undefined ? {} : { source: source.url }),
    ...(requirement.kind === 'limit' ? { basis: requirement.basis } : {}),
  };
}

function textOf(requirement: Requirement): string {
  if (requirement.kind !== 'limit') return requirement.title;
  return requirement.limit.kind === 'maximum'
    ? `≤ ${requirement.limit.value} ${requirement.limit.unit}`
    : 'not permitted';
}
