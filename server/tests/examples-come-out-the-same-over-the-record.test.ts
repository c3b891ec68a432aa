// SPDX-License-Identifier: Apache-2.0
// The statements of the demonstration's authorities are on record and in its trust folder: the same identity, the same
// bytes, found twice. No grid may differ from the one that the files alone give.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { type CheckOptions, createReader, runCheck, type Verdict } from '@touchstone/evidence';
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import {
  type LoadedRequirements,
  PROJECT_FOLDERS,
  readDossierAt,
  readRequirements,
  readTrust,
  type Trust,
} from '@touchstone/local-files';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES_FOLDER, openDemonstrationNode } from './portal-node.ts';
import type { TestNode } from './test-node.ts';

interface Expected {
  readonly on: string;
  readonly markets: readonly string[];
  readonly topic: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly knownAt?: string;
}

const FOLDERS = readdirSync(EXAMPLES_FOLDER)
  .filter((name) => readdirSync(join(EXAMPLES_FOLDER, name)).includes('expected.json'))
  .sort();
const BOUNDARY = 'boundary-of-a-form';

let node: TestNode;
let trust: Trust;
let options: Omit<CheckOptions, 'cut'> & { readonly digest: LoadedRequirements['digest'] };
beforeAll(async () => {
  const read = createReader(nodeSuite);
  const loaded = await readRequirements(PROJECT_FOLDERS.referenceData);
  trust = await readTrust(PROJECT_FOLDERS.demonstration, read);
  options = {
    ...{ source: trust.source, requirements: loaded.requirements, suite: nodeSuite, read, digest: loaded.digest },
    // The desk judges receipts by the log policies of its trust folder; so must the files alone.
    logs: { suite: nodeLogSuite, ...trust.logs },
  };
  node = await openDemonstrationNode();
});
afterAll(() => node.end());

async function overHttp(example: string, { markets, on, knownAt }: Expected): Promise<Verdict> {
  const parts = Object.entries({ example, markets: markets.join(','), on, knownAt: knownAt ?? '' }).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const answer = await node.send(undefined, {
    ...{ method: 'POST', url: '/api/check', payload: `${parts.join('')}--${BOUNDARY}--\r\n` },
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as Verdict;
}

async function byFilesAlone(example: string, { markets, on }: Expected): Promise<Verdict> {
  const { dossier } = await readDossierAt(join(EXAMPLES_FOLDER, example));
  if (dossier === undefined) throw new Error(`${example} cannot be read`);
  const knownAt = parseInstant(node.testClock.now());
  const question = { places: markets.map(parsePlace), roots: trust.roots, on: parseCalendarDay(on), knownAt };
  const { digest, ...given } = options;
  const cut = { logs: [], position: null, referenceData: digest, knownAt };
  return runCheck(dossier.claim, dossier, question, { ...given, cut });
}

/** Every cell to its last reason. */
const gridOf = ({ columns }: Verdict): unknown => JSON.parse(JSON.stringify(columns));

describe('the statements of the demonstration', () => {
  it('stand in the register that keeps what competent authorities state', async () => {
    const { items } = await node.get<{ items: { kind: string; place: string; status: string }[] }>(
      undefined,
      '/api/recognition-instruments?on=2026-11-22&limit=100',
    );
    const found = items.map(({ kind, place }) => `${kind} ${place}`);
    for (const place of ['CN-GD', 'HK', 'MO'])
      expect(found).toEqual(expect.arrayContaining([`PlacePolicy ${place}`, `AcceptanceInstrument ${place}`]));
  });

  it.each([
    ['0', 'BAD_IDENTIFIER'],
    ['2999-01-01T00:00:00Z', 'BAD_INPUT'],
    ['2020-01-01T00:00:00Z', 'BAD_DOSSIER'],
  ])('are not judged as known at %s', async (knownAt, code) => {
    const question = { on: '2026-11-22', markets: ['HK'], topic: '', cells: {}, knownAt };
    await expect(overHttp('wolfberry-leaf', question)).rejects.toThrow(`"code":"${code}"`);
  });

  it('are judged with the cut of the instant that is asked about', async () => {
    const knownAt = node.testClock.now();
    const verdict = await overHttp('wolfberry-leaf', {
      on: '2026-11-22',
      markets: ['HK'],
      topic: '',
      cells: {},
      knownAt,
    });
    expect(verdict.knownAt).toMatchObject({ knownAt: parseInstant(knownAt) });
  });

  it.each(FOLDERS)('give %s the grid that the files alone give', async (folder) => {
    const expected: Expected = JSON.parse(readFileSync(join(EXAMPLES_FOLDER, folder, 'expected.json'), 'utf8'));
    const verdict = await overHttp(folder, expected);
    for (const { place, cells } of verdict.columns)
      expect(cells.map(({ topic, verdict: said }) => [topic, said])).toEqual([[expected.topic, expected.cells[place]]]);
    expect(gridOf(verdict)).toEqual(gridOf(await byFilesAlone(folder, expected)));
  });
});
