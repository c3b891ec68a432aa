// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, decideInCase, openCase, readCaseWith } from '../../http/case-routes.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, defineRegister } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { readSupervised } from '../../record-keeping/supervised-reads.ts';
import { type Means, placesOfPaper } from './examine.ts';
import { supervisionFold } from './fold.ts';
import { papersFollower, workplacesFollower } from './papers.ts';
import { answers, defect, inputs, withdrawal } from './record.ts';
import { supervisionReads } from './routes.ts';
import { decidedOf, MEANINGS, mayDecide, mayWithdraw } from './rules.ts';

const ROLES = { proposerRoles: ['market-inspector'], deciderRoles: ['supervision-decider'] };

/** What an authority notices about signed papers of its jurisdiction, and what it decides about one. */
export function supervisionRegister(means: Means, keeping: () => Keeping) {
  const { roots } = means;
  const decideDefect = action({
    name: 'decide-defect',
    input: inputs.decide,
    stream: ({ stream }) => stream,
    async facts(reads, { stream, defect: { report: named, place } }) {
      const supervising = { register: 'supervision', jurisdiction: jurisdictionOf(place), asOf: reads.asOf };
      const asked = { by: 'identity' as const, issuer: named.issuer, id: named.id };
      const [report, answering] = await readSupervised(keeping(), supervising, async (all) => {
        const [[found] = []] = await all.findStatements([asked]);
        return [found, found === undefined ? [] : await placesOfPaper(found, all, roots)] as const;
      });
      return { decided: decidedOf(await reads.facts(stream)), report, answering, roots };
    },
    rules: (input, facts, actor, now) => mayDecide(input, facts, { actor, now }),
    twoPerson: { meaning: MEANINGS.decide, ...ROLES },
  });
  const withdraw = caseActions(decidedOf, ROLES).byTwo({
    ...{ name: 'withdraw', input: inputs.withdraw, meaning: MEANINGS.withdraw },
    rules: mayWithdraw,
  });
  const actions = [decideDefect, withdraw];

  const propose = openCase({
    path: '/report-defect-cases',
    operation: 'propose-report-defect',
    summary: 'Proposes that the authority call a report of its place inaccurate or false, on a legal basis',
    access: WHO_MAY['propose-report-defect'],
    body: z.strictObject({ defect }),
    act: (context, body) => context.propose(decideDefect, { stream: context.newId(), id: context.newId(), ...body }),
  });
  const proposeWithdrawal = actInCase({
    path: '/report-defect-cases/:stream/proposals',
    operation: 'propose-report-defect-withdrawal',
    summary: 'Proposes that a decision about a report be withdrawn',
    access: WHO_MAY['propose-report-defect-withdrawal'],
    body: withdrawal,
    act: (context, stream, { reason }) => context.propose(withdraw, { stream, id: context.newId(), reason }),
  });
  const decide = decideInCase({
    path: '/report-defect-cases/:stream/decisions',
    operation: 'decide-report-defect',
    summary: 'Another person of the authority approves or rejects; an approval signs the decision about the report',
    access: WHO_MAY['decide-report-defect'],
    actions,
  });
  const readCase = readCaseWith({
    path: '/report-defect-cases/:stream',
    operation: 'read-report-defect-case',
    summary: 'One case about a report: where it stands, what waits for a decision, and every event',
    access: WHO_MAY['read-report-defect-case'],
    ...{ answer: answers.case, actions },
    of(facts) {
      const decided = decidedOf(facts);
      const status = decided === undefined ? 'proposed' : decided.isWithdrawn ? 'withdrawn' : 'decided';
      return { status };
    },
  });
  return defineRegister({
    name: 'supervision',
    kinds: ['ReportDefect', 'StatusChange'],
    fold: supervisionFold,
    followers: [papersFollower, workplacesFollower],
    actions,
    routes: [...supervisionReads(means, keeping), propose, proposeWithdrawal, decide, readCase],
  });
}
