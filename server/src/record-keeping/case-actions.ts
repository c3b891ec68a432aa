// SPDX-License-Identifier: Apache-2.0
import type { ZodType } from 'zod';
import { type Action, action, type Ruling, type TwoPerson } from './define-register.ts';
import type { Fact } from './fact.ts';
import type { Acting } from './tenant.ts';

/** An action in a case: what it takes, and whether it may be done in the state in which the case is. */
export interface CaseAction<Input, State> {
  readonly name: string;
  readonly input: ZodType<Input>;
  rules(input: NoInfer<Input>, state: State, acting: Acting): Ruling;
}

/**
 * Makes the actions of a register of cases. A case is a stream that the input names; its state follows from its facts
 * alone, and is what the rules are asked about.
 */
export function caseActions<State>(
  stateOf: (facts: readonly Fact[]) => State,
  roles: Pick<TwoPerson, 'proposerRoles' | 'deciderRoles' | 'forgetsPersonal'> = {
    proposerRoles: [],
    deciderRoles: [],
  },
) {
  const alone = <Input extends { readonly stream: string }>({
    name,
    input,
    rules,
  }: CaseAction<Input, State>): Action<Input, State> =>
    action({
      name,
      input,
      stream: ({ stream }) => stream,
      facts: async (reads, { stream }) => stateOf(await reads.facts(stream)),
      rules: (given, state, actor, now) => rules(given, state, { actor, now }),
    });
  return {
    /** Done by one person. */
    alone,
    /** Proposed by one person and decided by another, who signs `meaning`. */
    byTwo: <Input extends { readonly stream: string }>({
      meaning,
      ...spec
    }: CaseAction<Input, State> & { readonly meaning: string }): Action<Input, State> => ({
      ...alone(spec),
      twoPerson: { meaning, ...roles },
    }),
  };
}
