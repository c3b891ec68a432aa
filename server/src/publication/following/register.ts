// SPDX-License-Identifier: Apache-2.0
import { decision } from '@touchstone/contract';
import { formatVkey, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, openCase, readCaseWith } from '../../http/case-routes.ts';
import { decideProposal, RECORDED } from '../../http/proposals.ts';
import { type Action, action, defineRegister, route } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import type { FollowingAtHand } from './at-hand.ts';
import { FOLLOWING, readChoices } from './chosen.ts';
import { choices, followingFold } from './fold.ts';
import { listChoices } from './list.ts';
import { answers, choice, ending, inputs } from './record.ts';
import { type AtHand, MEANINGS, mayAsk, mayEnd, mayFollow } from './rules.ts';

const ROLES = { proposerRoles: ['node-administrator'], deciderRoles: ['node-administrator'] };

/** The acts, over a record that is opened after its registers are declared, and over what runs. */
function actionsOver(keeping: () => Keeping, running: () => FollowingAtHand | undefined) {
  // As the keeper: what another organisation's administrators chose is followed by the same node.
  const atHand = async (kind: 'log' | 'witness'): Promise<AtHand> => {
    const { configured, ownKeys, goingOn } = running() ?? NOTHING_RUNS;
    const rows = (await readChoices(keeping())).filter((row) => row.kind === kind && row.state === 'in-force');
    const chosen = rows.map(({ vkey, url }) => ({ key: parseVkey(nodeLogSuite, vkey), url }));
    const known = [...(kind === 'log' ? configured.logs : configured.witnesses), ...chosen];
    return { node: keeping().node, known, ownKeys: ownKeys(), goingOn: goingOn() };
  };
  const follow = action({
    name: 'follow-log',
    input: inputs.log,
    stream: ({ stream }) => stream,
    facts: () => atHand('log'),
    rules: (input, at) => mayFollow(input, at),
    twoPerson: { meaning: MEANINGS['follow-log'], ...ROLES },
  });
  const ask = action({
    name: 'ask-witness',
    input: inputs.witness,
    stream: ({ stream }) => stream,
    facts: () => atHand('witness'),
    rules: (input, at) => mayAsk(input, at),
    twoPerson: { meaning: MEANINGS['ask-witness'], ...ROLES },
  });
  const end = action({
    name: 'end',
    input: inputs.end,
    stream: ({ stream }) => stream,
    async facts(reads, { stream }) {
      const [row] = await reads.rows(choices, {}).selectAll().where('stream', '=', stream).execute();
      const known = row?.kind === 'log' ? running()?.known(row.name) : undefined;
      return { state: row?.state, ...(known === undefined ? {} : { known: { ...known } }) };
    },
    rules: (input, found) => mayEnd(input, found),
    twoPerson: { meaning: MEANINGS.end, ...ROLES },
  });
  return { follow, ask, end };
}

const NOTHING_RUNS = { configured: { logs: [], witnesses: [] }, ownKeys: () => [], goingOn: () => [] };

/** One case of the own organisation. */
function readOneCase(actions: readonly Action[]) {
  return readCaseWith({
    path: '/following-cases/:stream',
    operation: 'read-following-case',
    summary: 'One case: what is proposed, by whom, and what became of it',
    access: WHO_MAY['read-following-case'],
    ...{ answer: answers.case, actions },
    async of(_, context, stream) {
      const [row] = await context.reads.rows(choices, {}).select('state').where('stream', '=', stream).execute();
      return { state: row?.state ?? 'proposed' };
    },
  });
}

/** The list over the record and what runs. */
function listOver(keeping: () => Keeping, running: () => FollowingAtHand | undefined) {
  return route({
    method: 'GET',
    path: '/following',
    operation: 'list-following',
    summary:
      'Whom this node follows, which witnesses it asks and asked, and who says so: the configuration or administrators',
    access: WHO_MAY['list-following'],
    responses: { 200: { description: 'Those of the configuration first', schema: answers.list } },
    async handle({ actor }) {
      const configured = running()?.configured;
      const rows = await readChoices(keeping());
      const shown = (others: FollowingAtHand['configured']['logs'] = []) =>
        others.map(({ key, url }) => ({ name: key.name, url, vkey: formatVkey(key) }));
      const named = { log: shown(configured?.logs), witness: shown(configured?.witnesses) };
      return {
        status: 200,
        body: { inUse: configured !== undefined, items: listChoices(rows, { named, party: actor?.party }) },
      };
    },
  });
}

/** Whom the node follows and which witnesses it asks: proposed by one administrator and decided by another. */
export function followingRegister(keeping: () => Keeping, running: () => FollowingAtHand | undefined) {
  const { follow, ask, end } = actionsOver(keeping, running);
  const actions: readonly Action[] = [follow, ask, end];
  const propose = openCase({
    path: '/following-cases',
    operation: 'propose-following',
    summary: 'Proposes that this node follow a log, or ask a witness',
    access: WHO_MAY['propose-following'],
    body: choice,
    act(context, proposed) {
      const stream = context.newId();
      if (proposed.act === 'follow-log') {
        const { act: _, ...log } = proposed;
        return context.propose(follow, { stream, ...log });
      }
      const { act: _, ...witness } = proposed;
      return context.propose(ask, { stream, ...witness });
    },
  });
  const proposeEnd = actInCase({
    path: '/following-cases/:stream/proposals',
    operation: 'propose-following-end',
    summary: 'Proposes that this node cease to follow a log, or to ask a witness',
    access: WHO_MAY['propose-following-end'],
    body: ending,
    act: (context, stream, { reason }) => context.propose(end, { stream, reason }),
  });
  const decide = route({
    method: 'POST',
    path: '/following-cases/:stream/decisions',
    operation: 'decide-following',
    summary: 'Another administrator approves or rejects what was proposed; it takes effect at once',
    access: WHO_MAY['decide-following'],
    params: caseParams,
    body: decision,
    responses: RECORDED,
    async handle(context, { params: { stream }, body }) {
      const answer = await decideProposal(context, { stream, body, actions });
      // It is on record: what keeps it from taking effect now is tried again in the background.
      await running()
        ?.apply()
        .catch(() => undefined);
      return answer;
    },
  });
  return defineRegister({
    ...{ name: FOLLOWING, kinds: [], actions, fold: followingFold },
    routes: [propose, proposeEnd, decide, readOneCase(actions), listOver(keeping, running)],
  });
}
