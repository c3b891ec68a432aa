// SPDX-License-Identifier: Apache-2.0
// A reference is found off: everybody who relied on it is told of their own papers, nobody of anybody else's.
import type { ImpactCase, ImpactNotice } from '@touchstone/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { AS_FOUND, clockRound, type Doubted, doubtedWeight, doubtOf, issueAs, staff, THIRD } from './impact-in-use.ts';
import { attestMetrology, calibrationOf, issueCertificate, standardOf, workOn } from './metrology-in-use.ts';
import { decide, openProposal, type Reference } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
let doubted: Doubted;
let others: readonly { readonly party: string; readonly tester: Login; readonly signatory: Login }[];
let secret: Reference;
let stream: string;

const notice = (login: Login) => node.get<ImpactNotice>(login, `/api/impact-notices/${stream}`);
const caseAs = (login: Login) =>
  node.get<ImpactCase & { events: { kind: string }[] }>(login, `/api/impact-cases/${stream}`);
const withBalance = () => ({
  references: [{ standard: 'balance B1', calibration: doubted.balance }],
  calibratedOn: '2026-11-12',
});

const PUBLIC = { visibility: 'public' };
const EARLY = { calibratedOn: '2026-10-01', asFound: undefined };

beforeAll(async () => {
  node = await openTestNode();
  doubted = await doubtedWeight(node);
  const [rival, third] = [
    { party: PARTIES.otherLaboratory as string, ...(await staff(node, PARTIES.otherLaboratory, 'HK')) },
    { party: THIRD.party as string, ...(await staff(node, THIRD.party, THIRD.jurisdiction)) },
  ];
  others = [rival, third];
  secret = await issueAs(node, rival, {
    ...withBalance(),
    certificateNumber: 'SECRET-HK',
    instrument: 'scale of Hong Kong',
  });
  const references = [{ standard: 'scale of Hong Kong', calibration: secret }];
  await issueAs(node, third, {
    certificateNumber: 'SECRET-MO',
    instrument: 'scale of Macao',
    calibratedOn: '2026-11-15',
    references,
  });
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

describe('raising a doubt', () => {
  it('needs the certificate that shows it, of that reference, and one that was good before', async () => {
    const plain = await issueCertificate(
      node,
      calibrationOf({ certificateNumber: 'C-PLAIN', instrument: 'F1 weight', calibratedOn: '2026-11-22' }),
    );
    const codes = async (more: object, login: Login = 'tester') => {
      const problem = await node.problem(login, {
        method: 'POST',
        url: '/api/impact-cases',
        body: doubtOf(doubted, more),
      });
      return (problem as unknown as { errors: { code: string }[] }).errors.map(({ code }) => code);
    };
    expect(await codes({ asFound: plain.reference })).toEqual(['NO_AS_FOUND_DATA']);
    expect(await codes({ asFound: { ...doubted.found, digest: doubted.good.digest } })).toEqual([
      'AS_FOUND_NOT_ON_RECORD',
    ]);
    expect(await codes({ lastGood: { ...doubted.good, id: 'urn:uuid:01930000-0000-7000-8000-00000000dead' } })).toEqual(
      ['LAST_GOOD_NOT_ON_RECORD'],
    );
    expect(await codes({ standard: 'F2 weight' })).toEqual(['OTHER_REFERENCE']);
    expect(await codes({ lastGood: plain.reference })).toEqual(['GOOD_AFTER_FOUND']);
    expect(await codes({ replyBy: '2026-11-22' })).toEqual(['NO_TIME_TO_REPLY']);
    expect(await codes({}, 'rivalLaboratory')).toEqual(['NOT_YOURS']);
  });

  it('is for its keeper alone where a standard is attested, and where another signed the good certificate', async () => {
    const [institute] = others as [(typeof others)[0]];
    const dueOn = '2027-11-30';
    let pairs = 0;
    const raisedBy = async (login: Login, standard: string, more: object = {}) => {
      pairs += 1;
      const own = { certificateNumber: `F-${pairs}`, instrument: standard, dueOn, asFound: AS_FOUND };
      const [good, found] = [
        await issueAs(node, institute, { ...own, ...PUBLIC, certificateNumber: `G-${pairs}`, ...EARLY }),
        (await issueCertificate(node, calibrationOf({ ...own, calibratedOn: '2026-11-21' }))).reference,
      ];
      const body = doubtOf({ good, found }, { standard, ...more });
      const answer = await node.send(login, { method: 'POST', url: '/api/impact-cases', body });
      return (answer.body.errors as { code: string }[] | undefined)?.map(({ code }) => code) ?? answer.status;
    };
    const keeper = { id: institute.party, name: 'Demonstration Institute', demonstration: true };
    await attestMetrology(node, standardOf('national kilogram', { keeper }));
    expect(await raisedBy('tester', 'national kilogram')).toEqual(['KEPT_BY_ANOTHER']);
    expect(await raisedBy(institute.tester, 'national kilogram')).toBe(201);
    expect(await raisedBy('tester', 'plain kilogram')).toEqual(['CERTIFICATE_OF_ANOTHER']);
    expect(await raisedBy('tester', 'plain kilogram', { relied: [doubted.balance] })).toEqual([
      'CERTIFICATE_OF_ANOTHER',
    ]);
  });

  it('takes two persons, and tells nobody before', async () => {
    const proposed = await node.act('tester', '/api/impact-cases', doubtOf(doubted));
    stream = proposed.stream;
    await clockRound(node);
    expect(await caseAs('tester')).toMatchObject({ state: 'proposed', tally: { shown: false } });
    const { proposal, digest, meaning } = await openProposal(node, 'signatory', `/api/impact-cases/${stream}`);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const own = await node.problem('tester', { method: 'POST', url: `/api/impact-cases/${stream}/decisions`, body });
    expect(JSON.stringify(own)).toContain('SAME_PERSON');
    await node.problem('tester', { url: `/api/impact-notices/${stream}` });
    const waits = async (login: Login) => (await node.get<{ waiting: unknown }>(login, '/api/impact-cases')).waiting;
    expect(await waits('signatory')).toEqual([{ stream, standard: 'F1 weight', replyBy: '2026-12-22' }]);
    // Of others nothing: the one it has is its own.
    expect(await waits('rivalLaboratory')).toMatchObject([{ standard: 'national kilogram' }]);
    const rejected = await node.act('tester', '/api/impact-cases', doubtOf(doubted, { reason: 'Twice by mistake.' }));
    expect(await waits('signatory')).toHaveLength(2);
    const other = `/api/impact-cases/${rejected.stream}`;
    const second = await openProposal(node, 'signatory', other);
    const rejection = { proposal: second.proposal, digest: second.digest, verdict: 'reject' };
    await node.act('signatory', `${other}/decisions`, { ...rejection, ...reauthentication(second.meaning) });
    expect(await waits('signatory')).toHaveLength(1);
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
    expect(await waits('signatory')).toEqual([]);
    expect(await caseAs('tester')).toMatchObject({ state: 'searching', from: '2026-10-01', until: '2026-11-21' });
    const closing = { method: 'POST', url: `/api/impact-cases/${stream}/proposals`, body: { reason: 'r' } } as const;
    expect(JSON.stringify(await node.problem('tester', closing))).toContain('NOT_SEARCHED');
    await clockRound(node);
    expect(await caseAs('tester')).toMatchObject({ state: 'notified', levels: 0, cutOff: false });
  });
});

describe('a notice', () => {
  it('shows its owner the way from the reference, and which decision flips with the corrected value', async () => {
    const { hits, standard, state } = await notice('tester');
    expect([standard, state]).toEqual(['F1 weight', 'open']);
    expect(hits.map(({ name }) => name)).toEqual(['balance B1', 'R-FLIPS']);
    expect(hits[1]).toMatchObject({
      since: '2026-11-20',
      path: [
        { kind: 'reference', name: 'F1 weight', on: '2026-10-10' },
        { kind: 'calibration', name: 'balance B1', on: '2026-11-20' },
      ],
      decisions: [
        {
          verdict: 'flips',
          before: 'conforms',
          after: 'does-not-conform',
          corrected: { value: '100.0200 g', expandedUncertainty: '0.0045 g' },
        },
      ],
    });
  });

  it('shows another organisation its own hits, and of the way there nothing private of a third', async () => {
    const [rival, third] = others as [(typeof others)[0], (typeof others)[0]];
    const inHongKong = await notice(rival.tester);
    expect(inHongKong.hits.map(({ name }) => name)).toEqual(['scale of Hong Kong']);
    expect(inHongKong.hits[0]?.path.map(({ name }) => name)).toEqual(['F1 weight', 'balance B1']);
    const inMacao = await notice(third.tester);
    expect(inMacao.hits.map(({ name }) => name)).toEqual(['scale of Macao']);
    expect(JSON.stringify(inHongKong)).not.toMatch(/R-FLIPS|SECRET-MO|Macao/);
    expect(JSON.stringify(inMacao)).not.toMatch(/R-FLIPS|SECRET-HK\b.*SECRET-HK/);
    // Its own certificate names the scale of Hong Kong, which it therefore may know.
    expect(inMacao.hits[0]?.path.map(({ kind, name }) => name ?? kind)).toEqual([
      'F1 weight',
      'balance B1',
      'scale of Hong Kong',
    ]);
  });

  it('withholds from whoever is not hit that there is anything', async () => {
    await node.problem('rivalAuthority', { url: `/api/impact-notices/${stream}` });
    expect(await node.get('rivalAuthority', '/api/impact-notices')).toEqual({ items: [] });
    await node.problem('rivalLaboratory', { url: `/api/impact-cases/${stream}` });
    expect(await node.get('rivalLaboratory', '/api/impact-cases')).toMatchObject({
      items: [],
      waiting: [{ standard: 'national kilogram' }],
    });
    await node.problem(undefined, { url: `/api/impact-notices/${stream}` });
  });

  it('tells the originator nothing of the others but counts, where they are not too few', async () => {
    await clockRound(node);
    const seen = await caseAs('tester');
    expect(seen.tally).toEqual({ shown: true, open: 3, replied: 0, overdue: 0 });
    expect(JSON.stringify(seen)).not.toMatch(/SECRET|Hong Kong|Macao|other-laboratory|other-publisher/);
    const cases = await node.get<{ items: unknown[] }>('signatory', '/api/impact-cases');
    expect(cases.items).toMatchObject([{ stream, tally: { shown: true } }]);
  });
});

describe('a reply', () => {
  const url = () => `/api/impact-notices/${stream}/replies`;
  const because = 'The scale is used for 10 kg and more.';

  it('is about own hits, and a recall names a statement of one’s own', async () => {
    const [rival] = others as [(typeof others)[0]];
    const { hits } = await notice('tester');
    const foreign = { hit: hits[0]?.id, answer: 'reviewed', because };
    expect(
      JSON.stringify(await node.problem(rival.signatory, { method: 'POST', url: url(), body: { replies: [foreign] } })),
    ).toContain('NOT_A_HIT');
    const [own] = (await notice(rival.tester)).hits;
    const recalled = { hit: own?.id, answer: 'recalled', because, correction: doubted.found };
    const problem = await node.problem(rival.signatory, { method: 'POST', url: url(), body: { replies: [recalled] } });
    expect(JSON.stringify(problem)).toContain('CORRECTION_NOT_ON_RECORD');
    // A paper of its own, but none that takes the hit back or takes its place.
    const unrelated = [{ ...recalled, correction: secret }];
    const refusedAs = async (replies: readonly object[]) =>
      JSON.stringify(await node.problem(rival.signatory, { method: 'POST', url: url(), body: { replies } }));
    expect(await refusedAs(unrelated)).toContain('CORRECTION_OF_ANOTHER');
    const twice = { hit: own?.id, answer: 'reviewed', because };
    expect(await refusedAs([twice, { ...twice, answer: 'not-affected' }])).toContain('ANSWERED_TWICE');
    await node.problem('policyHead', { method: 'POST', url: url(), body: { replies: [foreign] } });
    await node.act(rival.signatory, url(), { replies: [{ hit: own?.id, answer: 'not-affected', because }] });
    expect(await notice(rival.tester)).toMatchObject({
      state: 'replied',
      hits: [{ answer: { answer: 'not-affected', because } }],
    });
  });

  it('is open until every hit is answered, and overdue once its day is over', async () => {
    const [balance, report] = (await notice('tester')).hits;
    await node.act('signatory', url(), {
      replies: [{ hit: balance?.id, answer: 'reviewed', because }],
    });
    expect(await notice('tester')).toMatchObject({ state: 'open' });
    // The clock alone goes on: a session would have run out by then.
    await clockRound(node, '2026-12-23T12:00:00Z');
    expect(await notice('tester')).toMatchObject({ state: 'overdue' });
    await clockRound(node);
    expect((await caseAs('tester')).tally).toEqual({ shown: true, open: 0, replied: 1, overdue: 2 });
    await node.act('signatory', url(), { replies: [{ hit: report?.id, answer: 'reviewed', because }] });
    expect(await notice('tester')).toMatchObject({ state: 'replied' });
  });

  it('is read as it was known', async () => {
    const { events } = await node.get<{ events: { entry: number }[] }>('tester', `/api/impact-cases/${stream}`);
    expect(events.length).toBeGreaterThan(4);
    const now = await node.recordKeeping.settle();
    const [rival] = others as [(typeof others)[0]];
    await node.get(rival.tester, `/api/impact-notices/${stream}?knownAt=${now.position}`);
    await node.problem(rival.tester, { url: `/api/impact-notices/${stream}?knownAt=1` });
  });

  it('ends with the case, which two persons of its originator close', async () => {
    await node.act('signatory', `/api/impact-cases/${stream}/proposals`, { reason: 'Everybody was reached.' });
    await decide(node, { login: 'tester', url: `/api/impact-cases/${stream}` });
    await clockRound(node);
    const [, third] = others as [(typeof others)[0], (typeof others)[0]];
    expect(await caseAs('tester')).toMatchObject({ state: 'closed' });
    const { hits, state } = await notice(third.tester);
    expect(state).toBe('closed');
    const late = { replies: [{ hit: hits[0]?.id, answer: 'reviewed', because }] };
    const [{ issuer, id, digest } = doubted.found] = hits.flatMap(({ paper }) => paper ?? []);
    const isMarked = async () => {
      const references = [{ standard: 'scale of Macao', calibration: { issuer, id, digest } }];
      const laboratory = { id: third.party, name: 'Demonstration' };
      const certificate = calibrationOf({
        laboratory,
        certificateNumber: 'AFTER',
        calibratedOn: '2026-11-16',
        references,
      });
      const body = { certificate, visibility: 'private', ...workOn(certificate) };
      const { text } = await node.send(third.tester, { method: 'POST', url: '/api/calibration-cases', body });
      return text.includes('INSTRUMENT_IN_DOUBT');
    };
    // What nobody answered stays in doubt, and can be answered.
    expect(await isMarked()).toBe(true);
    await node.act(third.signatory, url(), late);
    expect(await notice(third.tester)).toMatchObject({ state: 'closed', hits: [{ answer: { answer: 'reviewed' } }] });
    expect(await isMarked()).toBe(false);
    await clockRound(node);
    expect(await notice(third.tester)).toMatchObject({ state: 'closed' });
    const again = { method: 'POST', url: `/api/impact-cases/${stream}/proposals`, body: { reason: 'r' } } as const;
    expect(JSON.stringify(await node.problem('tester', again))).toContain('CLOSED');
  });
});

describe('what is signed while a doubt is open', () => {
  it('is told by the next round, once, and opens a notice that was answered', async () => {
    const [rival] = others as [(typeof others)[0]];
    const { stream: going } = await node.act('tester', '/api/impact-cases', doubtOf(doubted));
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${going}` });
    await clockRound(node);
    const noticeOf = (login: Login) => node.get<ImpactNotice>(login, `/api/impact-notices/${going}`);
    const replies = (await noticeOf(rival.tester)).hits.map(({ id }) => ({
      hit: id,
      answer: 'reviewed',
      because: 'r',
    }));
    await node.act(rival.signatory, `/api/impact-notices/${going}/replies`, { replies });
    expect(await noticeOf(rival.tester)).toMatchObject({ state: 'replied' });
    await clockRound(node);
    const eventsOf = async () =>
      (await node.get<{ events: { kind: string }[] }>('tester', `/api/impact-cases/${going}`)).events.map(
        ({ kind }) => kind,
      );
    const searched = async () => (await eventsOf()).filter((kind) => kind === 'searched').length;
    expect(await searched()).toBe(1);
    // On a day within the doubt, and signed only now.
    const references = [{ standard: 'balance B1', calibration: doubted.balance }];
    const late = { certificateNumber: 'LATE', instrument: 'late scale', calibratedOn: '2026-11-12', references };
    // Whoever was told of the balance says why it was used all the same.
    await issueAs(node, rival, { ...late, reasons: { INSTRUMENT_IN_DOUBT: 'used at 1 kg only' } });
    await node.recordKeeping.settle();
    await clockRound(node);
    const { state, hits, replyBy } = await noticeOf(rival.tester);
    expect(hits.map(({ name, answer }) => `${name} ${answer?.answer ?? 'open'}`)).toEqual([
      ...['scale of Hong Kong reviewed', 'late scale open'],
    ]);
    expect([state, replyBy]).toEqual(['open', '2026-12-22']);
    expect(await searched()).toBe(2);
    await clockRound(node);
    expect(await searched()).toBe(2);
    // A day later it is searched anyway, and what was told is not told again.
    await clockRound(node, '2026-12-23T12:00:00Z');
    expect(await searched()).toBe(3);
    expect(await noticeOf(rival.tester)).toMatchObject({ state: 'overdue', hits: [{}, {}] });
    // Its keeper is told before signing, by what the record shows and by the case that is open.
    const withWeight = [{ standard: 'F1 weight', calibration: doubted.good }];
    const codesOf = async (calibratedOn: string, references: readonly object[] = withWeight) => {
      const certificate = calibrationOf({ certificateNumber: `LATE ${calibratedOn}`, calibratedOn, references });
      const body = { certificate, visibility: 'private', ...workOn(certificate) };
      const answer = await node.send('tester', { method: 'POST', url: '/api/calibration-cases', body });
      return (answer.body.errors as { code: string }[] | undefined)?.map(({ code }) => code);
    };
    expect(await codesOf('2026-11-10')).toEqual(['INSTRUMENT_IN_DOUBT', 'FOUND_OFF_LATER']);
    expect(await codesOf('2026-11-22')).toEqual(['FOUND_OFF_BEFORE']);
    // What it calibrated with the weight waits for an answer that clears it; looked at is none.
    const withBalance = (on = '2026-11-12') => codesOf(on, [{ standard: 'balance B1', calibration: doubted.balance }]);
    expect(await withBalance()).toEqual(['INSTRUMENT_IN_DOUBT']);
    const [ownBalance] = (await noticeOf('tester')).hits;
    const answerBy = (answer: object) =>
      node.act('signatory', `/api/impact-notices/${going}/replies`, {
        replies: [{ hit: ownBalance?.id, because: 'Looked at.', ...answer }],
      });
    await answerBy({ answer: 'reviewed' });
    expect(await withBalance()).toEqual(['INSTRUMENT_IN_DOUBT']);
    await answerBy({ answer: 'not-affected' });
    expect(await withBalance()).toBeUndefined();
    // Whoever thinks again is in doubt again.
    await answerBy({ answer: 'reviewed' });
    expect(await withBalance('2026-11-13')).toEqual(['INSTRUMENT_IN_DOUBT']);
    const late2 = { hit: hits[1]?.id, answer: 'reviewed', because: 'r' };
    await node.act(rival.signatory, `/api/impact-notices/${going}/replies`, { replies: [late2] });
    expect(await noticeOf(rival.tester)).toMatchObject({ state: 'replied' });
    await expectRebuildEquals(node.recordKeeping, 'impact');
  });
});

describe('a second case', () => {
  it('of the same finding is refused while the first is open', async () => {
    const again = await node.problem('tester', { method: 'POST', url: '/api/impact-cases', body: doubtOf(doubted) });
    expect(JSON.stringify(again)).toContain('RAISED_TWICE');
    const { items } = await node.get<{ items: { stream: string; state: string }[] }>('tester', '/api/impact-cases');
    for (const { stream: open } of items.filter(({ state }) => state !== 'closed')) {
      await node.act('signatory', `/api/impact-cases/${open}/proposals`, { reason: 'r' });
      await decide(node, { login: 'tester', url: `/api/impact-cases/${open}` });
    }
  });

  it('that hits two organisations or fewer shows no numbers, and a rebuild changes nothing', async () => {
    const { stream: alone } = await node.act('tester', '/api/impact-cases', {
      ...doubtOf(doubted),
      replyBy: '2027-02-01',
    });
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${alone}` });
    await clockRound(node);
    await clockRound(node);
    expect(await node.get('tester', `/api/impact-cases/${alone}`)).toMatchObject({ state: 'notified' });
    await expectRebuildEquals(node.recordKeeping, 'impact');
  });
});
