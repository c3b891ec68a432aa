// SPDX-License-Identifier: Apache-2.0

import type { Place } from '@touchstone/identifiers';
import {
  type ApplicableRequirement,
  type ApplicableRequirements,
  applicableRequirements,
  FOOD_USES,
  type FoodUse,
  type Requirement,
  type RequirementSet,
  type UndeterminedRequirement,
} from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { finding, type Reason, reason } from '../check.ts';
import { keyDatesOf } from '../checks/claim/claim.ts';
import { substancesOf } from './substances.ts';
import type { RequirementVersion, Topic } from './topic.ts';

/** What asking for topics needs to know. */
export interface TopicQuestion {
  readonly claim: Claim;
  readonly food: string;
  readonly place: Place;
  readonly on: Claim['lot']['producedOn'] & string;
  /** Whether a source of the second hand may decide in this place. */
  readonly secondary: 'decides-visibly' | 'blocks';
}

/** Group 3: every requirement of the place that the claim asks about, each with its versions and how sure we are. */
export function topicsOf(set: RequirementSet, question: TopicQuestion): readonly Topic[] {
  const { claim, food, place, on } = question;
  const substances = substancesOf(set, claim.scope);
  const use = FOOD_USES.find((known) => known === claim.product.use);
  // Only a day of import says that the lot is imported; its absence says nothing.
  const facts = keyDatesOf(claim, place).import === undefined ? {} : { imported: true };
  const answer = applicableRequirements(set, {
    food,
    place,
    on,
    keyDates: keyDatesOf(claim, place),
    facts,
    ...useOf(use),
    ...(substances === undefined ? {} : { substances }),
  });
  return [
    ...answer.applicable.map((one) => applicableTopic(one, question)),
    ...answer.undetermined.map((one) => undeterminedTopic(one)),
    // A substance nobody asked about and no rule names is no row of the grid; one that was asked about is.
    ...(substances === undefined ? [] : answer.none.map(missingTopic)),
  ].filter(({ kind }) => claim.scope?.kinds === undefined || claim.scope.kinds.includes(kind));
}

/** A topic for a name in the scope that no substance of the set has. */
export function unknownSubstanceTopic(name: string): Topic {
  const why = reason('UNKNOWN_SUBSTANCE', `"${name}" is no substance of the requirement set`, { name });
  return {
    topic: `limit:${name}`,
    kind: 'limit',
    versions: [],
    hasUnloadedVersions: false,
    finding: finding('requirements', 'undetermined', { reasons: [why] }),
  };
}

function applicableTopic(
  { requirement, via, alternatives, alternativesLoaded, reliesOn }: ApplicableRequirement,
  question: TopicQuestion,
): Topic {
  const reliance = reliesOn.flatMap(({ certainty, rule, text }): readonly Reason[] => {
    if (certainty === 'recalled')
      return [reason('RELIES_ON_RECALLED_RULE', `${text} (known from memory only)`, { rule })];
    return [reason('RELIES_ON_RULE', text, { rule })];
  });
  const versions = [{ requirement, via }, ...alternatives].map((version) => versionOf(version, reliance, question));
  const partial =
    alternativesLoaded === 'partial'
      ? [reason('OTHER_VERSION_PARTLY_LOADED', 'another version may be met instead, and it is loaded in part only')]
      : [];
  const decides = versions.some((version) => version.decides);
  const reasons = [...versions.flatMap((version) => version.reasons), ...partial];
  return {
    topic: topicKey(requirement),
    kind: requirement.kind,
    versions,
    hasUnloadedVersions: alternativesLoaded === 'partial',
    finding: finding('requirements', decides ? 'passed' : 'undetermined', { reasons }),
  };
}

/** What is recalled decides nothing; what is second-hand decides only where the place's policy allows it, visibly. */
function versionOf(
  { requirement, via }: Pick<ApplicableRequirement, 'requirement' | 'via'>,
  reliance: readonly Reason[],
  { secondary }: TopicQuestion,
): RequirementVersion {
  const { id, certainty, legalForce, instrument } = requirement;
  const values = { requirement: id, instrument: instrument.title };
  const blocks: Reason[] = reliance.filter(({ code }) => code === 'RELIES_ON_RECALLED_RULE');
  const notes: Reason[] = reliance.filter(({ code }) => code !== 'RELIES_ON_RECALLED_RULE');
  if (certainty === 'recalled')
    blocks.push(reason('RECALLED_DECIDES_NOTHING', `${id} is known from memory only, which decides nothing`, values));
  if (legalForce !== 'binding')
    blocks.push(reason('GUIDELINE_IS_NO_LIMIT', `${id} is guidance (${instrument.title}) and no legal limit`, values));
  if (certainty === 'secondary') {
    const said = reason(
      'SECONDARY_SOURCE',
      `${id} was read on a page that quotes the law, not in the law itself`,
      values,
    );
    (secondary === 'blocks' ? blocks : notes).push(said);
  }
  if (via.kind === 'inherited') {
    const partly =
      via.instrumentLoaded === 'partial' ? '; the instrument is loaded in part, and a nearer row may exist' : '';
    notes.push(
      reason('INHERITED', `taken from the group ${via.from}${partly}`, {
        ...values,
        from: via.from,
        loaded: via.instrumentLoaded,
      }),
    );
  }
  return { requirement, decides: blocks.length === 0, reasons: [...blocks, ...notes] };
}

function undeterminedTopic({ requirement, because }: UndeterminedRequirement): Topic {
  const reasons = because.map((one) =>
    reason(one.code, `it cannot be said whether ${requirement.id} applies: ${one.settledBy}`, {
      requirement: requirement.id,
      settledBy: one.settledBy,
    }),
  );
  return {
    topic: topicKey(requirement),
    kind: requirement.kind,
    versions: [{ requirement, decides: false, reasons }],
    hasUnloadedVersions: false,
    finding: finding('requirements', 'undetermined', { reasons }),
  };
}

function missingTopic({ substanceId, because, requirementIds }: ApplicableRequirements['none'][number]): Topic {
  const detail = `no applicable row for ${substanceId}: not regulated or not loaded, which is not "no limit"`;
  const why = reason('NO_ROW', detail, { substance: substanceId, because, requirements: requirementIds.join(', ') });
  return {
    topic: `limit:${substanceId}`,
    kind: 'limit',
    versions: [],
    hasUnloadedVersions: false,
    finding: finding('requirements', 'undetermined', { reasons: [why] }),
  };
}

/** The row of the grid that a requirement belongs to: the substance, or the duty. */
function topicKey(requirement: Requirement): string {
  return requirement.kind === 'limit' ? `limit:${requirement.substanceId}` : `${requirement.kind}:${requirement.topic}`;
}

function useOf(use: FoodUse | undefined): { readonly use?: FoodUse } {
  return use === undefined ? {} : { use };
}
