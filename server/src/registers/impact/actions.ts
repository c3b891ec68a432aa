// SPDX-License-Identifier: Apache-2.0
// What may be done in a case of doubt and with a notice, each act with what it is held against.
import type { StatementReference } from '@touchstone/statements';
import type { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import { action } from '../../record-keeping/define-register.ts';
import type { ReadInUseBy } from '../../record-keeping/in-use-by.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { readChanges } from '../../record-keeping/statement-status.ts';
import { mayClose, mayRenew, mayTakeBack, raisedIn } from './ending.ts';
import { cases } from './fold.ts';
import { readGround } from './ground.ts';
import { readKeepers } from './keepers.ts';
import { falling, inputs, type raising } from './record.ts';
import { eventsOf, hitsTold, MEANINGS, mayFall, mayRaise, mayReply } from './rules.ts';

const ROLES = {
  proposerRoles: WHO_MAY['propose-impact-case'].roles,
  deciderRoles: WHO_MAY['decide-impact-act'].roles,
};

/** The statements that are named, in their order; of those not named or not on record nothing. */
async function named(reads: Reads, references: readonly (StatementReference | undefined)[]) {
  const asked = references.map((one) => ({ by: 'identity' as const, issuer: one?.issuer ?? '', id: one?.id ?? NO_ID }));
  return (await reads.findStatements(asked)).map(([found]) => found);
}
const NO_ID = 'urn:uuid:00000000-0000-7000-8000-000000000000';

/** What lies around a case: who attests standards where, and lists of instruments. */
export interface Around {
  readonly roots: readonly CompetentRoot[];
  readonly readInUseBy: ReadInUseBy;
}

/** All that a finding is held against. */
async function papersOf(
  reads: Reads,
  { standard, asFound, lastGood }: Pick<z.infer<typeof raising>, 'standard' | 'asFound' | 'lastGood'>,
  { roots, readInUseBy }: Around,
) {
  return {
    ...(await readGround(reads, [asFound, lastGood])),
    keepers: await readKeepers(reads, { standard, roots }),
    listed: await readInUseBy(reads, { names: [standard] }),
    open: await reads.rows(cases, {}).selectAll().where('state', '!=', 'closed').execute(),
  };
}

async function groundedCase(reads: Reads, stream: string) {
  const facts = await reads.facts(stream);
  const raised = raisedIn(facts);
  const [lastGood] = raised?.papers ?? [];
  const ground =
    raised === undefined ? undefined : await readGround(reads, [raised.certificate, lastGood as StatementReference]);
  return { facts, ground, standard: raised?.standard ?? '' };
}

/** That a reference was found off, by two persons. */
export const raiseAction = (around: Around) =>
  action({
    name: 'raise',
    input: inputs.raise,
    stream: ({ stream }) => stream,
    async facts(reads, { stream, ...given }) {
      return { events: eventsOf(await reads.facts(stream)), ...(await papersOf(reads, given, around)) };
    },
    rules: (input, papers, actor, now) => mayRaise(input, papers, { actor, now }),
    twoPerson: { meaning: MEANINGS.raise, ...ROLES },
  });

/** The end of a case whose effects are dealt with. */
export const close = caseActions(eventsOf, ROLES).byTwo({
  name: 'close',
  input: inputs.close,
  meaning: MEANINGS.close,
  rules: mayClose,
});

/** The end of a case whose finding was taken back. */
export const takeBack = action({
  name: 'take-back',
  input: inputs.takeBack,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => groundedCase(reads, stream),
  rules: (input, state, actor, now) => mayTakeBack(input, state, { actor, now }),
  twoPerson: { meaning: MEANINGS.takeBack, ...ROLES },
});

/** A case that goes on by another finding. */
export const renewAction = (around: Around) =>
  action({
    name: 'renew',
    input: inputs.renew,
    stream: ({ stream }) => stream,
    async facts(reads, { stream, ...given }) {
      const { standard, ...state } = await groundedCase(reads, stream);
      const papers = await papersOf(reads, { ...given, standard }, around);
      const others = papers.open.filter((row) => row.stream !== stream);
      return { ...state, papers: { ...papers, open: others, events: [] } };
    },
    rules: (input, state, actor, now) => mayRenew(input, state, { actor, now }),
    twoPerson: { meaning: MEANINGS.renew, ...ROLES },
  });

/** Answers about own hits. */
export const reply = action({
  name: 'reply',
  input: inputs.reply,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, replies }) {
    const corrections = await named(
      reads,
      replies.map((one) => (one.answer === 'recalled' ? one.correction : undefined)),
    );
    const facts = await reads.facts(stream);
    const recalled = new Set(replies.flatMap(({ answer, hit }) => (answer === 'recalled' ? [hit] : [])));
    const papers = hitsTold(facts).flatMap(({ id, paper }) => (recalled.has(id) && paper !== undefined ? [paper] : []));
    const changed = await readChanges(
      reads,
      (await named(reads, papers)).filter((one) => one !== undefined),
    );
    return { facts, corrections, changes: changed.changes };
  },
  rules: (input, facts, actor, now) => mayReply(input, facts, { actor, now }),
});

/** What the clock records. */
export const fall = action({
  name: 'fall',
  input: falling,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => reads.facts(stream),
  rules: mayFall,
});
