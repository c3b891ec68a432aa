// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { addDays, instantFromMilliseconds, parseCalendarDay } from '@touchstone/identifiers';
import type { NodeServices } from '../compose-node.ts';
import { openProposals } from '../http/proposals.ts';
import { dayAt } from '../record-keeping/local-day.ts';
import { blindCode } from '../registers/rounds/code.ts';
import type { Seed } from '../seeds.ts';
import { DOUBT, DOUBT_CHAIN, WAITING_DRAFT } from './doubt-chain.ts';
import { METROLOGY_CHAIN } from './metrology-chain.ts';
import { demonstrationDid, demonstrationKey } from './parties.ts';
import {
  act,
  actionOf,
  filled,
  inNameOf,
  isDone,
  type Planter,
  plantStatement,
  type References,
  refer,
  uuidOf,
} from './planting.ts';
import { CHECKS, PARTICIPANTS, type Participant, ROUND, resultOf } from './round-plan.ts';

const BEGUN = '2026-10-01T00:00:00Z';
const PROVIDER = { register: 'rounds', label: 'proficiency-provider', jurisdiction: 'HK' };
const MINUTE = 60_000;

/** A published round, a doubt that hits two organisations, a draft before its gate: by the registers' own acts. */
export function measurementSeed(): Seed {
  return {
    name: 'demonstration-measurement',
    async plant(services) {
      const did = demonstrationDid(PROVIDER.label);
      await services.keys.addKey({ controller: did, ...demonstrationKey(did), from: '2025-01-01T00:00:00Z' });
      await plantRound(services);
      await plantDoubt(services);
      const stream = uuidOf('waiting draft', BEGUN);
      const drafter = { register: 'laboratories', label: 'laboratory' };
      await act(services, drafter, 'draft', { stream, document: WAITING_DRAFT, visibility: 'private' });
    },
  };
}

async function plantRound(services: NodeServices): Promise<void> {
  const stream = uuidOf('round of proficiency testing', BEGUN);
  // Opened a minute before its deadline, which is now; one that was cut off keeps the deadline that it has.
  const deadline = (await deadlineOf(services, stream)) ?? services.clock();
  const provider = { ...PROVIDER, now: instantFromMilliseconds(Date.parse(deadline) - MINUTE) };
  const party = demonstrationDid(PROVIDER.label);
  await act(services, provider, 'open', { stream, party, ...ROUND, deadline }, ['OPENED']);
  const view = { services, stream, now: provider.now };
  for (const each of PARTICIPANTS) await enrol(view, each);
  for (const check of CHECKS) await act(services, provider, 'check', { stream, check }, ['PUBLISHED']);
  await act(services, provider, 'dispatch', { stream, sentOn: dayAt(provider.now) }, ['SENT']);
  for (const each of PARTICIPANTS) {
    const part = { round: stream, stream: `${stream} ${demonstrationDid(each.label)}` };
    await act(services, partOf(view, each), 'send', { ...part, results: [resultOf(each)] }, ['ROUND_SCORED']);
  }
  const after = { ...PROVIDER, now: deadline };
  await act(services, after, 'score', { stream, treatments: [] }, ['PUBLISHED']);
  await byTwo(services, after, {
    ...{ action: 'publish', roles: ['proficiency-coordinator', 'proficiency-decider'], done: 'PUBLISHED' },
    input: { stream, id: uuidOf('report of the round', BEGUN) },
  });
}

interface View {
  readonly services: NodeServices;
  readonly stream: string;
  readonly now: string;
}

const partOf = ({ now }: View, { label, jurisdiction }: Participant): Planter => ({
  ...{ register: 'rounds', label, jurisdiction, now },
});

/** The provider may read the part, as it is given when a laboratory enrols by the interface. */
async function enrol(view: View, each: Participant): Promise<void> {
  const { services, stream: round } = view;
  const stream = `${round} ${demonstrationDid(each.label)}`;
  const chance = createHash('sha256').update(stream).digest('hex').slice(0, 10);
  const enrolment = { round, stream, code: blindCode(chance), name: each.name };
  await act(services, partOf(view, each), 'enrol', enrolment, ['ENROLLED', 'ENROLMENT_CLOSED']);
  await inNameOf(services, partOf(view, each), ({ grant }) =>
    grant(stream, demonstrationDid(PROVIDER.label), 'contribute'),
  );
}

/** The deadline of a round that an earlier planting opened before it was cut off. */
function deadlineOf(services: NodeServices, stream: string): Promise<string | undefined> {
  return inNameOf(services, PROVIDER, async ({ reads }) => {
    const opened = (await reads.facts(stream)).find(({ kind }) => kind === 'round-opened');
    const deadline = opened?.source === 'case-event' ? opened.content.deadline : undefined;
    return typeof deadline === 'string' ? deadline : undefined;
  });
}

/** The institute that found the weight off raises the doubt; the clock then finds who is hit. */
async function plantDoubt(services: NodeServices): Promise<void> {
  const references: References = new Map();
  for (const planned of METROLOGY_CHAIN) await refer(services, planned, references);
  for (const planned of DOUBT_CHAIN) await plantStatement(services, planned, references);
  const now = services.clock();
  const replyBy = addDays(parseCalendarDay(dayAt(now)), 30);
  const doubt = filled({ ...DOUBT, replyBy, relied: [] }, references) as object;
  const input = { stream: uuidOf('doubt about the check weight', BEGUN), ...doubt };
  const institute = { register: 'impact', label: 'metrology-institute', now };
  const roles = ['laboratory-tester', 'laboratory-signatory'] as const;
  await byTwo(services, institute, { action: 'raise', roles, input, done: 'ALREADY_RAISED' });
}

interface ByTwo {
  readonly action: string;
  readonly input: { readonly stream: string; readonly [member: string]: unknown };
  readonly roles: readonly [proposer: string, decider: string];
  /** What is answered where it was done before. */
  readonly done: string;
}

/** Proposed and decided, with signatures that say they are a demonstration's. */
async function byTwo(services: NodeServices, planter: Planter, { action, input, roles, done }: ByTwo): Promise<void> {
  const [proposer, decider] = roles;
  const named = actionOf(services, planter.register, action);
  const proposing = { ...planter, person: 'seed-proposer', roles: [proposer] };
  const proposed = await inNameOf(services, proposing, ({ propose }) => propose(named, input));
  if (isDone(proposed, [done])) return;
  const deciding = { ...planter, person: 'seed-decider', roles: [decider] };
  const [waiting] = await inNameOf(services, deciding, async ({ reads }) =>
    openProposals(await reads.facts(input.stream), [named]),
  );
  if (waiting === undefined) throw new TypeError(`the demonstration does not fit: nothing waits for ${action}`);
  const { proposal, meaning } = waiting;
  const decided = await inNameOf(services, { ...deciding, meaning }, ({ decide }) =>
    decide({ stream: input.stream, proposal, verdict: 'approve' }),
  );
  isDone(decided, []);
}
