// SPDX-License-Identifier: Apache-2.0
//
// The main job, measured: a 50-paper dossier from a cold process, judging alone, 1,000 results against three places,
// and the round trips of gathering. Beside it, in the same run, what the signatures alone cost with raw node:crypto, and
// a peer put together from npm: @digitalbazaar/vc for the papers, json-rules-engine for the limits (README.md).
// Run: node benchmarks/check/run.ts
import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, type EvidenceSet, gather, judge } from '@touchstone/evidence';
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readDossierAt, readRequirements, readTrust } from '@touchstone/local-files';
import type { RequirementSet } from '@touchstone/requirements';
import { LEAD_IN_LEAF, makePapers, type Paper, writeDossier } from './papers.ts';
import { makePeer, type Peer } from './peer.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ROUNDS = 15;
const AT = parseInstant('2026-11-22T00:00:00Z');

await main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-check-'));
  try {
    const papers = await makePapers(50, 2);
    await writeDossier(folder, papers);
    print('50-paper dossier, cold process (first: nothing compiled yet)', coldRuns(folder), 'ms');
    const small = await prepare(folder, papers);
    print(
      'judge alone, 50 papers x 3 places',
      times(() => judgeOnce(small)),
      'ms',
    );
    print(
      '  raw Ed25519 over the same 50 papers (floor)',
      times(() => rawSignatures(papers)),
      'ms',
    );
    await besidePeer(folder, papers);
    const large = await prepare(folder, await makePapers(21, 50));
    print(
      'judge, 1,000 results x 3 places',
      times(() => judgeOnce(large)),
      'ms',
    );
    for (const count of [2, 50, 500]) {
      const { set } = await prepare(folder, await makePapers(count, 2));
      console.log(`gather, ${count} papers: ${set.roundTrips} round trips, ${set.all.length} statements`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the texts of 50 papers to answers for three places, turn by turn, in milliseconds of the processor. */
async function besidePeer(folder: string, papers: readonly Paper[]): Promise<void> {
  const { answer } = await prepare(folder, papers);
  const peer = await makePeer(LEAD_IN_LEAF);
  const peerAnswer = async () => {
    const met = await peer(papers);
    if (Object.values(met).some((count) => count !== 98)) throw new Error(`the peer says ${JSON.stringify(met)}`);
  };
  await requireRefusal(peer, papers);
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = -3; round < ROUNDS; round += 1) {
    const [ours, theirs] = [await processorTime(answer), await processorTime(peerAnswer)];
    if (round < 0) continue;
    own.push(ours);
    other.push(theirs);
  }
  print('read, gather and judge, 50 papers x 3 places, from their texts', own, 'ms of CPU');
  print('  peer: @digitalbazaar/vc and json-rules-engine, same 50 papers', other, 'ms of CPU');
  const ratios = own.map((ours, round) => (other[round] ?? Number.NaN) / ours).sort((a, b) => a - b);
  const [least, median, most] = [0, ratios.length >> 1, ratios.length - 1].map((at) => ratios[at]?.toFixed(2));
  console.log(`  ours is ${median} [${least}–${most}] times as fast as the peer, which does less: see README.md`);
}

/** A peer that says yes to everything would be the fastest of all. */
async function requireRefusal(peer: Peer, papers: readonly Paper[]): Promise<void> {
  const tampered = papers.map(({ text }) => ({ text: text.replace('"0.1432"', '"0.1332"') }));
  const refused = await peer(tampered).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error('the peer accepts tampered papers');
}

async function processorTime(work: () => Promise<void>): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

/** An evidence set to judge, and the whole way from the texts to the answer. */
interface Prepared {
  readonly set: EvidenceSet;
  readonly requirements: RequirementSet;
  readonly answer: () => Promise<void>;
}

async function prepare(folder: string, documents: readonly Paper[]): Promise<Prepared> {
  const read = createReader(nodeSuite);
  const { requirements, digest } = await readRequirements(PROJECT_FOLDERS.referenceData);
  const trust = await readTrust(PROJECT_FOLDERS.demonstration, read);
  const { dossier } = await readDossierAt(folder);
  if (dossier === undefined) throw new Error('the dossier has faults');
  const question = {
    places: ['CN-GD', 'HK', 'MO'].map(parsePlace),
    roots: trust.roots,
    on: parseCalendarDay('2026-11-22'),
    knownAt: AT,
  };
  const cut = { logs: [], position: null, referenceData: digest, knownAt: AT };
  const gatherAgain = (reader: typeof read) =>
    gather(dossier.claim, { documents, transcribed: [] }, question, {
      source: trust.source,
      read: reader,
      cut,
      food: 'wolfberry-leaf',
    });
  const set = await gatherAgain(read);
  const answer = async () => judgeOnce({ set: await gatherAgain(createReader(nodeSuite)), requirements });
  return { set, requirements, answer };
}

function judgeOnce({ set, requirements }: Pick<Prepared, 'set' | 'requirements'>): void {
  const { summary } = judge(set, requirements, nodeSuite);
  if (summary.proved !== 3) throw new Error(`expected 3 proved, got ${JSON.stringify(summary)}`);
}

/** As many plain signature checks over messages of the same size as there are papers. */
function rawSignatures(papers: readonly Paper[]): void {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    format: 'jwk',
  });
  const signature = Buffer.alloc(64);
  for (const { text } of papers) verify(null, Buffer.from(text), key, signature);
}

/** As `./touchstone` runs it, once the checkout is set up. */
function coldRuns(folder: string): readonly number[] {
  execFileSync(process.execPath, ['scripts/ensure.mjs', '--programs'], { cwd: ROOT, stdio: 'inherit' });
  return Array.from({ length: 6 }, () => {
    const started = performance.now();
    execFileSync(
      process.execPath,
      ['scripts/run.mjs', 'cli', 'check', folder, '--markets', 'CN-GD,HK,MO', '--on', '2026-11-22', '--out', '-'],
      { cwd: ROOT, stdio: 'ignore' },
    );
    return performance.now() - started;
  });
}

function times(work: () => void): readonly number[] {
  for (let round = 0; round < 3; round += 1) work();
  return Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}

function print(what: string, measured: readonly number[], unit: string): void {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = (index: number) => (sorted[index] ?? Number.NaN).toFixed(1);
  console.log(
    `${what}: median ${at(Math.floor(sorted.length / 2))} [${at(0)}–${at(sorted.length - 1)}] ${unit}, first ${measured[0]?.toFixed(1)}`,
  );
}
