// SPDX-License-Identifier: Apache-2.0
export { CredentialError, type CredentialErrorCode } from '../credential-error.ts';
export type { Signer } from '../formats/signer.ts';
export { type ConcealedBody, concealPersonalFields, type PersonalField } from './conceal.ts';
export { type IssuedStatement, type IssueOptions, issueStatement } from './issue-statement.ts';
export { type PublishedList, statusListBody } from './status-list-body.ts';
