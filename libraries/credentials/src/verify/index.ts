// SPDX-License-Identifier: Apache-2.0
export { CHECK_NAMES, type Check, type CheckCode, type CheckName } from './check.ts';
export { type NamedResources, namedResources } from './named-resources.ts';
export type { ProofReport } from './proof-report.ts';
export type { SigningTime, VerificationContext } from './verification-context.ts';
export { type Reading, readInput } from './read-input.ts';
export { type CredentialCheck, verifyCredential, verifyReading } from './verify-credential.ts';
export { type Secured, type SignatureCheck, verifyDataIntegrity, verifyJwt } from './verify-signature.ts';
