// SPDX-License-Identifier: Apache-2.0
import type { StatementOf } from '../body.ts';
import { named, type Part } from './write-parts.ts';
import type { Export } from './write-results.ts';

/** UNTP 0.7.0, RegisteredIdentity of an accreditation; its scope is the addresses of our lines, which say nothing alone. */
export function writeAccreditation(
  { account }: Export,
  { id, issuer, subject }: StatementOf<'Accreditation'>,
  issuerName: string,
): Part {
  account.carry('id', 'name', 'certificateNumber', 'standard', 'from');
  account.lose('scope', 'UNTP 0.7.0 has addresses for a scope and no lines; each address points into the original');
  account.lose('to', 'written as the end of the export');
  return {
    type: ['RegisteredIdentity'],
    id: subject.id,
    registeredName: subject.name,
    registeredId: subject.certificateNumber,
    registeredDate: subject.from,
    idScheme: named('IdentifierScheme', 'standard', subject.standard),
    registrar: { type: ['Party'], id: issuer, name: issuerName },
    registerType: 'accreditation',
    registrationScope: subject.scope.map((_, index) => `${id}#scope.${index}`),
  };
}
