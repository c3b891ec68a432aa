// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import type { TestResult } from '@touchstone/statements';
import { type Finding, type Reason, reason } from '../check.ts';
import { decideLimit, type LimitDecision, mayExceed } from '../checks/figures/decision.ts';
import { checkMethod } from '../checks/admission/method.ts';
import type { Bench } from './bench.ts';
import type { EditionWord } from './edition-word.ts';
import { editionWords } from './editions.ts';
import type { LimitTopic, RequirementVersion } from './topic.ts';

/** What all versions together make of one result, with the check of the method that the decisive one asks for. */
export interface VersionsDecision extends LimitDecision {
  readonly method: Finding;
  readonly editions: readonly EditionWord[];
  /** Whether no version is met, and the number is above one that decides, or does not compare with it. */
  readonly mayFail: boolean;
}

interface Tried {
  readonly version: RequirementVersion<LimitRequirement>;
  readonly decision: LimitDecision;
  readonly method: Finding;
}

/**
 * Any one decisive version that is met, by a method that it allows, suffices.
 * Only when every version is loaded and decides, and none is met, the limit is not met.
 */
export function decideVersions(topic: LimitTopic, result: TestResult, bench: Bench): VersionsDecision {
  const tried = topic.versions.map((version) => ({
    version,
    decision: decideLimit(version.requirement, result, bench),
    method: checkMethod(version.requirement, result, bench),
  }));
  const editions = editionWords(
    topic,
    tried.map(({ version, decision: { outcome, isAgainst }, method }) => ({
      version,
      met: outcome === 'meets' && method.outcome === 'passed',
      against: isAgainst,
    })),
  );
  const met = tried.filter(({ version, decision }) => version.decides && decision.outcome === 'meets');
  const best = met.find(({ method }) => method.outcome === 'passed') ?? met[0];
  if (best !== undefined) {
    return {
      ...best.decision,
      method: best.method,
      editions,
      mayFail: false,
      caveats: [...best.decision.caveats, ...asAWhole(best.version, topic)],
    };
  }
  const against = tried.filter(({ version, decision }) => version.decides && decision.isAgainst);
  const open = openVersions(topic, tried);
  const allFail =
    open === undefined &&
    tried.every(({ version, decision }) => version.decides && decision.outcome === 'does-not-meet');
  const asked = against.length > 0 ? against : tried;
  return {
    outcome: allFail ? 'does-not-meet' : 'inconclusive',
    isAgainst: against.length > 0,
    mayFail:
      against.length > 0 || tried.some(({ version }) => version.decides && mayExceed(version.requirement, result)),
    // Every version that speaks against the result must allow its method.
    method: (asked.find(({ method }) => method.outcome !== 'passed') ?? (asked[0] as Tried)).method,
    reasons: [
      ...(open === undefined ? [] : [open]),
      ...tried.flatMap(({ version, decision }) => [...(version.decides ? [] : version.reasons), ...decision.reasons]),
    ],
    caveats: tried.flatMap(({ decision }) => decision.caveats),
    editions,
  };
}

/** Why missing the versions that decide does not settle the matter; undefined when it does. */
function openVersions({ versions, hasUnloadedVersions }: LimitTopic, tried: readonly Tried[]): Reason | undefined {
  if (tried.every(({ version, decision }) => version.decides && decision.outcome === 'does-not-meet')) {
    const detail = 'either version may be met, and the other one is loaded in part only';
    return hasUnloadedVersions ? reason('OTHER_VERSION_PARTLY_LOADED', detail) : undefined;
  }
  const ids = tried
    .filter(({ version }) => !version.decides)
    .map(({ version }) => version.requirement.id)
    .join(', ');
  if (versions.length < 2 || ids === '') return undefined;
  return reason('OTHER_VERSION_UNDECIDED', `either version may be met, and ${ids} decides nothing`, { ids });
}

/** Where one edition must be met wholly, a cell proved under one version says nothing of the food's other limits. */
function asAWhole({ requirement }: Tried['version'], { versions, hasUnloadedVersions }: LimitTopic): readonly Reason[] {
  const isChoice = versions.length > 1 || hasUnloadedVersions;
  if (!isChoice || requirement.transition?.wholly !== true) return [];
  const { title } = requirement.instrument;
  const detail = `met under ${title}; the food must meet that edition in all its limits, which one cell cannot show`;
  return [reason('EDITION_AS_A_WHOLE', detail, { instrument: title })];
}
