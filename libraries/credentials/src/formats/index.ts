// SPDX-License-Identifier: Apache-2.0
export { CredentialError, type CredentialErrorCode } from '../credential-error.ts';
export { canonicalize, canonicalizeWithout } from './canonical-json.ts';
export { type CompactJws, jwsSigningInput, parseCompactJws } from './compact-jws.ts';
export {
  instantOf,
  issuerOf,
  type Period,
  periodOf,
  type ShapeCode,
  type ShapeFault,
  shapeFaults,
} from './credential-shape.ts';
export { type CryptoSuite, isSignatureAlgorithm, type SignatureAlgorithm } from './crypto-suite.ts';
export {
  chainedIntegrityMessage,
  type ContextRelation,
  contextRelation,
  type IntegrityMessage,
  integrityMessage,
  JCS_SUITES,
} from './data-integrity.ts';
export { type DidDocument, type KeyPurpose, readDidDocument, type VerificationMethod } from './did-document.ts';
export { type Gzip, gunzip } from './gzip.ts';
export { isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue, listOf } from './json-value.ts';
export { publicKeyFromJwk } from './json-web-key.ts';
export type { KeyAuthorisation } from './key-authorisation.ts';
export { decodeMultibase, encodeMultibase } from './multibase.ts';
export { type KeyType, type Multikey, type PublicKey, parseMultikey, publicKeyFromBytes } from './multikey.ts';
export {
  type ConcealedField,
  concealedField,
  type Disclosure,
  type DisclosureMatch,
  matchDisclosure,
  pointerSteps,
  valueAt,
} from './personal-field.ts';
export { type ContextPins, CREDENTIALS_CONTEXT_V2, PINNED_CONTEXTS } from './pinned-contexts.ts';
export { type DidBundle, didKeyDocument, offlineResolver, type ResolveDid } from './resolve-did.ts';
export { statementDigest } from './statement-digest.ts';
export {
  isFinalStatus,
  type StatementIdentity,
  type StatementStatus,
  type StatusChange,
  type StatusState,
  statusAt,
} from './status-change.ts';
export {
  readStatusEntries,
  readStatusList,
  type StatusEntries,
  type StatusEntry,
  type StatusListSnapshot,
} from './status-entry.ts';
export {
  type DerivedPurpose,
  decodeStatusList,
  deriveStatusList,
  encodeStatusList,
  STATUS_ENTRIES_MIN,
  STATUS_LIST_BYTES_MAX,
  type StatusListSource,
  statusValue,
} from './status-list.ts';
export { JSON_LIMITS, type JsonLimits, parseStrictJson, readText } from './strict-json.ts';
