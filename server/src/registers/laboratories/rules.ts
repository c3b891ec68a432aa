// SPDX-License-Identifier: Apache-2.0
import { concealedField } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { composeBody, requireFigures, requireNames, StatementError } from '@touchstone/statements';
import type { z } from 'zod';
import type { KnownCompetence } from '../../record-keeping/competence.ts';
import type { Produced, Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { endsOf, passedEvent, refusalsOf } from '../../record-keeping/issue-gate.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { refuseSignature } from '../../record-keeping/two-person.ts';
import type { Draft, LaboratoryCase, Signed } from './case.ts';
import { type Around, gateOf } from './gate.ts';
import type { inputs, LaboratoryDocument, ReportDraft, SamplingDraft } from './record.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  sign: 'I took these samples as recorded here, and sealed them.',
  issue: 'I reviewed these results, which another person obtained, and authorise this report.',
  revoke: 'I declare that this report must no longer be relied on.',
  eraseWords: 'I decide that what is said in words of this authorisation of a person is erased for good.',
} as const;

/** Drafting: of a new document, again until it is signed, and of what is to take the place of a signed one. */
export function mayDraft(input: Draft, state: LaboratoryCase, { actor, now }: Acting): Ruling {
  const { document, visibility, replacing } = input;
  const reasons = faultsOf(document, { actor, now });
  const { signed } = state;
  if (signed !== undefined && replacing === undefined) {
    reasons.push({
      code: 'NO_REASON',
      detail: 'It is signed already; say in "replacing" why another takes its place.',
    });
  }
  if (signed === undefined && replacing !== undefined) {
    reasons.push({ code: 'NOTHING_TO_REPLACE', detail: 'Nothing was signed yet that could be replaced.' });
  }
  if (signed?.status === 'revoked') reasons.push({ code: 'REVOKED', detail: 'It was revoked; open a new case.' });
  const kind = signed?.kind ?? state.draft?.document.kind;
  if (kind !== undefined && kind !== document.kind) {
    reasons.push({ code: 'OTHER_KIND', detail: `This case is about a ${kind}.` });
  }
  const content = {
    document: document as unknown as JsonObject,
    visibility,
    ...(replacing === undefined ? {} : { replacing }),
  };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'drafted', content }]);
}

/** What `maySign` and `mayIssue` give names to. */
export interface NewIds {
  readonly id: string;
  /** For the change of status of the document that is replaced, where one is. */
  readonly changeId: string;
}

/** The sampler signs alone, for what was seen and done on the spot. ISO/IEC 17025:2017, 7.3.3. */
export function maySign(
  input: NewIds & { readonly signer: { readonly name: string; readonly salt: string } },
  state: LaboratoryCase,
  acting: Acting,
): Ruling {
  const { actor, now } = acting;
  const { draft } = state;
  if (draft?.document.kind !== 'SamplingRecord')
    return refused('NO_DRAFT', 'There is no draft of a sampling record to sign.');
  const reasons = [...refuseSignature(MEANINGS.sign, actor, now), ...faultsOf(draft.document, acting)];
  if (reasons.length > 0) return { allowed: false, reasons };
  const { name: value, salt } = input.signer;
  const disclosure = { path: '/evidence/0/person', salt, value };
  const evidence = {
    type: ['PersonalSignature'],
    signedAt: actor.reauthentication?.at,
    reauthenticatedBy: actor.reauthentication?.method,
    meaning: MEANINGS.sign,
    ...(actor.reauthentication?.actDigest === undefined ? {} : { actDigest: actor.reauthentication.actDigest }),
    person: concealedField(disclosure, nodeSuite),
  };
  const subject = { ...draft.document.subject, id: `urn:uuid:${input.id}` };
  const body = composeBody('SamplingRecord', {
    uuid: input.id,
    issuer: actor.party,
    validFrom: now,
    subject,
    evidence: [evidence],
  });
  const statement: Produced = { ...statementOf('SamplingRecord', body, draft), disclosures: [disclosure] };
  return rulingOf([], [statement, ...replacement(input, { draft, signed: state.signed }, acting)]);
}

/** What `mayIssue` looks at. */
export interface IssueFacts {
  readonly state: LaboratoryCase;
  readonly competence: KnownCompetence;
  readonly around: Around;
}

/** An authorised signatory, who is another than the tester, issues a report. ISO/IEC 17025:2017, 7.8.1.1 and 7.8.2.1 o. */
export function mayIssue(
  input: NewIds & { readonly reasons: Readonly<Record<string, string>> },
  { state, competence, around }: IssueFacts,
  acting: Acting,
): Ruling {
  const { actor, now } = acting;
  const { draft } = state;
  if (draft?.document.kind !== 'TestReport') return refused('NO_DRAFT', 'There is no draft of a test report to issue.');
  const { subject } = draft.document;
  const gate = gateOf(subject, around, acting);
  const reasons = [
    ...faultsOf(draft.document, acting),
    ...faultsOfCompetence(subject, competence),
    ...refusalsOf(gate, input.reasons),
  ];
  if (reasons.length > 0) return { allowed: false, reasons };
  const { reauthentication } = actor;
  const signatory = {
    function: 'authorised signatory',
    meaning: MEANINGS.issue,
    ...(reauthentication === undefined
      ? {}
      : { reauthenticatedAt: reauthentication.at, method: reauthentication.method }),
  };
  const body = composeBody('TestReport', {
    ...{ uuid: input.id, issuer: actor.party, validFrom: now },
    subject: { ...subject, id: `urn:uuid:${input.id}`, issuedOn: dayAt(now), signatory },
  });
  return rulingOf(
    [],
    [
      { source: 'case-event', kind: 'gate-passed', content: passedEvent(gate, input.reasons) },
      statementOf('TestReport', body, draft),
      ...replacement(input, { draft, signed: state.signed }, acting),
    ],
  );
}

/** Whoever tested records their own steps; of a result that the draft has, and nothing that is still to come. */
export function mayRecordWork(
  { work }: z.infer<typeof inputs.record>,
  { draft }: LaboratoryCase,
  { now }: Acting,
): Ruling {
  if (draft?.document.kind !== 'TestReport') return refused('NO_DRAFT', 'There is no draft of a test report.');
  const reasons: Reason[] = [];
  if (!draft.document.subject.results.some(({ result }) => result === work.result)) {
    reasons.push({ code: 'NO_SUCH_RESULT', detail: `The draft has no result ${work.result}.` });
  }
  const ahead = endsOf(work).find((to) => Date.parse(to) > Date.parse(now));
  if (ahead !== undefined) reasons.push({ code: 'IN_THE_FUTURE', detail: `${ahead} has not come yet.` });
  const content = { work: JSON.parse(JSON.stringify(work)) };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'worked', content }]);
}

/** Two persons of the laboratory take a report back; it stays on record, and says so for ever. */
export function mayRevoke(
  { id, reason }: { readonly id: string; readonly reason: string },
  { signed }: LaboratoryCase,
  acting: Acting,
): Ruling {
  if (signed === undefined) return refused('NOT_SIGNED', 'Nothing was signed that could be revoked.');
  if (signed.status === 'revoked') return refused('REVOKED', 'It is revoked already.');
  const change = { id, of: signed.reference, status: 'revoked' as const, from: acting.now, reason };
  return rulingOf([], [statusStatement(change, acting)]);
}

/** Where there was a document before, its change of status, pointing to the one that is signed in the same act. */
function replacement(
  { id, changeId }: NewIds,
  { draft, signed }: { readonly draft: Draft; readonly signed: Signed | undefined },
  acting: Acting,
): readonly Produced[] {
  if (signed === undefined) return [];
  const { replacing: reason = 'replaced' } = draft;
  const change = statusStatement(
    { id: changeId, of: signed.reference, status: 'replaced', from: acting.now, reason },
    acting,
  );
  return [{ ...change, refersTo: [{ path: ['credentialSubject', 'replacedBy'], id: `urn:uuid:${id}` }] }];
}

type ProducedStatement = Extract<Produced, { readonly source: 'statement' }>;

function statementOf(kind: string, body: unknown, { visibility }: Draft): ProducedStatement {
  return { source: 'statement', kind, body: body as JsonObject, visibility };
}

/** Only where this node knows of an attestation: elsewhere the verdict looks, and says what it found. */
function faultsOfCompetence(
  { results }: ReportDraft,
  { attested, inForce, states }: KnownCompetence,
): readonly Reason[] {
  if (!attested || inForce || results.every((result) => result.underScope === false)) return [];
  const detail = `The attestation of this laboratory is ${states.join(', ')}; results under its scope cannot be issued, others must say underScope: false.`;
  return [{ code: 'COMPETENCE_NOT_IN_FORCE', detail }];
}

function faultsOf(document: LaboratoryDocument, acting: Acting): Reason[] {
  const own =
    document.kind === 'TestReport'
      ? faultsOfReport(document.subject, acting)
      : faultsOfSampling(document.subject, acting);
  return [...own, ...faultsOfContent(document)];
}

/** Figures and names that nobody could sign are told when they are written down, and not once somebody is asked to sign. */
function faultsOfContent(document: LaboratoryDocument): Reason[] {
  return [requireFigures, requireNames].flatMap((requireSound) => {
    try {
      requireSound(document);
      return [];
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      return error.faults.map((detail) => ({ code: error.code, detail }));
    }
  });
}

function faultsOfReport({ laboratory, results, sample }: ReportDraft, { actor, now }: Acting): Reason[] {
  const reasons: Reason[] = [];
  if (laboratory.id !== actor.party) {
    reasons.push({ code: 'OTHER_LABORATORY', detail: `${actor.party} cannot report for ${laboratory.id}.` });
  }
  const received = dayAt(sample.receivedAt);
  for (const { result, testedOn } of results) {
    if (testedOn < received) {
      reasons.push({
        code: 'TESTED_BEFORE_RECEIPT',
        detail: `${result}: tested on ${testedOn}, and the sample came on ${received}.`,
      });
    }
    if (testedOn > dayAt(now))
      reasons.push({ code: 'IN_THE_FUTURE', detail: `${result}: ${testedOn} has not come yet.` });
  }
  return [...reasons, ...faultsOfNames(results.map(({ result }) => result))];
}

function faultsOfSampling({ sampler, samples, takenAt }: SamplingDraft, { actor, now }: Acting): Reason[] {
  const reasons = faultsOfNames(samples.map(({ sample }) => sample));
  if (sampler.did !== actor.party) {
    reasons.push({ code: 'OTHER_SAMPLER', detail: `${actor.party} cannot record what ${sampler.name} took.` });
  }
  if (Date.parse(takenAt) > Date.parse(now))
    reasons.push({ code: 'IN_THE_FUTURE', detail: `${takenAt} has not come yet.` });
  return reasons;
}

function faultsOfNames(names: readonly string[]): Reason[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? [] : [{ code: 'NAME_TWICE', detail: `"${twice}" is there twice.` }];
}
