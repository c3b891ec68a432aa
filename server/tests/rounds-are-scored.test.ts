// SPDX-License-Identifier: Apache-2.0
// One whole round: 21 demonstration laboratories, the published results of ISO 13528:2022, E.4, from enrolment to follow-up.
import type { PublicRound } from '@touchstone/contract';
import { writeWorkbook } from '@touchstone/dossier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { clockRound } from './impact-in-use.ts';
import {
  accreditProvider,
  authoriser,
  coordinator,
  laboratories,
  loginOf,
  MERCURY,
  mercury,
  partIn,
  partyOf,
  PROVIDER,
  provide,
  publish,
  resultOf,
  rivalProvider,
  roundOf,
  running,
  STABILITY,
  url,
  workbookRequest,
} from './rounds-in-use.ts';
import { attest } from './registers-in-use.ts';
import { createAccount } from '../src/access/accounts.ts';
import {
  type Login,
  openTestNode,
  PARTIES,
  PASSWORD,
  type Request,
  reauthentication,
  type TestNode,
} from './test-node.ts';

let node: TestNode;
let round: string;
const LABS = MERCURY.map(({ lab }) => lab);
const [ONE, TWO] = LABS as [string, string];
const view = (login?: Login) => node.get<PublicRound>(login, url(round));
const refusedWith = async (login: Login, path: string, body: object, of = round) => {
  const problem = await node.problem(login, { method: 'POST', url: url(of, path), body });
  return ((problem as unknown as { errors?: { code: string }[] }).errors ?? []).map(({ code }) => code);
};

beforeAll(async () => {
  node = await openTestNode();
  await provide(node);
  await laboratories(node, LABS);
});
afterAll(() => node.end());

describe('opening a round', () => {
  const codes = async (more: object) => {
    const problem = await node.problem(coordinator, {
      method: 'POST',
      url: '/api/proficiency-rounds',
      body: roundOf(more),
    });
    return (problem as unknown as { errors: { code: string }[] }).errors.map(({ code }) => code);
  };

  it('under accreditation needs a line to ISO/IEC 17043 that is in force, and says otherwise that it is not', async () => {
    expect(await codes({ underAccreditation: true })).toEqual(['NOT_IN_SCOPE']);
    await accreditProvider(node);
    expect(await codes({ underAccreditation: true, measurands: [mercury({ substance: 'pb' })] })).toEqual([
      'NOT_IN_SCOPE',
    ]);
    const { stream } = await node.act(coordinator, '/api/proficiency-rounds', roundOf({ underAccreditation: true }));
    expect(await node.get(undefined, url(stream))).toMatchObject({ accredited: true, state: 'enrolling' });
  });

  it('needs time to measure, units that are known and a plan that can be scored by', async () => {
    expect(await codes({ deadline: '2026-11-01T00:00:00Z' })).toEqual(['NO_TIME_TO_MEASURE']);
    expect(await codes({ measurands: [mercury({ unit: 'spoons' })] })).toEqual(['UNKNOWN_UNIT']);
    expect(await codes({ measurands: [mercury({ sigma: undefined })] })).toEqual(['NO_SIGMA']);
    const odd = { from: 'precision-experiment', sigmaR: '0.1', sigmar: '0.9', replicates: 2 };
    expect(await codes({ measurands: [mercury({ sigma: odd })] })).toEqual(['PLAN_CONTRADICTS']);
    const hundredth = mercury({ sigma: { from: 'horwitz', unitAsMassFraction: '0.01' } });
    expect(await codes({ measurands: [hundredth] })).toEqual(['PLAN_CONTRADICTS']);
    const crossed = { sigma: { from: 'results', least: '5', most: '1' } };
    expect(await codes({ measurands: [mercury(crossed)] })).toEqual(['PLAN_CONTRADICTS']);
    const coarse = mercury({ places: { assignedValue: 1, score: 0 } });
    expect(await codes({ measurands: [coarse] })).toEqual(['SCORE_PLACES_TOO_FEW', 'ASSIGNED_PLACES_TOO_FEW']);
  });

  it('keeps back what is known of the values', async () => {
    const { stream } = await node.act(coordinator, '/api/proficiency-rounds', roundOf());
    for (const login of [undefined, loginOf(ONE), rivalProvider]) {
      expect(JSON.stringify(await node.get(login, url(stream)))).not.toMatch(/0\.044|0\.0041/);
    }
    await node.problem(rivalProvider, { url: url(stream, '/case') });
    expect(await node.get(coordinator, url(stream, '/case'))).toMatchObject({
      opening: { measurands: [{ assigned: { value: '0.044' } }] },
    });
  });
});

describe('taking part', () => {
  it('gives each laboratory a code of its own, which no other laboratory and no other provider sees', async () => {
    round = await running(node, LABS);
    const codes = await Promise.all(LABS.map(async (lab) => (await partIn(node, round, lab)).code));
    expect(new Set(codes).size).toBe(21);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const own = JSON.stringify(await partIn(node, round, ONE));
    expect(codes.filter((code) => own.includes(code))).toHaveLength(1);
    await node.problem(loginOf(ONE), { url: url(round, '/participants') });
    await node.problem(rivalProvider, { url: url(round, '/participants') });
    await node.problem('tester', { url: url(round, '/participation') });
    const { items } = await node.get<{ items: { code: string; party: string }[] }>(
      coordinator,
      url(round, '/participants'),
    );
    expect(items.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(items.map(({ party }) => party).sort()).toEqual(LABS.map(partyOf).sort());
  });

  it('ends with the dispatch of the items, and happens once', async () => {
    expect(await refusedWith('tester', '/enrolments', { name: 'late' })).toEqual(['ENROLMENT_CLOSED']);
    const { stream } = await node.act(coordinator, '/api/proficiency-rounds', roundOf());
    await node.act(loginOf(ONE), url(stream, '/enrolments'), { name: 'One' });
    for (const [sentOn, code] of [
      ['1900-01-01', 'BEFORE_OPENING'],
      ['2026-11-21', 'BEFORE_OPENING'],
      ['2026-11-23', 'IN_THE_FUTURE'],
    ]) {
      expect(await refusedWith(coordinator, '/dispatches', { sentOn }, stream)).toEqual([code]);
    }
    expect(await refusedWith(loginOf(ONE), '/enrolments', { name: 'One' }, stream)).toEqual(['ENROLLED']);
    expect(await refusedWith(loginOf(ONE), '/results', { results: [resultOf(MERCURY[0] as never)] }, stream)).toEqual([
      'NOT_SENT',
    ]);
  });
});

describe('results', () => {
  it('with text in a number, another unit, too few digits or no factor are refused with the reason, and nothing is stored', async () => {
    const [first] = MERCURY as [(typeof MERCURY)[0]];
    const send = (...results: object[]) => refusedWith(loginOf(ONE), '/results', { results });
    expect(await send(resultOf(first, { value: 'about 0.013' }))).toEqual(['NOT_A_NUMBER']);
    expect(await send(resultOf(first, { unit: 'ug/kg' }))).toEqual(['OTHER_UNIT']);
    expect(await send(resultOf(first, { value: '0.01' }))).toEqual(['TOO_FEW_DIGITS']);
    expect(await send(resultOf(first, { expandedUncertainty: '-0.003' }))).toEqual(['NOT_POSITIVE']);
    expect(await send(resultOf(first, { coverageFactor: undefined }))).toEqual(['NO_COVERAGE_FACTOR']);
    // One number past all doubles would keep the whole round from being scored.
    for (const more of [{ value: `0.0${'1'.repeat(400)}` }, { value: '1e400' }, { expandedUncertainty: '1e400' }]) {
      expect(await send(resultOf(first, more))).toContain('NUMBER_OUT_OF_RANGE');
    }
    expect(await send(resultOf(first), resultOf(first))).toEqual(['RESULT_TWICE']);
    expect(await send(resultOf(first, { measurand: 'Pb' }))).toEqual(['NO_SUCH_MEASURAND']);
    expect((await partIn(node, round, ONE)).results).toEqual([]);
  });

  it('come by workbook too: text in a number is told with its cell and nothing is stored, the rest is taken whole', async () => {
    const [first] = MERCURY as [(typeof MERCURY)[0]];
    const { code } = await partIn(node, round, ONE);
    const template = await node.send(loginOf(ONE), { url: url(round, '/workbook?language=zh-Hans') });
    expect(template.headers['content-type']).toContain('spreadsheetml');
    const headings = ['代码', '被测量', '检测值', '单位', 'U', 'k'];
    const filled = async (value: string, of = code) => {
      const cells = [of, 'Hg', value, 'mg/kg', String(first.U), String(first.k)];
      return workbookRequest(round, await writeWorkbook([{ name: '能力验证结果', headings, rows: [cells] }]));
    };
    const faults = async (request: Promise<Request>) => {
      const { errors } = (await node.problem(loginOf(ONE), await request)) as unknown as {
        errors: { code: string; detail: string }[];
      };
      return errors.map((fault) => `${fault.code} ${/[A-Z]+[0-9]+(?=:)/.exec(fault.detail)?.[0]}`);
    };
    expect(await faults(filled('about 0.013'))).toEqual(['BAD_NUMBER C2']);
    expect(await faults(filled('0.01'))).toEqual(['TOO_FEW_DIGITS C2']);
    expect(await faults(filled('0.013', 'AAAA-BBBB'))).toEqual(['OTHER_CODE A2']);
    expect((await partIn(node, round, ONE)).results).toEqual([]);
    const sent = await node.send(loginOf(ONE), await filled('0.013'));
    expect([sent.status, (await partIn(node, round, ONE)).results]).toMatchObject([
      201,
      [{ value: '0.013', unit: 'mg/kg' }],
    ]);
    // Nothing takes their place by a heading that was changed, or by the template as it came.
    const changed = headings.with(2, 'Wert');
    const rows = [[code, 'Hg', '0.014', 'mg/kg', '', '']];
    const unread = await writeWorkbook([{ name: '能力验证结果', headings: changed, rows }]);
    expect(await faults(Promise.resolve(workbookRequest(round, unread)))).toEqual(['MISSING_COLUMN C1']);
    expect(await faults(filled(''))).toEqual(['NO_RESULTS undefined']);
    expect((await partIn(node, round, ONE)).results).toMatchObject([{ value: '0.013' }]);
  });

  it('are taken again until the deadline, late ones only for the first time', async () => {
    const [first, second, ...rest] = MERCURY as [(typeof MERCURY)[0], (typeof MERCURY)[0], ...typeof MERCURY];
    await node.act(loginOf(ONE), url(round, '/results'), { results: [resultOf(first, { value: '9.999' })] });
    const spelt = resultOf(first, { method: 'GB/T13081-2022' });
    await node.act(loginOf(ONE), url(round, '/results'), { results: [spelt] });
    for (const each of rest) await node.act(loginOf(each.lab), url(round, '/results'), { results: [resultOf(each)] });
    expect(await refusedWith(coordinator, '/scorings', {})).toEqual(['DEADLINE_NOT_REACHED']);
    const { stream: unsent } = await node.act(coordinator, '/api/proficiency-rounds', roundOf());
    await node.act(loginOf(ONE), url(unsent, '/enrolments'), { name: 'One' });
    const silent = await running(node, [ONE]);
    node.testClock.advance(3_600);
    // What was never sent, or of which nothing came, is no round; and nobody begins once it is over.
    expect(await refusedWith(coordinator, '/dispatches', { sentOn: '2026-11-22' }, unsent)).toEqual([
      'DEADLINE_PASSED',
    ]);
    expect(await refusedWith(loginOf(TWO), '/enrolments', { name: 'Two' }, unsent)).toEqual(['DEADLINE_PASSED']);
    expect(await refusedWith(coordinator, '/scorings', {}, unsent)).toEqual(['NOT_SENT']);
    expect(await refusedWith(coordinator, '/scorings', {}, silent)).toEqual(['NO_RESULTS']);
    expect(await refusedWith(loginOf(ONE), '/results', { results: [resultOf(first)] })).toEqual(['RESULTS_CLOSED']);
    await node.act(loginOf(TWO), url(round, '/results'), { results: [resultOf(second)] });
    expect(await partIn(node, round, TWO)).toMatchObject({ late: true, results: [{ value: '0.013' }] });
    expect(await partIn(node, round, ONE)).toMatchObject({ late: false });
  });

  it('that are late wait for a decision with its reason, which the laboratory reads', async () => {
    expect(await refusedWith(coordinator, '/scorings', {})).toEqual(['NOT_REVIEWED']);
    const { code } = await partIn(node, round, TWO);
    const review = { code, measurand: 'Hg', use: 'all', ground: 'late', because: 'The parcel was held by customs.' };
    const { code: inTime } = await partIn(node, round, ONE);
    expect(await refusedWith(coordinator, '/reviews', { ...review, code: inTime })).toEqual(['NOT_LATE']);
    await node.problem(rivalProvider, { method: 'POST', url: url(round, '/reviews'), body: review });
    await node.act(coordinator, url(round, '/reviews'), review);
    expect((await partIn(node, round, TWO)).reviews).toMatchObject([{ because: 'The parcel was held by customs.' }]);
  });
});

describe('the report', () => {
  it('shows nobody a figure before two persons have authorised it', async () => {
    await node.act(coordinator, url(round, '/scorings'), {});
    expect((await view()).measurands[0]).not.toHaveProperty('figures');
    expect((await partIn(node, round, ONE)).scores).toEqual([]);
    expect(await node.get(coordinator, url(round, '/case'))).toMatchObject({
      scored: { measurands: [{ figures: { count: 21 } }] },
    });
  });

  it('is neither asked for nor authorised while a check or a review that came since contradicts its scores', async () => {
    await node.act(coordinator, url(round, '/checks'), { ...STABILITY, after: ['0.0940', '0.0939'] });
    expect(await refusedWith(coordinator, '/proposals', {})).toEqual(['NOT_SCORED_SINCE']);
    await node.act(coordinator, url(round, '/checks'), STABILITY);
    await node.act(coordinator, url(round, '/proposals'), {});
    const { proposals } = await node.get<{ proposals: { proposal: number; digest: string; meaning: string }[] }>(
      authoriser,
      url(round, '/case'),
    );
    const [{ proposal, digest, meaning }] = proposals as [(typeof proposals)[0]];
    const { code } = await partIn(node, round, ONE);
    const review = { code, measurand: 'Hg', use: 'none', ground: 'blunder', because: 'A test portion was spilt.' };
    await node.act(coordinator, url(round, '/reviews'), review);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    expect(await refusedWith(authoriser, '/decisions', body)).toEqual(['NOT_SCORED_SINCE']);
    expect((await view()).state).toBe('scored');
    await node.act(coordinator, url(round, '/reviews'), { ...review, use: 'all', because: 'It was not spilt.' });
  });

  it('prints the scores that ISO 13528:2022, E.4 prints, under codes', async () => {
    const report = await publish(node, round);
    const seen = await view();
    expect(seen).toMatchObject({ state: 'published', report });
    const [hg] = seen.measurands as [PublicRound['measurands'][0]];
    expect(hg.figures).toMatchObject({
      assignedValue: '0.044',
      standardUncertainty: '0.0041',
      sigmaPt: '0.0066',
      count: 21,
    });
    expect(hg.figures?.homogeneity).toMatchObject({ items: 10, met: true, clause: 'B.2.2' });
    for (const { lab, published } of MERCURY) {
      const { code } = await partIn(node, round, lab);
      const line = hg.lines?.find((one) => one.code === code);
      expect([lab, line?.score]).toEqual([lab, published.zprime.toFixed(2)]);
    }
    expect(JSON.stringify(seen)).not.toMatch(/demonstration\.example\/|did:web:l\d/);
    const statement = await node.get<{ credentialSubject: object }>(
      undefined,
      `/api/statements/${encodeURIComponent(report.issuer)}/${report.id}`,
    );
    expect(JSON.stringify(statement)).toContain('"0.0066"');
    expect(report.issuer).toBe(PROVIDER);
  });

  it('is printed for everybody, in Chinese too', async () => {
    for (const language of ['en', 'zh-Hans']) {
      const printed = await node.send(undefined, { url: url(round, `/report?language=${language}`) });
      expect([printed.status, printed.headers['content-type'], printed.text.slice(0, 5)]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
    }
  });

  it('gives each participant its own signed scores once, however often the clock looks', async () => {
    const { scores } = await partIn(node, round, ONE);
    expect(scores).toMatchObject([{ measurand: 'Hg', verdict: 'action', score: { kind: 'z-prime', value: '-3.99' } }]);
    await clockRound(node);
    expect((await partIn(node, round, ONE)).scores).toEqual(scores);
    const address = `/api/statements/${encodeURIComponent(PROVIDER)}/${scores[0]?.statement}`;
    const text = JSON.stringify(await node.get(loginOf(ONE), address));
    expect(text).toContain(partyOf(ONE));
    await node.get(coordinator, address);
    for (const login of [loginOf(TWO), rivalProvider, undefined]) await node.problem(login, { url: address });
    expect(await refusedWith(loginOf(ONE), '/results', { results: [resultOf(MERCURY[0] as never)] })).toContain(
      'ROUND_SCORED',
    );
    expect(await refusedWith(coordinator, '/scorings', {})).toContain('PUBLISHED');
  });
});

describe('the follow-up', () => {
  const answer = { measurand: 'Hg', cause: 'Loss of mercury while digesting.', correctiveAction: 'Closed vessels.' };
  const waiting = async (login: Login, state?: string) => {
    const { items } = await node.get<{ items: { followUp: { code: string; state: string } }[] }>(
      login,
      `/api/proficiency-follow-ups${state === undefined ? '' : `?state=${state}`}`,
    );
    return items.map(({ followUp }) => followUp);
  };

  it('is asked for each score that is a signal for action, of nobody else', async () => {
    const actions = MERCURY.filter(({ published }) => Math.abs(published.zprime) >= 3);
    expect(await waiting(coordinator)).toHaveLength(actions.length);
    expect(await waiting(loginOf(ONE))).toMatchObject([{ state: 'open', signal: 'action', score: 'z-prime = -3.99' }]);
    const calm = MERCURY.find(({ published }) => Math.abs(published.zprime) <= 2)?.lab as string;
    expect(await waiting(loginOf(calm))).toEqual([]);
    expect(await refusedWith(loginOf(calm), '/follow-ups', { ...answer, doneOn: '2026-11-22' })).toEqual([
      'NO_FOLLOW_UP',
    ]);
  });

  it('is answered with cause and correction, and closed or sent back by the provider', async () => {
    const { code } = await partIn(node, round, ONE);
    const judge = (body: object) =>
      refusedWith(coordinator, '/follow-up-decisions', { code, measurand: 'Hg', because: 'b', ...body });
    expect(await judge({ verdict: 'closed' })).toEqual(['NOT_ANSWERED']);
    expect(await refusedWith(loginOf(ONE), '/follow-ups', { ...answer, doneOn: '2027-12-21' })).toEqual([
      'IN_THE_FUTURE',
    ]);
    await node.act(loginOf(ONE), url(round, '/follow-ups'), { ...answer, doneOn: '2026-11-22' });
    expect(await judge({ verdict: 'insufficient' })).toEqual(['NO_TIME_TO_ANSWER']);
    const back = { code, measurand: 'Hg', verdict: 'insufficient', because: 'Show a recovery.', dueOn: '2027-03-01' };
    await node.act(coordinator, url(round, '/follow-up-decisions'), back);
    expect(await waiting(loginOf(ONE))).toMatchObject([{ state: 'insufficient', remark: 'Show a recovery.' }]);
    const proven = (repeatRound: string, doneOn = '2026-11-22') => ({ ...answer, doneOn, repeatRound });
    const nowhere = '01930000-0000-7000-8000-00000000dead';
    for (const named of [nowhere, round]) {
      expect(await refusedWith(loginOf(ONE), '/follow-ups', proven(named))).toEqual(['NO_SUCH_ROUND']);
    }
    const next = async (more: object) =>
      (await node.act(coordinator, '/api/proficiency-rounds', roundOf({ deadline: '2027-06-01T00:00:00Z', ...more })))
        .stream;
    const ofLead = await next({ round: '2027-1', measurands: [mercury({ measurand: 'Pb', substance: 'pb' })] });
    expect(await refusedWith(loginOf(ONE), '/follow-ups', proven(ofLead))).toEqual(['OTHER_SUBSTANCE']);
    const again = await next({ round: '2027-2' });
    expect(await refusedWith(loginOf(ONE), '/follow-ups', proven(again, '1900-01-01'))).toEqual(['BEFORE_THE_ROUND']);
    await node.act(loginOf(ONE), url(round, '/follow-ups'), proven(again));
    // A laboratory that also runs rounds judges nothing in those of others, its own score least of all.
    const both = { login: 'both', person: 'person-both', displayName: 'Demonstration', password: PASSWORD };
    const roles = ['proficiency-coordinator'];
    await createAccount(node.accounts, { ...both, party: partyOf(ONE), jurisdiction: 'CN', roles });
    const closing = { ...back, verdict: 'closed', dueOn: undefined };
    expect(await refusedWith('both' as Login, '/follow-up-decisions', closing)).toEqual(['NOT_YOURS']);
    await node.act(coordinator, url(round, '/follow-up-decisions'), { ...back, verdict: 'closed', dueOn: undefined });
    expect(await waiting(loginOf(ONE), 'closed')).toHaveLength(1);
    expect(await refusedWith(loginOf(ONE), '/follow-ups', { ...answer, doneOn: '2026-11-22' })).toEqual(['CLOSED']);
  });

  it('is overdue once its day is over', async () => {
    await clockRound(node, '2027-02-15T00:00:00Z');
    expect(await waiting(loginOf(TWO))).toMatchObject([{ state: 'overdue' }]);
    expect(await waiting(loginOf(ONE))).toMatchObject([{ state: 'closed' }]);
  });
});

describe('the record of a laboratory', () => {
  it('is its own, the provider’s, and that of whom it lets read it', async () => {
    const list = (login: Login) =>
      node.get<{ items: object[] }>(
        login,
        `/api/proficiency-scores?laboratory=${encodeURIComponent(partyOf(ONE))}&substance=hg`,
      );
    expect((await list(loginOf(ONE))).items).toMatchObject([
      { verdict: 'action', value: '-3.99', method: 'GB/T13081-2022' },
    ]);
    expect((await list(coordinator)).items).toHaveLength(1);
    for (const login of [loginOf(TWO), rivalProvider, 'assessor' as const])
      expect((await list(login)).items).toEqual([]);
    await node.act(loginOf(ONE), url(round, '/shares'), { with: PARTIES.accreditor });
    expect((await list('assessor')).items).toHaveLength(1);
    expect((await list('rivalAccreditor')).items).toEqual([]);
  });

  it('is found by a line of its scope, by substance and method', async () => {
    const line = {
      ...{ activity: 'testing', object: { description: 'feed' }, property: { substance: 'hg' } },
      ...{ from: '2026-01-01', to: '2028-12-31' },
    };
    const scope = [
      // The laboratory wrote GB/T13081-2022 beside its result.
      { ...line, line: 'T7', method: { standard: 'GB/T13081—2022' } },
      { ...line, line: 'T8', method: { standard: 'GB/T 99999-2022' } },
    ];
    await attest(node, { body: partyOf(ONE), name: 'One', certificateNumber: 'L-7', scope });
    const of = async (name: string) => {
      const query = `laboratory=${encodeURIComponent(partyOf(ONE))}&line=${name}`;
      return (await node.get<{ items: object[] }>('assessor', `/api/proficiency-scores?${query}`)).items;
    };
    expect(await of('T7')).toHaveLength(1);
    expect(await of('T8')).toEqual([]);
    // A method that no line has hides a score from none.
    const other = { ...line, line: 'T1', method: { standard: 'GB/T 99999-2022' } };
    await attest(node, { body: partyOf(TWO), name: 'Two', certificateNumber: 'L-8', scope: [other] });
    const { items } = await node.get<{ items: object[] }>(loginOf(TWO), '/api/proficiency-scores?line=T1');
    expect(items).toMatchObject([{ method: 'GB/T 13081-2022' }]);
    const unknown = `/api/proficiency-scores?laboratory=${encodeURIComponent(partyOf(ONE))}&line=T9`;
    expect(await node.problem('assessor', { url: unknown })).toMatchObject({ status: 404 });
  });

  it('comes out the same from the facts', async () => {
    await expectRebuildEquals(node.recordKeeping, 'rounds');
  });
});
