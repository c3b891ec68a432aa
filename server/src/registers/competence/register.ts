// SPDX-License-Identifier: Apache-2.0
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, decideInCase, openCase } from '../../http/case-routes.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, defineRegister, route } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { faultsOfPerson, type Members } from '../../record-keeping/members.ts';
import { demands as demandsTable, competenceFold, exchanges, files } from './fold.ts';
import { ownReads } from './file-routes.ts';
import { faultsOfHost } from './members.ts';
import { whatIsDue } from './reading.ts';
import { confirming, demands, erasing, inputs, opening, planning, recording, withdrawal } from './record.ts';
import {
  caseOf,
  demandsStream,
  MEANINGS,
  mayAsk,
  mayConfirm,
  mayErase,
  mayOpen,
  mayPlan,
  mayRecord,
  mayRemind,
  mayWithdraw,
} from './rules.ts';
import { readShown } from './shown.ts';

const { alone, byTwo } = caseActions(caseOf, {
  ...{ proposerRoles: ['laboratory-manager'], deciderRoles: ['erasure-decider'] },
  forgetsPersonal: () => 'all',
});
const ask = caseActions((facts) => facts).alone({ name: 'ask', input: inputs.ask, rules: mayAsk });
const withdraw = alone({ name: 'withdraw', input: inputs.withdraw, rules: mayWithdraw });
const plan = alone({ name: 'plan', input: inputs.plan, rules: mayPlan });
const confirm = alone({ name: 'confirm', input: inputs.confirm, rules: mayConfirm });
const remind = alone({ name: 'remind', input: inputs.remind, rules: mayRemind });
const erase = byTwo({ name: 'erase', input: inputs.erase, meaning: MEANINGS.erase, rules: mayErase });

const open = action({
  name: 'open',
  input: inputs.open,
  stream: ({ stream }) => stream,
  facts: (reads, { person }) => reads.rows(files, {}).select('person').where('person', '=', person).execute(),
  rules: (input, found) => mayOpen(input, found.length > 0),
});

const record = action({
  name: 'record',
  input: inputs.record,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, exchange: named }) {
    const file = caseOf(await reads.facts(stream));
    const asked = await reads
      .rows(demandsTable, {})
      .selectAll()
      .where('owner', '=', file.owner ?? '')
      .execute();
    const [exchange] =
      named === undefined ? [] : await reads.rows(exchanges, {}).selectAll().where('stream', '=', named).execute();
    return { file, demands: asked, exchange: exchange?.owner === file.owner ? exchange : undefined };
  },
  rules: (input, facts, actor, now) => mayRecord(input, facts, { actor, now }),
});

const setDemands = route({
  method: 'POST',
  path: '/competence-demands',
  operation: 'set-competence-demands',
  summary: 'Says what the own organisation asks of whoever samples, tests or signs, from a day on',
  access: WHO_MAY['set-competence-demands'],
  body: demands,
  responses: RECORDED,
  async handle(context, { body }) {
    const stream = demandsStream(context.actor?.party ?? '');
    return actAnswer(await context.act(ask, { stream, demands: body }));
  },
});

const openFile = (members: Members) =>
  openCase({
    path: '/competence-files',
    operation: 'open-competence-file',
    summary: 'Opens the file of a person of the own organisation; the name is kept apart, so that it can be erased',
    access: WHO_MAY['open-competence-file'],
    body: opening,
    async act(context, body) {
      const stream = context.newId();
      const reasons = await faultsOfPerson(members, context.actor?.party ?? '', body.person);
      return reasons.length > 0 ? { outcome: 'refused', stream, reasons } : context.act(open, { stream, ...body });
    },
  });

const addRecord = actInCase({
  path: '/competence-files/:stream/records',
  operation: 'record-competence',
  summary: 'Records what the person showed, or did not show: training, supervision, monitoring, whatever is asked',
  access: WHO_MAY['record-competence'],
  body: recording,
  act: (context, stream, body) => context.act(record, { stream, record: context.newId(), ...body }),
});

const withdrawRecord = actInCase({
  path: '/competence-files/:stream/withdrawals',
  operation: 'withdraw-competence-record',
  summary: 'Says that a record was wrong; it stays, and counts no more',
  access: WHO_MAY['withdraw-competence-record'],
  body: withdrawal,
  act: (context, stream, body) => context.act(withdraw, { stream, ...body }),
});

const planExchange = (members: Members) =>
  openCase({
    path: '/competence-exchanges',
    operation: 'plan-competence-exchange',
    summary:
      'Plans that a person works for a while at an institute in another place, which may then read and confirm it',
    access: WHO_MAY['plan-competence-exchange'],
    body: planning,
    async act(context, body) {
      const stream = context.newId();
      const reasons = [
        ...(await faultsOfPerson(members, context.actor?.party ?? '', body.person)),
        ...(await faultsOfHost(members, body)),
      ];
      if (reasons.length > 0) return { outcome: 'refused', stream, reasons };
      const outcome = await context.act(plan, { stream, ...body });
      if (outcome.outcome === 'refused') return outcome;
      const granted = await context.grant(stream, body.host, 'contribute');
      return granted.outcome === 'refused' ? granted : outcome;
    },
  });

const confirmExchange = actInCase({
  path: '/competence-exchanges/:stream/confirmations',
  operation: 'confirm-competence-exchange',
  summary: 'The host says from when to when the exchange took place, or that it did not',
  access: WHO_MAY['confirm-competence-exchange'],
  body: confirming,
  act: (context, stream, body) => context.act(confirm, { stream, ...body }),
});

const proposeErasure = actInCase({
  path: '/competence-cases/:stream/proposals',
  operation: 'propose-competence-erasure',
  summary: 'Proposes to erase what a file or an exchange says about a person in words; days and outcomes stay',
  access: WHO_MAY['propose-competence-erasure'],
  body: erasing,
  act: (context, stream, body) => context.propose(erase, { stream, ...body }),
});

const decideErasure = decideInCase({
  path: '/competence-cases/:stream/decisions',
  operation: 'decide-competence-erasure',
  summary: 'Another person approves or rejects the erasure; what is erased is gone, history included',
  access: WHO_MAY['decide-competence-erasure'],
  actions: [erase],
});

/** Competence of persons: what is asked, what was shown, exchanges, what lapses. Private, but for what accreditation asks. */
export function competenceRegister(keeping: () => Keeping, members: Members) {
  return defineRegister({
    name: 'competence',
    kinds: [],
    fold: competenceFold,
    actions: [ask, open, record, withdraw, plan, confirm, erase, remind],
    routes: [
      ...[setDemands, openFile(members), addRecord, withdrawRecord, planExchange(members), confirmExchange],
      ...[proposeErasure, decideErasure, ...ownReads([erase]), readShown(keeping)],
    ],
    expiry: { due: whatIsDue, action: remind },
  });
}
