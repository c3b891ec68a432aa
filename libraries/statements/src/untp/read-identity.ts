// SPDX-License-Identifier: Apache-2.0
import {
  childAt,
  codeAt,
  dayAt,
  type Foreign,
  nameGap,
  nameMissing,
  present,
  requiredTextAt,
  textsAt,
} from './foreign.ts';
import { didOf, readNamed, readParty } from './read-names.ts';
import { REGISTER_TYPES, type UntpIdentity } from './reading.ts';

/** UNTP 0.7.0, RegisteredIdentity: a register knows a party by a number; of an accreditation it says no scope lines. */
export function readIdentity(of: Foreign): UntpIdentity {
  const id = didOf(requiredTextAt(of, 'id'));
  const name = requiredTextAt(of, 'registeredName');
  const certificateNumber = requiredTextAt(of, 'registeredId');
  const from = present(of, 'registeredDate') ? dayAt(of, 'registeredDate') : undefined;
  const register = codeAt(of, 'registerType', REGISTER_TYPES);
  const scheme = present(of, 'idScheme') ? readNamed(childAt(of, 'idScheme')) : undefined;
  const registrar = readParty(childAt(of, 'registrar'));
  if (id === undefined) {
    nameGap(of, { code: 'BAD_MEMBER', grade: 'unreadable', message: 'must be the DID of the registered party' }, 'id');
  }
  nameMissing(
    of,
    'NO_SCOPE_LINES',
    'addresses of a scope are no lines: object, property, method and range are not said',
  );
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(certificateNumber === undefined ? {} : { certificateNumber }),
    ...(from === undefined ? {} : { from }),
    ...(register === undefined ? {} : { register }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(registrar === undefined ? {} : { registrar }),
    scope: textsAt(of, 'registrationScope'),
  };
}
