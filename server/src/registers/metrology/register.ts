// SPDX-License-Identifier: Apache-2.0
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { defineRegister } from '../../record-keeping/define-register.ts';
import { isUntouched, submitSigned } from '../../record-keeping/submit-signed.ts';
import { metrologyFold } from './fold.ts';
import { attested, inputs, METROLOGY_KINDS } from './record.ts';
import { caseRoutes, publicRoutes } from './routes.ts';
import { type ReadNaming, whoMustSwitch } from './switching.ts';
import { faultsOfAttested, MEANINGS, mayAttest, mayChange, stateOf } from './rules.ts';

const ROLES = { proposerRoles: ['metrology-proposer'], deciderRoles: ['metrology-decider'] };

/** What metrology authorities attest: standards, specifications, types, institutes. `roots` is who is competent where. */
export function metrologyRegister(roots: readonly CompetentRoot[], naming: ReadNaming) {
  const { byTwo } = caseActions(stateOf, ROLES);
  const attest = byTwo({
    name: 'attest',
    input: inputs.attest,
    meaning: MEANINGS.attest,
    rules: (input, before, acting) => mayAttest(input, { before, roots }, acting),
  });
  const change = byTwo({ name: 'change', input: inputs.change, meaning: MEANINGS.change, rules: mayChange });
  const submit = submitSigned(({ kind, body }, facts, acting) => {
    const { id, ...rest } = body.credentialSubject as { readonly id: string };
    const given = attested.parse({ kind, subject: kind === 'Designation' ? { id, ...rest } : rest });
    const found = faultsOfAttested(given, { roots, before: undefined }, acting);
    if (isUntouched(facts)) return found;
    return [...found, { code: 'ALREADY_ATTESTED', detail: 'Another statement is on record there.' }];
  }, ROLES);
  return defineRegister({
    name: 'metrology',
    kinds: [...METROLOGY_KINDS, 'StatusChange'],
    fold: metrologyFold,
    actions: [attest, change, submit],
    routes: [...publicRoutes, whoMustSwitch(naming), ...caseRoutes({ attest, change })],
    submission: { action: submit, kinds: METROLOGY_KINDS, stream: ({ id }) => id.slice('urn:uuid:'.length) },
  });
}
