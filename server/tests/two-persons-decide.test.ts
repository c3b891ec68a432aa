// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../src/record-keeping/define-register.ts';
import { as, meaningOf, openTestWorld, reauthenticated, type TestWorld } from './record-fixture.ts';
import { ann, changePermit, dan, entryOf, issuePermit } from './sample-cases.ts';
import { evaluate, expire, issue, MEANING, permitRegister, permits, saveDraft, suspend } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

const meaning = (stream: string, proposal: number) => meaningOf(world, { actor: dan, action: issue, stream, proposal });
const signer = async (stream: string, proposal: number) =>
  reauthenticated(dan, await meaning(stream, proposal), world.clock.now());

async function proposePermit(): Promise<{ id: string; proposal: number }> {
  const id = world.record.newId();
  const input = { id, holder: 'Lei', from: '2026-01-01', until: '2026-12-31' };
  return { id, proposal: entryOf(await as(world, ann).propose(issue, input)) };
}

function codesOf(outcome: Outcome): readonly string[] {
  return outcome.outcome === 'refused' ? outcome.reasons.map((reason) => reason.code) : [];
}

describe('an action of two persons', () => {
  it('is drafted, proposed by one and decided by another; only then is a statement on record', async () => {
    const id = world.record.newId();
    await as(world, ann).act(saveDraft, { id, text: 'draft' });
    const input = { id, holder: 'Lei', from: '2026-01-01', until: '2026-12-31' };
    const proposal = entryOf(await as(world, ann).propose(issue, input));
    expect(await as(world, ann).reads.rows(permits).selectAll().where('id', '=', id).execute()).toEqual([]);
    const told = await meaning(id, proposal);
    expect(told.startsWith(`${MEANING} `)).toBe(true);
    const outcome = await as(world, await signer(id, proposal)).decide({ stream: id, proposal, verdict: 'approve' });
    expect(outcome).toMatchObject({ outcome: 'recorded', entries: [{ kind: 'decided' }, { kind: 'Permit' }] });
    const facts = await as(world, ann).reads.facts(id);
    expect(facts.map((fact) => fact.kind)).toEqual(['drafted', 'proposed', 'decided', 'Permit']);
    expect(facts[2]).toMatchObject({ content: { proposal, verdict: 'approve', signature: { meaning: told } } });
    expect(facts[3]).toMatchObject({
      statement: { body: { evidence: [{ type: ['TwoPersonDecision'], meaning: told, reauthenticatedBy: 'test' }] } },
    });
    expect(JSON.stringify(facts[3])).not.toContain('"dan"');
  });

  it('is refused once the case was changed after the proposal: nobody signs what was not proposed', async () => {
    const { id, proposal } = await proposePermit();
    await as(world, dan).act(evaluate, { id, finding: 'looked at again' });
    const third = { ...(await signer(id, proposal)), person: 'fay' };
    expect(codesOf(await as(world, third).decide({ stream: id, proposal, verdict: 'approve' }))).toEqual([
      'CHANGED_SINCE_PROPOSAL',
    ]);
    expect(await as(world, third).decide({ stream: id, proposal, verdict: 'reject' })).toMatchObject({
      outcome: 'recorded',
    });
  });

  it('is refused to the proposer and to who evaluated, though they have the role', async () => {
    const { id, proposal } = await proposePermit();
    const both = { ...(await signer(id, proposal)), person: 'ann' };
    expect(codesOf(await as(world, both).decide({ stream: id, proposal, verdict: 'approve' }))).toEqual([
      'SAME_PERSON',
    ]);
    await as(world, dan).act(evaluate, { id, finding: 'fine' });
    expect(
      codesOf(await as(world, await signer(id, proposal)).decide({ stream: id, proposal, verdict: 'approve' })),
    ).toEqual(['EVALUATOR_DECIDES']);
  });

  it('is refused without the roles, and without a fresh proof of who signs what', async () => {
    const { id, proposal } = await proposePermit();
    const decide = (actor: typeof dan) => as(world, actor).decide({ stream: id, proposal, verdict: 'approve' });
    expect(codesOf(await decide(dan))).toEqual(['NOT_REAUTHENTICATED']);
    expect(codesOf(await decide({ ...(await signer(id, proposal)), roles: ['assessor'] }))).toEqual(['NOT_A_DECIDER']);
    expect(codesOf(await decide(reauthenticated(dan, 'I looked at it.', world.clock.now())))).toEqual([
      'MEANING_DIFFERS',
    ]);
    expect(codesOf(await decide(reauthenticated(dan, await meaning(id, proposal), '2026-11-22T11:54:59Z')))).toEqual([
      'REAUTHENTICATION_NOT_FRESH',
    ]);
    expect(
      codesOf(await as(world, dan).propose(issue, { id: 'x', holder: 'L', from: '2026-01-01', until: '2026-01-02' })),
    ).toEqual(['NOT_A_PROPOSER']);
    await expect(as(world, ann).act(issue, { id: 'x', holder: 'L', from: '', until: '' })).rejects.toThrow(TypeError);
  });

  it('asks the rules again at the decision, and decides each proposal once, one after the other', async () => {
    const { id, proposal } = await proposePermit();
    const input = { id, holder: 'Lei', from: '2026-01-01', until: '2026-12-31' };
    const rival = entryOf(await as(world, ann).propose(issue, input));
    const decided = async (each: number) =>
      as(world, await signer(id, each)).decide({ stream: id, proposal: each, verdict: 'approve' });
    const [one, two] = await Promise.all([proposal, rival].map(decided));
    expect([one, two].map((outcome) => outcome?.outcome).sort()).toEqual(['recorded', 'refused']);
    expect([...codesOf(one as Outcome), ...codesOf(two as Outcome)]).toEqual(['PROPOSAL_OVERTAKEN']);
    const by = as(world, await signer(id, proposal));
    const again = [
      await by.decide({ stream: id, proposal, verdict: 'approve' }),
      await by.decide({ stream: id, proposal: 424_242, verdict: 'approve' }),
    ];
    expect(again.flatMap(codesOf)).toContain('NO_OPEN_PROPOSAL');
  });

  it('can be rejected, which records the remark and nothing else, and then be proposed anew', async () => {
    const { id, proposal } = await proposePermit();
    const decision = { stream: id, proposal, verdict: 'reject', remark: 'scope unclear' } as const;
    expect(await as(world, dan).decide(decision)).toMatchObject({
      outcome: 'recorded',
      entries: [{ kind: 'decided' }],
    });
    expect(await as(world, ann).reads.rows(permits).selectAll().where('id', '=', id).execute()).toEqual([]);
    expect(codesOf(await as(world, await signer(id, proposal)).decide({ ...decision, verdict: 'approve' }))).toEqual([
      'NO_OPEN_PROPOSAL',
    ]);
  });

  it('cannot suspend what is not in force', async () => {
    const outcome = await as(world, ann).propose(suspend, {
      id: 'nothing',
      changeId: world.record.newId(),
      on: '2026-05-01',
    });
    expect(codesOf(outcome)).toEqual(['NOT_IN_FORCE']);
  });
});

describe('the clock', () => {
  it('lets expire what is due, once, for each owner, and leaves the rest', async () => {
    const due = await issuePermit(world, { until: '2026-11-21' });
    const lasting = await issuePermit(world, { until: '2026-11-23' });
    const withdrawn = await issuePermit(world, { until: '2026-11-01' });
    await changePermit(world, { id: withdrawn, on: '2026-10-01', to: 'withdraw' });
    const [first, second] = await Promise.all([1, 2].map(() => world.record.expireDue(world.clock.now())));
    const done = [...(first ?? []), ...(second ?? [])].filter(({ outcome }) => outcome.outcome === 'recorded');
    expect(done.map(({ outcome }) => 'stream' in outcome && outcome.stream)).toEqual([due]);
    expect(await world.record.expireDue(world.clock.now())).toEqual([]);
    const states = await as(world, ann).reads.rows(permits, { on: '2026-11-22' }).select(['id', 'state']).execute();
    expect(states.find((row) => row.id === due)?.state).toBe('expired');
    expect(states.find((row) => row.id === lasting)?.state).toBe('in-force');
    const [last] = (await as(world, ann).reads.facts(due)).slice(-1);
    expect(last).toMatchObject({ kind: 'expired', owner: ann.party, actor: { person: 'clock' } });
  });

  it('is not somebody who calls themselves so', async () => {
    const id = await issuePermit(world);
    expect(codesOf(await as(world, ann).act(expire, { id, on: '2026-11-22' }))).toEqual(['NOT_DUE']);
  });
});
