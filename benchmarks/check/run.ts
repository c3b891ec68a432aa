// SPDX-License-Identifier: Apache-2.0
//
// The main job, measured: a 50-paper dossier from a cold process, judging alone, 1,000 results against three places,
// and the round trips of gathering. Beside it, in the same run, what the signatures alone cost with raw node:crypto.
// Run: node benchmarks/check/run.ts
import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, gather, judge } from '@touchstone/evidence';
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readDossierAt, readRequirements, readTrust } from '@touchstone/local-files';
import { makePapers, writeDossier } from './papers.ts';

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

async function prepare(folder: string, documents: readonly { readonly file: string; readonly text: string }[]) {
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
  const set = await gather(dossier.claim, { documents, transcribed: [] }, question, {
    source: trust.source,
    read,
    cut,
    food: 'wolfberry-leaf',
  });
  return { set, requirements };
}

function judgeOnce({ set, requirements }: Awaited<ReturnType<typeof prepare>>): void {
  const { summary } = judge(set, requirements, nodeSuite);
  if (summary.proved !== 3) throw new Error(`expected 3 proved, got ${JSON.stringify(summary)}`);
}

/** As many plain signature checks over messages of the same size as there are papers. */
function rawSignatures(papers: readonly { readonly text: string }[]): void {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    format: 'jwk',
  });
  const signature = Buffer.alloc(64);
  for (const { text } of papers) verify(null, Buffer.from(text), key, signature);
}

function coldRuns(folder: string): readonly number[] {
  return Array.from({ length: 6 }, () => {
    const started = performance.now();
    execFileSync(
      process.execPath,
      ['cli/src/main.ts', 'check', folder, '--markets', 'CN-GD,HK,MO', '--on', '2026-11-22', '--out', '-'],
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
