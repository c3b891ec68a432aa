// SPDX-License-Identifier: Apache-2.0
// The routes that every register of cases has: open one, act in it, decide what was proposed in it, read it. Each act
// within a case looks first whether the asker may see the case at all, so that no act tells of one that they may not.
import { decision, proposal } from '@touchstone/contract';
import { type ZodType, z } from 'zod';
import { type Access, type Action, type Outcome, type RouteContext, route } from '../record-keeping/define-register.ts';
import type { Fact } from '../record-keeping/fact.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import { actAnswer, decideProposal, openProposals, RECORDED, readCase } from './proposals.ts';

/** The case in the path. */
export const caseParams = z.strictObject({ stream: z.uuid() });

/** What is said of each act: the rest is the same for all. */
interface ActRoute<Body> {
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly access: Access;
  readonly body: ZodType<Body>;
}

/** POST that opens a case; the handler gives it its name. */
export function openCase<Body>({
  act,
  ...described
}: ActRoute<Body> & { act(context: RouteContext, body: NoInfer<Body>): Promise<Outcome> }) {
  return route({
    ...described,
    method: 'POST',
    responses: RECORDED,
    handle: async (context, { body }) => actAnswer(await act(context, body)),
  });
}

/** POST that acts in the case of the path. */
export function actInCase<Body>({
  act,
  ...described
}: ActRoute<Body> & { act(context: RouteContext, stream: string, body: NoInfer<Body>): Promise<Outcome> }) {
  return route({
    ...described,
    method: 'POST',
    params: caseParams,
    responses: RECORDED,
    async handle(context, { params: { stream }, body }) {
      await readCase(context, stream);
      return actAnswer(await act(context, stream, body));
    },
  });
}

/** POST by which the second person approves or rejects what the first proposed in the case of the path. */
export function decideInCase({
  actions,
  ...described
}: Omit<ActRoute<never>, 'body'> & { readonly actions: readonly Action[] }) {
  return route({
    ...described,
    method: 'POST',
    params: caseParams,
    body: decision,
    responses: RECORDED,
    handle: (context, { params: { stream }, body }) => decideProposal(context, { stream, body, actions }),
  });
}

/** GET of one case of the own organisation: the parts that every case shows, and what the register says of its own. */
export function readCaseWith({
  answer,
  actions,
  of,
  ...described
}: Omit<ActRoute<never>, 'body'> & {
  readonly answer: ZodType;
  readonly actions: readonly Action[];
  of(facts: readonly Fact[], context: RouteContext, stream: string): object | Promise<object>;
}) {
  return route({
    ...described,
    method: 'GET',
    params: caseParams,
    responses: { 200: { description: 'The case', schema: answer } },
    async handle(context, { params: { stream } }) {
      const facts = await readOwnCase(context, stream);
      return { status: 200, body: { ...casePartsOf(stream, facts, actions), ...(await of(facts, context, stream)) } };
    },
  });
}

/** Schemas of what every case shows: its name, what waits for a decision, and every event. */
export const CASE_PARTS = {
  stream: z.string(),
  proposals: z.array(proposal),
  events: z.array(z.strictObject({ entry: z.int(), kind: z.string(), by: z.string(), at: z.string() })),
} as const;

/** The facts of one's own case; what is public of somebody else's is no case, and its register entry shows it. */
export async function readOwnCase(context: RouteContext, stream: string): Promise<readonly Fact[]> {
  const facts = await readCase(context, stream);
  if (facts[0]?.source !== 'case-event') throw new RecordError('UNKNOWN_STREAM', 'no such case', { stream });
  return facts;
}

/** The parts that every case shows, of `CASE_PARTS`. */
export function casePartsOf(stream: string, facts: readonly Fact[], actions: readonly Action[]) {
  const events = facts.flatMap((fact) =>
    fact.source === 'case-event'
      ? [{ entry: fact.entry, kind: fact.kind, by: fact.actor.person, at: fact.recordedAt }]
      : [],
  );
  return { stream, proposals: openProposals(facts, actions), events };
}
