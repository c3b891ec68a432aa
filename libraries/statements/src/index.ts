// SPDX-License-Identifier: Apache-2.0
export {
  type BodyParts,
  CREDENTIALS_CONTEXT,
  composeBody,
  isKind,
  parseStatement,
  QUALITY_CONTEXT,
  type Statement,
  type StatementOf,
} from './body.ts';
export { type Claim, claim, REQUIREMENT_KINDS, type RequirementScope, requirementScope } from './claim.ts';
export {
  QUALITY_CONTEXT_DIGESTS,
  QUALITY_VOCABULARY,
  qualityContextText,
  qualityTerms,
  subjectSchema,
} from './context.ts';
export {
  coversEdition,
  type Edge,
  lotKey,
  RELATIONS,
  type Relation,
  standardKey,
  standardKeys,
  statementEdges,
  statementKey,
} from './edges.ts';
export {
  type Certainty,
  type LegalBasis,
  LIST_LIMIT,
  type Party,
  parsedBy,
  type QuantityValue,
  type StatementReference,
  statementReference,
} from './fields.ts';
export { requireFigures } from './figures.ts';
export { compareItems, type ItemIdentity, itemKeys } from './item-identity.ts';
export { isStatementKind, KINDS, type StatementKind, type SubjectOf } from './kind.ts';
export { CHECK_GROUPS, type CheckGroup, type PlacePolicy, type PolicyDecisionRule } from './kinds/place-policy.ts';
export type { TestResult } from './kinds/results.ts';
export { compareBytes, type Sha256 } from './leaf/bytes.ts';
export { commitmentOf, encodeOpening, parseOpening } from './leaf/commitment.ts';
export {
  type BatchRootLeaf,
  encodeLeaf,
  type IndexRootLeaf,
  type Leaf,
  parseLeaf,
  readLeaf,
  type ShardStartLeaf,
  type StatementLeaf,
  SUBJECT_KEY_BYTES,
  SUBJECT_KEYS_MAX,
} from './leaf/leaf.ts';
export {
  MAP_FN_DESCRIPTION,
  mapFnId,
  mapKeysOf,
  subjectListEntry,
} from './leaf/map-fn.ts';
export { type LeafFault, type LeafOpening, type LeafVerdict, openLeaf } from './leaf/open-leaf.ts';
export {
  disclosedSubjectKeys,
  encodePartyOpening,
  type LeafSecrets,
  type PartyDisclosure,
  parsePartyOpening,
} from './leaf/party-opening.ts';
export {
  partyKey,
  type SecretOf,
  type Subjects,
  statementLeaves,
  subjectKey,
  subjectKeysOf,
  subjectsOf,
  subjectsOfEdges,
  thingKey,
} from './leaf/subject-key.ts';
export { type NameNotSeen, namesNotSeen, requireNames } from './names.ts';
export type { CalibrationLine, MaterialLine, ProficiencyLine, ScopeLine, TestingLine } from './scope-line.ts';
export { StatementError, type StatementErrorCode } from './statement-error.ts';
export { asTestResult } from './untp/as-test-result.ts';
export type { Gap, GapCode } from './untp/gap.ts';
export type { Loss, StandIn } from './untp/loss.ts';
export { readUntp } from './untp/read-untp.ts';
export type {
  Named,
  UntpAssessment,
  UntpAttestation,
  UntpClaims,
  UntpDocument,
  UntpEvent,
  UntpFinding,
  UntpIdentity,
  UntpLink,
  UntpObject,
  UntpReadings,
  UntpResult,
} from './untp/reading.ts';
export { toUntp, UNTP_EXPORTED_KINDS, type UntpExport, type UntpExportOptions } from './untp/to-untp.ts';
export { UNTP_CONTEXT, UNTP_KINDS, type UntpKind, untpKindOf } from './untp/untp-kind.ts';
