// SPDX-License-Identifier: Apache-2.0
// Why a person was authorised, and why no longer, is in words: two people erase them. What was signed rests on who might
// do what when, and that stays.
import { type Action, action, type Reason, type Ruling } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { z } from 'zod';
import { inputs } from './record.ts';
import { MEANINGS } from './rules.ts';

type Input = z.infer<typeof inputs.eraseWords>;

/** Of one authorisation alone: a list has those of others beside it. */
export const eraseAuthorisationWords: Action<Input, readonly Fact[]> = action({
  name: 'erase-authorisation-words',
  input: inputs.eraseWords,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => reads.facts(stream),
  rules: mayEraseWords,
  twoPerson: {
    meaning: MEANINGS.eraseWords,
    ...{ proposerRoles: ['laboratory-manager'], deciderRoles: ['erasure-decider'] },
    forgetsPersonal: (input, facts) => wordsOf(facts, input as Input),
  },
});

function mayEraseWords(asked: Input, facts: readonly Fact[]): Ruling {
  const reasons: Reason[] = [];
  if (wordsOf(facts, asked).length === 0) {
    const detail = 'Nothing in words is kept of such an authorisation here; one of a list is named by its entry.';
    reasons.push({ code: 'NOTHING_TO_ERASE', detail });
  }
  const { entry, ground } = asked;
  const content = { ...(entry === undefined ? {} : { entry }), ground };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'words-erased', content }]);
}

/** The events of one authorisation that say something in words. */
function wordsOf(facts: readonly Fact[], { entry }: Input): readonly number[] {
  return facts.flatMap((fact) =>
    fact.source === 'case-event' && fact.personal !== undefined && fact.content.entry === entry ? [fact.entry] : [],
  );
}
