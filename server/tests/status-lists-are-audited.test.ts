// SPDX-License-Identifier: Apache-2.0
// A node's own status lists, held against its log by the command line and believed by a verifier who has only the list.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createReader, type EvidenceSource, runVerify } from '@touchstone/evidence';
import { nodeSuite } from '@touchstone/credentials/node';
import { dayOfInstant, parseInstant, parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements, readTrust } from '@touchstone/local-files';
import { formatVkey } from '@touchstone/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import {
  attest,
  attestation,
  changeStatus,
  decide,
  draftReport,
  evaluate,
  type Reference,
  signReport,
} from './registers-in-use.ts';
import { PARTIES } from './test-node.ts';

let node: LogNode;
let url: string;
beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  node = await openLogNode({ statusListsAt: new URL(url) });
  await node.app.listen({ host: '127.0.0.1', port });
});
afterAll(() => node.end());

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function audit(): Promise<{ readonly code: number | null; readonly out: string }> {
  const day = node.testClock.now().slice(0, 10);
  const log = formatVkey(node.settings.signer.key);
  const args = ['audit', `${url}/log`, '--log', log, '--node', url, '--on', day];
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'cli', 'src', 'main.ts'), ...args]);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (out += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out };
}

async function textOf({ issuer, id }: Reference): Promise<string> {
  return (await node.send(undefined, { url: `/api/statements/${encodeURIComponent(issuer)}/${id}` })).text;
}

async function listText(purpose: string): Promise<string> {
  return (
    await node.send(undefined, { url: `/api/status-lists/${encodeURIComponent(PARTIES.accreditor)}/1/${purpose}` })
  ).text;
}

describe('the status lists of a node', () => {
  it('are found by an audit through the statements that name them, and are what its log says', async () => {
    const report = await draftReport(node);
    await signReport(node, report);
    await node.act('tester', `/api/laboratory-cases/${report}/proposals`, { act: 'revoke', reason: 'Wrong sample' });
    await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${report}` });
    await signReport(node, await draftReport(node, { reportNumber: 'R-2' }, 'public'));
    const suspended = await attest(node);
    await changeStatus(node, suspended, { act: 'suspend', reason: 'Out of tolerance' });
    const withdrawn = await attest(node);
    await changeStatus(node, withdrawn, { act: 'withdraw', reason: 'Given up' });
    await node.publication.flush();
    const { code, out } = await audit();
    // Nothing differs, and something cannot be held against the log by everybody.
    expect(code, out).toBe(2);
    expect(out).toContain('4 status lists, 524288 bits; 0 differences');
    // Whose bit of the laboratory's list is set only its owner can say: the paper is private, its revocation is not.
    expect(out).toMatch(/laboratory\S+\/1\/revocation: 1 bits of statements that the node does not give to everybody/);
  });

  it('settle for a verifier who has the paper and the lists, and nothing else of the node, what became of it', async () => {
    const { stream } = await node.act('clerk', '/api/accreditation-cases', { attestation: attestation() });
    await evaluate(node, stream);
    await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, { act: 'issue' });
    const [issued] = await decide(node, { login: 'decider', url: `/api/accreditation-cases/${stream}` });
    const paper = await textOf(issued as Reference);
    const read = createReader(nodeSuite);
    const { items } = await node.get<{ items: { id: string }[] }>(undefined, '/api/did-documents');
    const dids = items.map((document) => [document.id, document] as const);
    const { requirements, digest } = await readRequirements(PROJECT_FOLDERS.referenceData);
    const reasonsWith = async (...lists: readonly string[]) => {
      const knownAt = parseInstant(node.testClock.now());
      const places = [parsePlace('CN-GD')];
      const on = dayOfInstant(knownAt, 480);
      // The policies of the demonstration, and this body taken at its word.
      const beside = lists.map((text) => ({ text }));
      const trust = await readTrust(PROJECT_FOLDERS.demonstration, read, beside);
      const roots = [...trust.roots, { did: PARTIES.accreditor, places }];
      const source: EvidenceSource = {
        find: trust.source.find,
        resolve: async (asked) => new Map([...(await trust.source.resolve(asked)), ...dids]),
      };
      const chain = await runVerify(
        { file: 'accreditation.json', text: paper },
        { places, roots, on, knownAt },
        {
          ...{ source, requirements, suite: nodeSuite, read },
          cut: { logs: [], position: null, referenceData: digest, knownAt },
        },
      );
      return JSON.stringify(chain);
    };
    expect(await reasonsWith()).toContain('STATUS_LIST_NOT_AT_HAND');
    const clear = await reasonsWith(await listText('revocation'), await listText('suspension'));
    expect(clear).toContain('STATUS_AS_OF_SNAPSHOT');
    expect(clear).not.toContain('STATUS_LIST_NOT_AT_HAND');
    await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
    expect(await reasonsWith(await listText('suspension'))).toContain('LISTED_AS_SUSPENDED');
    await changeStatus(node, stream, { act: 'withdraw', reason: 'Given up' });
    expect(await reasonsWith(await listText('revocation'))).toContain('LISTED_AS_REVOKED');
  });
});
