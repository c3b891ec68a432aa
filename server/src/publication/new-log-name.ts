// SPDX-License-Identifier: Apache-2.0
import { formatVkey, logNameFaults, logNameLike, type NoteKey } from '@touchstone/transparency-log';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { findHandedLog, lockRegistrations, originsOfHanded } from './handed-logs.ts';

/** Why a laboratory's log cannot be registered under its name. */
export interface NameRefusal {
  readonly code: 'BAD_LOG_NAME' | 'LOOKS_ALIKE' | 'ORIGIN_TAKEN';
  readonly detail: string;
}

/**
 * What speaks against the name of a log that is not registered yet; undefined for one that is, as a name is bound to its key
 * for ever, and for one that may be. Until the transaction ends no other name is registered.
 */
export async function refuseNewName(
  transaction: DatabaseTransaction,
  key: NoteKey,
  followed: readonly NoteKey[],
): Promise<NameRefusal | undefined> {
  await lockRegistrations(transaction);
  if ((await findHandedLog(transaction, key.name)) !== undefined) return undefined;
  const [fault] = logNameFaults(key.name);
  if (fault !== undefined) {
    return { code: 'BAD_LOG_NAME', detail: `This cannot be the name of a log that is registered: ${fault}.` };
  }
  const same = followed.find(({ name }) => name === key.name);
  if (same !== undefined && formatVkey(same) !== formatVkey(key)) {
    return {
      code: 'ORIGIN_TAKEN',
      detail: `${key.name} is followed here with another key; a new key needs a new name.`,
    };
  }
  const others = [...followed.map(({ name }) => name), ...(await originsOfHanded(transaction))];
  const alike = logNameLike(key.name, others);
  return alike === undefined ? undefined : { code: 'LOOKS_ALIKE', detail: takenFor(key.name, alike) };
}

/** That a name may be taken for another, and what to do. */
export function takenFor(name: string, other: string): string {
  return `${name} may be taken for ${other}, which is known here; take a name that nobody takes for it.`;
}
