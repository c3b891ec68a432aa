// SPDX-License-Identifier: Apache-2.0
import { defineRegister } from '../../record-keeping/define-register.ts';
import type { Members } from '../../record-keeping/members.ts';
import { draft, issueBy, recordWork, revoke, sign } from './actions.ts';
import { caseRoutes } from './case-routes.ts';
import { laboratoriesFold } from './fold.ts';
import type { GateReads } from './gate.ts';
import { gateRoutes } from './gate-routes.ts';
import { authoriseAll, keepAuthorisationList } from './authorisation-list.ts';
import { eraseAuthorisationWords } from './authorisation-words.ts';
import { authorise, endAuthorisation, personRoutes } from './persons.ts';
import { LABORATORY_KINDS } from './record.ts';
import { readRoutes } from './routes.ts';
import { workloadFollower } from './workload.ts';

/** Sampling records and test reports: drafted, signed, and where it must be, revoked or replaced. */
export function laboratoriesRegister(gateReads: GateReads, members: Pick<Members, 'isOf'>) {
  const issue = issueBy(gateReads);
  return defineRegister({
    name: 'laboratories',
    kinds: LABORATORY_KINDS,
    fold: laboratoriesFold,
    followers: [workloadFollower],
    actions: [
      draft,
      sign,
      recordWork,
      issue,
      revoke,
      authorise,
      authoriseAll,
      endAuthorisation,
      eraseAuthorisationWords,
    ],
    routes: [
      ...[...readRoutes, ...caseRoutes(issue, gateReads), ...gateRoutes(gateReads)],
      ...[...personRoutes(members), keepAuthorisationList(members)],
    ],
  });
}
