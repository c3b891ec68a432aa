// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, DecimalString, Place } from '@touchstone/identifiers';

/** Where a requirement holds: a place, or Codex, whose standards are no law of any place. */
export type RulePlace = Place | 'CODEX';

export const REQUIREMENT_KINDS = [
  'limit',
  'label',
  'registration',
  'licence',
  'official-certificate',
  'record-keeping',
] as const;
/** What a requirement demands: a limit on a substance, or one of the duties. */
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];
/** Every kind but `limit`. */
export type DutyKind = Exclude<RequirementKind, 'limit'>;

export const KEY_DATES = ['production', 'import', 'first-supply', 'sale'] as const;
/** The day that decides which edition of a rule applies. */
export type KeyDate = (typeof KEY_DATES)[number];

export const OBLIGED_PARTIES = [
  'producer',
  'processor',
  'exporter',
  'importer',
  'distributor',
  'seller',
  'food-business',
] as const;
/** Who must fulfil it; `food-business` is everyone who makes, imports or sells food. */
export type ObligedParty = (typeof OBLIGED_PARTIES)[number];

export const CERTAINTIES = ['read', 'secondary', 'recalled'] as const;
/** How sure we are: read in the law, read on a page that quotes it, or from memory, which decides nothing. */
export type Certainty = (typeof CERTAINTIES)[number];

export const LEGAL_FORCES = ['binding', 'international-standard', 'guideline'] as const;
/** A law; a standard that states agree on and that binds nobody by itself; guidance that an authority follows. */
export type LegalForce = (typeof LEGAL_FORCES)[number];

export const FOOD_USES = ['ready-to-eat', 'further-processing'] as const;
/** What the food is sold for, where a law sets one level for each. */
export type FoodUse = (typeof FOOD_USES)[number];

export const PRODUCT_FACTS = [
  'imported',
  'prepackaged',
  'canned',
  'cooked',
  'milk-based',
  'added-beans',
  'added-vegetables-or-fruit',
  'added-acid-hydrolysed-vegetable-protein',
] as const;
/** What a rule asks about the product beside its kind of food; `imported` is meant from the place asked about. */
export type ProductFact = (typeof PRODUCT_FACTS)[number];

export const LEVEL_KINDS = ['maximum level', 'MRL', 'guideline level', 'not permitted'] as const;
/** What the law calls the number: contaminant level, pesticide residue limit, guidance, or a ban. */
export type LevelKind = (typeof LEVEL_KINDS)[number];

/** What the number refers to, in the words of the source; `not stated` is kept as that. */
export const BASES = [
  'edible part',
  'edible part, viscera removed',
  'all edible tissues',
  'whole commodity',
  'as sold',
  'as marketed',
  'as consumed',
  'wet weight',
  'dry weight',
  'solid product',
  'after conversion for drying',
  'any',
  'not stated',
] as const;
export type Basis = (typeof BASES)[number];

export const METHOD_FORCES = ['prescribed', 'reference', 'criteria', 'free'] as const;
/** How a law binds the method of test. */
export type MethodForce = (typeof METHOD_FORCES)[number];

/** A period of days, both ends included; an absent end is open or not known. */
export interface Validity {
  readonly from?: CalendarDay;
  readonly to?: CalendarDay;
}

/** A condition on the product: the rule applies only where the fact is as stated. */
export interface Condition {
  readonly fact: ProductFact;
  readonly is: boolean;
  readonly text: string;
}

/** A part of the printed food text that names no food of the taxonomy. */
export interface UnresolvedExclusion {
  readonly text: string;
  /** Foods to which the excluded one would be classified; 'below' every food under the included ones, 'all' those too. */
  readonly touches: readonly string[] | 'below' | 'all';
  readonly from?: CalendarDay;
}

/** An excluded food with everything under it, from a day on when that is stated. */
export interface Exclusion {
  readonly food: string;
  readonly from?: CalendarDay;
}

/** To which foods a rule applies: sets with exclusions, never names that look alike. */
export interface Applicability {
  readonly includes: readonly string[];
  readonly excludes: readonly Exclusion[];
  /** Whether a food without a row of its own takes this one from its nearest parent. */
  readonly inherits: boolean;
  readonly uses?: readonly FoodUse[];
  readonly conditions?: readonly Condition[];
  readonly narrowing?: readonly UnresolvedExclusion[];
}

/** A law, standard or guidance in one edition. */
export interface Instrument {
  readonly id: string;
  /** The instrument without its edition: within a series the nearest row wins, across series all apply. */
  readonly series: string;
  readonly title: string;
  readonly number?: string;
  readonly edition?: string;
  /** Whether all of its rows are loaded; in a part, a nearer row may exist that is not. */
  readonly loaded: 'complete' | 'partial';
}

/** Where a requirement was found. */
export interface RequirementSource {
  readonly url?: string;
  readonly readOn?: CalendarDay;
  readonly note: string;
}

/** A rule that links two editions, and how sure we are of that rule itself. */
export interface Transition {
  readonly id: string;
  readonly kind: 'either-version' | 'sell-through';
  readonly side: 'earlier' | 'later';
  /** Requirements of the other edition on the same topic; which of them concerns a food is settled per food. */
  readonly with: readonly string[];
  /** The instrument id of the other edition. */
  readonly otherInstrument: string;
  /** Whether the rules of the other edition are all loaded. */
  readonly otherLoaded: 'complete' | 'partial';
  /** Whether the food must meet one edition wholly, not this level of one and that level of the other. */
  readonly wholly: boolean;
  readonly from?: CalendarDay;
  readonly until?: CalendarDay;
  readonly certainty: Certainty;
  readonly source: RequirementSource;
}

/** What every requirement says, whatever it demands. */
export interface RequirementCommon {
  readonly id: string;
  readonly place: RulePlace;
  readonly kind: RequirementKind;
  /** Rows of one topic displace each other by nearness: the substance within the series, or the duty. */
  readonly topic: string;
  readonly obligedParty: ObligedParty;
  readonly keyDate: KeyDate;
  readonly keyDateCertainty: Certainty;
  readonly validity: Validity;
  readonly transition?: Transition;
  readonly legalForce: LegalForce;
  readonly certainty: Certainty;
  readonly instrument: Instrument;
  readonly provision: string;
  readonly source: RequirementSource;
  readonly applicability: Applicability;
}

/** A maximum with its unit, or a ban. */
export type Limit =
  | { readonly kind: 'maximum'; readonly value: DecimalString; readonly unit: string }
  | { readonly kind: 'not-permitted' };

/** The method that the law names, how it binds, and how sure we are that it does. */
export interface LimitMethod {
  readonly standard: string;
  readonly force: MethodForce;
  readonly certainty: Certainty;
  readonly requiredLoq?: { readonly value: DecimalString; readonly unit: string };
}

/** A wider substance whose result, when at or below the limit, is enough by law. */
export interface Screening {
  readonly substanceId: string;
  readonly provision: string;
  readonly certainty: Certainty;
}

/** A limit for one substance in one group of foods. */
export interface LimitRequirement extends RequirementCommon {
  readonly kind: 'limit';
  readonly substanceId: string;
  readonly levelKind: LevelKind;
  readonly limit: Limit;
  readonly basis: Basis;
  readonly method?: LimitMethod;
  readonly screenedBy?: Screening;
  /** The food as the source prints it. */
  readonly foodText: string;
  readonly note: string;
}

/** A duty, with the document or mark that shows that it is fulfilled. */
export interface DutyRequirement extends RequirementCommon {
  readonly kind: DutyKind;
  readonly title: string;
  readonly demands: string;
  readonly shownBy: { readonly kind: 'document' | 'mark' | 'register-entry' | 'records'; readonly what: string };
  readonly note: string;
}

/** Any requirement; `kind` tells a limit from a duty. */
export type Requirement = LimitRequirement | DutyRequirement;

/** Whether the requirement is a limit on a substance. */
export function isLimitRequirement(requirement: Requirement): requirement is LimitRequirement {
  return requirement.kind === 'limit';
}
