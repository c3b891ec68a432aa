// SPDX-License-Identifier: Apache-2.0
// A node with its pages and something on each page of measurement: a chain, a broken link, a doubt, a published round.
import { metrologySeed } from '../src/demonstration/seed-metrology.ts';
import { clockRound, doubtedWeight, doubtOf, issueAs, staff } from './impact-in-use.ts';
import { WITH_PAGES } from './page-node.ts';
import { decide, type Reference, reportDocument } from './registers-in-use.ts';
import { laboratories, loginOf, MERCURY, provide, publish, resultOf, running, url } from './rounds-in-use.ts';
import { listen, openTestNode, PARTIES, type TestNode } from './test-node.ts';

/** Laboratories of the round. */
export const PARTICIPANTS = 12;
/** Number of a report that waits before its gate. */
export const DRAFT = 'R-WAITS';

/** The node, where it answers, and the pages of what is on record. */
export interface MeasurementNode {
  readonly node: TestNode;
  readonly url: string;
  readonly chain: string;
  readonly broken: string;
  readonly round: string;
}

/** Opens it; `npm test` has built the pages. */
export async function openMeasurementNode(): Promise<MeasurementNode> {
  const node = await openTestNode(WITH_PAGES);
  const doubted = await doubtedWeight(node);
  const rival = { party: PARTIES.otherLaboratory, ...(await staff(node, PARTIES.otherLaboratory, 'HK')) };
  // Nobody vouches for this laboratory, and it names nothing that it calibrated with.
  const rogue = { visibility: 'public', certificateNumber: 'C-ROGUE', instrument: 'rogue scale' };
  const broken = await issueAs(node, rival, rogue);
  const { stream } = await node.act('tester', '/api/impact-cases', doubtOf(doubted));
  await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
  await clockRound(node);
  await node.act('tester', '/api/report-cases', {
    document: reportDocument({ reportNumber: DRAFT }),
    visibility: 'private',
  });
  // Planted without a gate: an inspector notices something about them.
  await metrologySeed().plant(node);
  const round = await publishedRound(node);
  await node.recordKeeping.settle();
  return {
    ...{ node, url: await listen(node) },
    ...{ chain: pageOf(doubted.balance), broken: pageOf(broken), round: `/rounds#round=${round}` },
  };
}

async function publishedRound(node: TestNode): Promise<string> {
  await provide(node);
  // Thirty sign-ins a minute are taken from one address, and others sign in here too.
  const participants = MERCURY.slice(0, PARTICIPANTS);
  const labs = participants.map(({ lab }) => lab);
  await laboratories(node, labs);
  const round = await running(node, labs);
  for (const each of participants)
    await node.act(loginOf(each.lab), url(round, '/results'), { results: [resultOf(each)] });
  node.testClock.advance(3_600);
  await publish(node, round);
  return round;
}

function pageOf({ issuer, id }: Reference): string {
  return `/traceability/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
}
