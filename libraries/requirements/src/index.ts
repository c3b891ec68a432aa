// SPDX-License-Identifier: Apache-2.0

export {
  type ApplicableRequirement,
  type ApplicableRequirements,
  applicableRequirements,
  type NoRequirement,
  type Reliance,
  type RequirementQuery,
  type UndeterminedRequirement,
} from './applicable.ts';
export {
  type ComparisonOptions,
  compareLimits,
  INCOMPARABLE_REASONS,
  type IncomparableBecause,
  type LimitComparison,
  type NumberRelation,
} from './compare.ts';
export { type Coverage, type CoverageCounts, coverageOf } from './coverage.ts';
export type { CoverageItem, CoverageManifest, CoverageStatus } from './coverage-manifest.ts';
export { coversPlace } from './covers-place.ts';
export { type CsvRow, type CsvTable, FILE_CHARACTERS_MAX, FILE_ROWS_MAX, formatCsv, parseCsv } from './csv.ts';
export {
  REQUIREMENT_FILE_COLUMNS,
  REQUIREMENT_FILE_NAMES,
  type RequirementFileName,
  type RequirementFiles,
} from './data-files.ts';
export {
  ancestorsOf,
  FOOD_LANGUAGES,
  type FoodLanguage,
  type FoodNode,
  type FoodTaxonomy,
  findFood,
  isWithin,
  lineageOf,
  parseTaxonomy,
} from './food-taxonomy.ts';
export { type InspectedFiles, inspectRequirementFiles, loadRequirementSet } from './load.ts';
export type { KnownFacts } from './possible-worlds.ts';
export type {
  Applicability,
  Basis,
  Certainty,
  Condition,
  DutyKind,
  DutyRequirement,
  Exclusion,
  FoodUse,
  Instrument,
  KeyDate,
  LegalForce,
  LevelKind,
  Limit,
  LimitMethod,
  LimitRequirement,
  MethodForce,
  ObligedParty,
  ProductFact,
  Requirement,
  RequirementCommon,
  RequirementKind,
  RequirementSource,
  RulePlace,
  Screening,
  Transition,
  UnresolvedExclusion,
  Validity,
} from './requirement.ts';
export {
  BASES,
  CERTAINTIES,
  FOOD_USES,
  isLimitRequirement,
  KEY_DATES,
  LEGAL_FORCES,
  LEVEL_KINDS,
  METHOD_FORCES,
  OBLIGED_PARTIES,
  PRODUCT_FACTS,
  REQUIREMENT_KINDS,
} from './requirement.ts';
export {
  type Finding,
  type FindingCode,
  formatFinding,
  RequirementError,
  type RequirementErrorCode,
} from './requirement-error.ts';
export {
  buildRequirementSet,
  type PlaceRules,
  type RequirementSet,
  type RequirementSetData,
  rulesIn,
  type Topic,
} from './requirement-set.ts';
export type { Alternative, NotApplyingCode, Unsettled, Via } from './resolve-topic.ts';
export {
  compareOwnStandard,
  faultsOfOwnStandard,
  type OwnLimit,
  type OwnLimitOutcome,
  type OwnLimitRow,
  type OwnStandard,
  type OwnStandardComparison,
  type OwnStandardFault,
  type OwnStandardQuery,
} from './own-standard.ts';
export { type ApartLevels, type CommonLevel, type StrictestSet, strictest } from './strictest.ts';
export { isCasNumber, type Substance, type SubstanceComponent } from './substance.ts';
