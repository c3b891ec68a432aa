// SPDX-License-Identifier: Apache-2.0
import { CREDENTIALS_CONTEXT } from '../body.ts';
import { isObject } from './foreign.ts';

/** The one context of every credential of UNTP 0.7.0 (released 4 May 2026), after that of the data model. */
export const UNTP_CONTEXT = 'https://vocabulary.uncefact.org/untp/0.7.0/context/';

/** The signed credentials of UNTP 0.7.0; its schemes and link sets are not signed and are no evidence. */
export const UNTP_KINDS = [
  'DigitalConformityCredential',
  'DigitalProductPassport',
  'DigitalFacilityRecord',
  'DigitalTraceabilityEvent',
  'DigitalIdentityAnchor',
] as const;
export type UntpKind = (typeof UNTP_KINDS)[number];

/** The kind of a UNTP 0.7.0 credential, or undefined when a decoded body is none, is of another edition or says two. */
export function untpKindOf(body: unknown): UntpKind | undefined {
  if (!isObject(body)) return undefined;
  const [base, untp] = listIn(body, '@context');
  const types = listIn(body, 'type');
  const kinds = UNTP_KINDS.filter((kind) => types.includes(kind));
  const [kind, ...others] = kinds;
  return base === CREDENTIALS_CONTEXT && untp === UNTP_CONTEXT && others.length === 0 ? kind : undefined;
}

function listIn(body: Record<string, unknown>, member: string): readonly unknown[] {
  const value = Object.hasOwn(body, member) ? body[member] : undefined;
  return Array.isArray(value) ? value : [];
}
