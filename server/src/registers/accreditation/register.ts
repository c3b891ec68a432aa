// SPDX-License-Identifier: Apache-2.0
import { defineRegister } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { cancel, draft, evaluate, expire, issue, restore, submit, suspend, withdraw } from './actions.ts';
import { bodiesFollower } from './bodies.ts';
import { capabilityRoutes } from './capabilities.ts';
import { caseRoutes } from './case-routes.ts';
import { accreditationFold, accreditations, changes } from './fold.ts';
import { ACCREDITATION_KINDS } from './record.ts';
import { publicRoutes } from './routes.ts';

/** What is left waits for the next round of the clock. */
const ONCE_MAX = 1_000;

/** Accreditations and statutory qualifications, with their scopes line by line. */
export const accreditationRegister = defineRegister({
  name: 'accreditation',
  kinds: ACCREDITATION_KINDS,
  fold: accreditationFold,
  followers: [bodiesFollower],
  actions: [draft, evaluate, issue, suspend, restore, withdraw, cancel, expire, submit],
  routes: [...publicRoutes, ...capabilityRoutes, ...caseRoutes],
  submission: { action: submit, kinds: ACCREDITATION_KINDS, stream: ({ id }) => id.slice('urn:uuid:'.length) },
  expiry: {
    action: expire,
    async due(reads, now) {
      const noted = reads.rows(changes).select('row.stream').where('row.status', '=', 'expired');
      const rows = await reads
        .rows(accreditations, { on: dayAt(now) })
        .select(['stream', 'owner', 'jurisdiction'])
        .where('status', '=', 'expired')
        .where('stream', 'not in', noted)
        .limit(ONCE_MAX)
        .execute();
      return rows.map(({ stream, owner, jurisdiction }) => ({ owner, jurisdiction, input: { stream } }));
    },
  },
});
