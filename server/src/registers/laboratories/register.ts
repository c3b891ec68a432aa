// SPDX-License-Identifier: Apache-2.0
import { defineRegister } from '../../record-keeping/define-register.ts';
import { draft, issue, revoke, sign } from './actions.ts';
import { caseRoutes } from './case-routes.ts';
import { laboratoriesFold } from './fold.ts';
import { LABORATORY_KINDS } from './record.ts';
import { readRoutes } from './routes.ts';
import { workloadFollower } from './workload.ts';

/** Sampling records and test reports: drafted, signed, and where it must be, revoked or replaced. */
export const laboratoriesRegister = defineRegister({
  name: 'laboratories',
  kinds: LABORATORY_KINDS,
  fold: laboratoriesFold,
  followers: [workloadFollower],
  actions: [draft, sign, issue, revoke],
  routes: [...readRoutes, ...caseRoutes],
});
