// SPDX-License-Identifier: Apache-2.0
import { type Place, parseStandardNumber } from '@touchstone/identifiers';
import { parseQuantity } from '@touchstone/metrology/quantity';
import {
  type ApplicableRequirement,
  applicableRequirements,
  type RequirementQuery,
  type UndeterminedRequirement,
} from './applicable.ts';
import { compareLimits, type LimitComparison } from './compare.ts';
import { coverageOf } from './coverage.ts';
import { BASES, type Basis, type Limit, type LimitRequirement } from './requirement.ts';
import type { RequirementSet } from './requirement-set.ts';

/** A limit that a firm sets for its own product. */
export interface OwnLimit {
  readonly substance: string;
  readonly limit: Limit;
  readonly basis: string;
}

/** A firm's own standard for one food, as far as it can be held against others. */
export interface OwnStandard {
  /** Q/… with its year. */
  readonly standard: string;
  readonly food: string;
  readonly limits: readonly OwnLimit[];
}

/** What is wrong in an own standard, and where. */
export interface OwnStandardFault {
  readonly code:
    | 'BAD_STANDARD_NUMBER'
    | 'NO_ENTERPRISE_STANDARD'
    | 'UNKNOWN_FOOD'
    | 'UNKNOWN_SUBSTANCE'
    | 'LIMIT_TWICE'
    | 'UNKNOWN_BASIS'
    | 'BAD_QUANTITY';
  /** The member, as `limits.2.basis`. */
  readonly at: string;
  readonly detail: string;
}

/** How one own limit stands to one limit of the place; `no-row` says not regulated or not loaded, never "no limit". */
export type OwnLimitOutcome =
  | 'equal'
  | 'stricter'
  | 'weaker'
  | 'not-in-standard'
  | 'no-row'
  | 'incomparable'
  | 'undetermined';

/** One substance of the own standard, of the place, or of both. */
export interface OwnLimitRow {
  readonly substance: string;
  readonly outcome: OwnLimitOutcome;
  /** False for guidelines and for what is only recalled: such a row decides nothing. */
  readonly decides: boolean;
  readonly own?: OwnLimit;
  readonly mandatory?: LimitRequirement;
  readonly comparison?: LimitComparison;
  /** What would settle it, where it is not settled. */
  readonly because?: readonly string[];
}

/** An own standard against everything that a place demands of the food, as far as that is loaded. */
export interface OwnStandardComparison {
  /** `not-weaker` only where every row is settled and the coverage of the food in the place is complete. */
  readonly outcome: 'weaker' | 'not-weaker' | 'unknown';
  readonly coverageComplete: boolean;
  readonly rows: readonly OwnLimitRow[];
}

/** A publisher's code that begins with Q/: recalled from the rules for enterprise standards, whose numbers all do. */
const ENTERPRISE = /^Q\//;

/** Everything that is wrong in an own standard: what names nothing that is known, or no quantity. */
export function faultsOfOwnStandard(set: RequirementSet, own: OwnStandard): readonly OwnStandardFault[] {
  const faults: OwnStandardFault[] = [...faultsOfNumber(own.standard)];
  if (!set.taxonomy.nodes.has(own.food)) {
    faults.push({ code: 'UNKNOWN_FOOD', at: 'food', detail: `'${own.food}' is no food of the taxonomy` });
  }
  const seen = new Map<string, number>();
  for (const [index, each] of own.limits.entries()) {
    const at = `limits.${index}`;
    const name = `${each.substance} ${each.basis}`;
    const before = seen.get(name);
    seen.set(name, index);
    if (before !== undefined) {
      const detail = `limits.${before} already sets ${each.substance} on the basis '${each.basis}'`;
      faults.push({ code: 'LIMIT_TWICE', at, detail });
    }
    faults.push(...faultsOfLimit(set, each, at));
  }
  return faults;
}

function faultsOfNumber(standard: string): readonly OwnStandardFault[] {
  const wanted = 'write it as Q/ABC 0001S-2026: the code of the firm, a number, and the year';
  try {
    const { publisher, text, year } = parseStandardNumber(standard);
    if (!ENTERPRISE.test(publisher) || year === undefined) {
      const detail = `'${standard}' is no enterprise standard in one edition; ${wanted}`;
      return [{ code: 'NO_ENTERPRISE_STANDARD', at: 'standard', detail }];
    }
    const isCanonical = text === standard;
    return isCanonical ? [] : [{ code: 'BAD_STANDARD_NUMBER', at: 'standard', detail: `write the number as ${text}` }];
  } catch (error) {
    return [{ code: 'BAD_STANDARD_NUMBER', at: 'standard', detail: `${(error as Error).message}; ${wanted}` }];
  }
}

function faultsOfLimit(set: RequirementSet, { substance, basis, limit }: OwnLimit, at: string): OwnStandardFault[] {
  const faults: OwnStandardFault[] = [];
  if (!set.substances.has(substance)) {
    faults.push({ code: 'UNKNOWN_SUBSTANCE', at: `${at}.substance`, detail: `'${substance}' is no known substance` });
  }
  if (!(BASES as readonly string[]).includes(basis)) {
    const detail = `'${basis}' is no basis; it is one of ${BASES.join(', ')}`;
    faults.push({ code: 'UNKNOWN_BASIS', at: `${at}.basis`, detail });
  }
  const detail = faultOfQuantity(limit);
  if (detail !== undefined) {
    faults.push({ code: 'BAD_QUANTITY', at: `${at}.limit`, detail });
  }
  return faults;
}

function faultOfQuantity(limit: Limit): string | undefined {
  if (limit.kind === 'not-permitted') {
    return undefined;
  }
  try {
    return parseQuantity(limit).value.numerator < 0n ? `${limit.value} ${limit.unit} is below zero` : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What an own standard is held against: a place on a day, and what is known about the product. */
export type OwnStandardQuery = Omit<RequirementQuery, 'food' | 'place' | 'kinds' | 'substances'> & {
  readonly place: Place;
};

/**
 * own : mandatory, substance by substance, over what the place demands of the food on the day. An own standard may be
 * stricter and never weaker; what it leaves out is demanded all the same (Standardization Law of China, 2017, articles
 * 2 and 21: recalled). The standard must be without faults.
 */
export function compareOwnStandard(
  set: RequirementSet,
  own: OwnStandard,
  query: OwnStandardQuery,
): OwnStandardComparison {
  const limits = applicableRequirements(set, { ...query, food: own.food, kinds: ['limit'] });
  // Only limits were asked for.
  const applicable = limits.applicable as readonly ApplicableRequirement<LimitRequirement>[];
  const undetermined = limits.undetermined as readonly UndeterminedRequirement<LimitRequirement>[];
  const rows: OwnLimitRow[] = [];
  const found = new Set<string>();
  for (const { requirement, alternatives, alternativesLoaded, reliesOn } of applicable) {
    found.add(requirement.substanceId);
    const versions = [requirement, ...alternatives.map((each) => each.requirement)];
    const isSure = [...versions, ...reliesOn].every(({ certainty }) => certainty !== 'recalled');
    const law: Law = { requirement, versions, isPartial: alternativesLoaded === 'partial', isSure };
    rows.push(...rowsAgainst(law, own));
  }
  for (const { requirement, because } of undetermined) {
    found.add(requirement.substanceId);
    const mine = own.limits.find(({ substance }) => substance === requirement.substanceId);
    const parts = { outcome: 'undetermined', decides: false, mandatory: requirement } as const;
    rows.push({
      ...parts,
      substance: requirement.substanceId,
      ...ownOf(mine),
      because: because.map(({ settledBy }) => settledBy),
    });
  }
  for (const mine of own.limits) {
    if (found.has(mine.substance)) continue;
    rows.push({ substance: mine.substance, outcome: 'no-row', decides: false, own: mine });
  }
  const coverageComplete = coverageOf(set, query.place, own.food).complete;
  return { outcome: outcomeOf(rows, coverageComplete), coverageComplete, rows };
}

interface Law {
  readonly requirement: LimitRequirement;
  readonly versions: readonly LimitRequirement[];
  readonly isPartial: boolean;
  readonly isSure: boolean;
}

function rowsAgainst(law: Law, own: OwnStandard): readonly OwnLimitRow[] {
  const { requirement: mandatory, isSure } = law;
  const substance = mandatory.substanceId;
  const decides = isSure && mandatory.legalForce === 'binding';
  const mine = own.limits.filter((each) => each.substance === substance);
  if (mine.length === 0) return [{ substance, outcome: 'not-in-standard', decides, mandatory }];
  return mine.map((each) => ({ substance, decides, own: each, mandatory, ...relation(each, own, law) }));
}

/** Meeting any edition of the law is enough: the own limit is weaker only where it is so than each of them. */
function relation(
  mine: OwnLimit,
  own: OwnStandard,
  { requirement, versions, isPartial }: Law,
): Pick<OwnLimitRow, 'outcome' | 'comparison' | 'because'> {
  const self: LimitRequirement = {
    ...{ ...requirement, id: own.standard, limit: mine.limit, basis: mine.basis as Basis, legalForce: 'binding' },
    instrument: { ...requirement.instrument, id: own.standard },
  };
  const compared = versions.map((version) => compareLimits(self, version));
  const holds = compared.find(({ relation: one }) => one === 'equal' || one === 'stricter');
  if (holds !== undefined) return { outcome: holds.relation as 'equal' | 'stricter', comparison: holds };
  const apart = compared.find(({ relation: one }) => one === 'incomparable');
  if (apart !== undefined) return { outcome: 'incomparable', comparison: apart };
  const comparison = compared[0] as LimitComparison;
  if (!isPartial) return { outcome: 'weaker', comparison };
  const because = ['another edition may be met instead, and is not loaded'];
  return { outcome: 'undetermined', comparison, because };
}

const ownOf = (mine: OwnLimit | undefined) => (mine === undefined ? {} : { own: mine });

function outcomeOf(rows: readonly OwnLimitRow[], isComplete: boolean): OwnStandardComparison['outcome'] {
  if (rows.some(({ outcome, decides }) => decides && outcome === 'weaker')) return 'weaker';
  const isSettled = ({ outcome, decides, mandatory }: OwnLimitRow) =>
    (mandatory !== undefined && mandatory.legalForce !== 'binding') ||
    (decides && (outcome === 'equal' || outcome === 'stricter' || outcome === 'not-in-standard'));
  return isComplete && rows.every(isSettled) ? 'not-weaker' : 'unknown';
}
