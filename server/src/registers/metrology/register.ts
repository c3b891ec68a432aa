// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { type Action, action, defineRegister, type SignedSubmission } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import { isUntouched, submitSigned } from '../../record-keeping/submit-signed.ts';
import { metrologyFold } from './fold.ts';
import { type Attested, attested, inputs, METROLOGY_KINDS } from './record.ts';
import { listResting } from './resting.ts';
import { caseRoutes, publicRoutes } from './routes.ts';
import { type ReadNaming, whoMustSwitch } from './switching.ts';
import { faultsOfUniqueness, readTaken, type Taken } from './taken.ts';
import { faultsOfAttested, MEANINGS, mayAttest, mayCancel, mayChange, stateOf } from './rules.ts';

const ROLES = { proposerRoles: ['metrology-proposer'], deciderRoles: ['metrology-decider'] };

/** What metrology authorities attest: standards, specifications, types, institutes. `roots` is who is competent where. */
export function metrologyRegister(roots: readonly CompetentRoot[], naming: ReadNaming) {
  const { byTwo } = caseActions(stateOf, ROLES);
  const attest: Action<z.infer<typeof inputs.attest>> = action({
    name: 'attest',
    input: inputs.attest,
    stream: ({ stream }) => stream,
    facts: async (reads, input) => ({
      before: stateOf(await reads.facts(input.stream)),
      taken: await readTaken(reads, input),
    }),
    rules: (input, found, actor, now) => mayAttest(input, { ...found, roots }, { actor, now }),
    twoPerson: { meaning: MEANINGS.attest, ...ROLES },
  }) as Action<z.infer<typeof inputs.attest>>;
  const change = byTwo({ name: 'change', input: inputs.change, meaning: MEANINGS.change, rules: mayChange });
  const cancel = byTwo({ name: 'cancel', input: inputs.cancel, meaning: MEANINGS.cancel, rules: mayCancel });
  const submit = submitOf(roots);
  return defineRegister({
    name: 'metrology',
    kinds: [...METROLOGY_KINDS, 'StatusChange'],
    fold: metrologyFold,
    actions: [attest, change, cancel, submit],
    routes: [...publicRoutes, listResting, whoMustSwitch(naming), ...caseRoutes({ attest, change, cancel })],
    submission: { action: submit, kinds: METROLOGY_KINDS, stream: ({ id }) => id.slice('urn:uuid:'.length) },
  });
}

/** What an authority signed elsewhere is held against what others of it are on record, like what is signed here. */
function submitOf(roots: readonly CompetentRoot[]): Action<SignedSubmission> {
  const alone = submitSigned(({ kind, body }, facts, acting) => {
    const found = faultsOfAttested(attestedIn(kind, body), { roots, before: undefined }, acting);
    if (isUntouched(facts)) return found;
    return [...found, { code: 'ALREADY_ATTESTED', detail: 'Another statement is on record there.' }];
  }, ROLES);
  const submit = action<SignedSubmission, { readonly facts: readonly Fact[]; readonly taken: readonly Taken[] }>({
    ...alone,
    async facts(reads, { stream, statement: { kind, body } }) {
      const facts = await reads.facts(stream);
      return { facts, taken: await readTaken(reads, { stream, attested: attestedIn(kind, body) }) };
    },
    rules(input, { facts, taken }, actor, now) {
      const ruling = alone.rules(input, facts, actor, now);
      const { kind, body } = input.statement;
      const found = faultsOfUniqueness(attestedIn(kind, body), { taken, authority: actor.party });
      return ruling.allowed ? rulingOf(found, ruling.produces) : { ...ruling, reasons: [...ruling.reasons, ...found] };
    },
  });
  return submit as Action<SignedSubmission>;
}

function attestedIn(kind: string, body: JsonObject): Attested {
  const { id, ...rest } = body.credentialSubject as { readonly id: string };
  return attested.parse({ kind, subject: kind === 'Designation' ? { id, ...rest } : rest });
}
