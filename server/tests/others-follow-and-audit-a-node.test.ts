// SPDX-License-Identifier: Apache-2.0
// What the command line says of a node that shows what its log says, and of one that does not.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { deriveStatusList } from '@touchstone/credentials/formats';
import { statusListBody } from '@touchstone/credentials/issue';
import { type Instant, parseInstant } from '@touchstone/identifiers';
import { CHECK_GROUPS, composeBody } from '@touchstone/statements';
import { formatVkey } from '@touchstone/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { submissionMeaning } from '../src/record-keeping/submit-signed.ts';
import { signForParty } from '../src/signing/statement-issuer.ts';
import { attest, attestation, changeStatus, draftReport, publishNotice, signReport } from './registers-in-use.ts';
import { PARTIES, reauthentication } from './test-node.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PLACE = 7;
const LAW = { instrument: 'Test rule', certainty: 'read' };

/** Stands before the node, and may change an answer or give one of its own. */
let spoil: (path: string, body: Buffer) => Buffer = (_, body) => body;
let between: Server;
let home: LogNode;
let url: string;
let vkey: string;
let scratch: string;
let listed: { readonly issuer: string; readonly id: string; readonly from: Instant };
let list: object;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'touchstone-others-'));
  home = await openLogNode();
  await home.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = home.app.server.address() as AddressInfo;
  between = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path === '/status/1') return outgoing.end(spoil(path, Buffer.from(JSON.stringify(list))));
    const onward = request({ host: '127.0.0.1', port, path, headers: { ...incoming.headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { 'content-length': _, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 500, headers);
        outgoing.end(spoil(path, Buffer.concat(parts)));
      });
    });
    onward.on('error', () => outgoing.destroy());
    onward.end();
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  vkey = formatVkey(home.settings.signer.key);
  await fill();
});
afterAll(async () => {
  between.closeAllConnections();
  between.close();
  await home.end();
  await rm(scratch, { recursive: true, force: true });
});

/** Statements of several registers: one suspended, one that names its place in a status list and is withdrawn, one private. */
async function fill(): Promise<void> {
  const suspended = await attest(home);
  await signReport(home, await draftReport(home));
  await changeStatus(home, suspended, { act: 'suspend', reason: 'Out of tolerance' });
  await publishNotice(home, { standard: 'GB 1-2020' });
  const stream = await attestListed();
  await changeStatus(home, stream, { act: 'withdraw', reason: 'Given up' });
  await home.publication.flush();
  listed = { issuer: PARTIES.accreditor, id: `urn:uuid:${stream}`, from: parseInstant(home.testClock.now()) };
  list = listAt([{ from: listed.from, statement: listed, recordedAt: listed.from, status: 'withdrawn', reason: 'r' }]);
}

async function attestListed(): Promise<string> {
  const now = home.testClock.now();
  const issuer = PARTIES.accreditor;
  const uuid = '01930000-0000-7000-8000-0000000000aa';
  const { subject } = attestation({ certificateNumber: 'L-77' }) as { subject: object };
  const status = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: String(PLACE) };
  const body = {
    ...composeBody('Accreditation', { uuid, issuer, validFrom: now, subject: subject as never }),
    credentialStatus: { ...status, id: `${url}/status/1#${PLACE}`, statusListCredential: `${url}/status/1` },
  };
  const made = await signForParty(home.keys, { body: body as never, issuer, party: issuer, now });
  const statement = new TextDecoder().decode(made.embeddedBytes);
  const sent = { statement, ...reauthentication(submissionMeaning(made.digest)) };
  const handed = await home.send('proposer', { method: 'POST', url: '/api/statements', body: sent });
  const at = `/api/statement-submissions/${(handed.body.entries as { entry: number }[])[0]?.entry}`;
  const { digest, meaning } = await home.get<{ digest: string; meaning: string }>('decider', at);
  await home.act('decider', `${at}/decisions`, { digest, verdict: 'approve', ...reauthentication(meaning) });
  return uuid;
}

function listAt(changes: Parameters<typeof deriveStatusList>[0]['changes'], flipped: readonly number[] = []): object {
  const at = parseInstant(home.testClock.now());
  const bits = deriveStatusList({ purpose: 'revocation', places: [{ index: PLACE, statement: listed }], changes, at });
  for (const index of flipped) bits[index >>> 3] = (bits[index >>> 3] as number) ^ (0x80 >>> (index & 7));
  const published = {
    url: `${url}/status/1`,
    issuer: PARTIES.accreditor,
    validFrom: at,
    purpose: 'revocation',
    bits,
  } as const;
  return statusListBody(published, (bytes) => new Uint8Array(gzipSync(bytes)));
}

/** The command line as another party runs it. */
async function touchstone(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const main = join(ROOT, 'cli', 'src', 'main.ts');
  const child = spawn(process.execPath, [main, ...args], { cwd: scratch });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}
const audit = () =>
  touchstone('audit', `${url}/log`, '--log', vkey, '--node', url, '--on', home.testClock.now().slice(0, 10));
/** The answer of one list changed. */
const withItems =
  (of: string, change: (items: Record<string, unknown>[]) => Record<string, unknown>[]) =>
  (path: string, body: Buffer) => {
    if (!path.startsWith(of)) return body;
    const answer = JSON.parse(body.toString()) as { items: Record<string, unknown>[] };
    return Buffer.from(JSON.stringify({ ...answer, items: change(answer.items) }));
  };

describe('touchstone audit --node', () => {
  it('finds nothing against a node whose registers and lists are what its log says', async () => {
    spoil = (_, body) => body;
    const { code, out, err } = await audit();
    expect([code, err.replaceAll(/touchstone audit: \d+ of \d+ entries\n/g, '')], out).toEqual([0, '']);
    expect(out).toContain('5 opened, 1 not given to everybody, 0 erased');
    expect(out).toContain('1 status lists, 131072 bits; 0 differences');
  });

  it('names each bit of a doctored status list, and whose it is', async () => {
    const right = list;
    list = listAt([], [9]);
    const { code, out } = await audit();
    list = right;
    expect(code, out).toBe(4);
    expect(out).toMatch(new RegExp(`entry ${PLACE}, ${listed.issuer} ${listed.id}\\n +is: +bit 0\\n +right: bit 1`));
    expect(out).toMatch(/entry 9, no statement of the log\n +is: +bit 1\n +right: bit 0/);
    expect(out).toContain('2 differences');
  });

  it.each([
    [
      'a row whose statement is not in the log',
      '/api/standard-notices',
      (items: Record<string, unknown>[]) => [
        ...items,
        { ...items[0], statementId: 'urn:uuid:01930000-0000-7000-8000-00000000dead', standard: 'GB 9-2020' },
      ],
      /not-in-log: standard-notices: did:web:publisher\S+ urn:uuid:01930000-0000-7000-8000-00000000dead/,
    ],
    [
      'a statement of the log that is in no register',
      '/api/accreditations',
      (items: Record<string, unknown>[]) => items.filter(({ status }) => status !== 'suspended'),
      /hidden: accreditations: did:web:accreditor\S+ urn:uuid:\S+\n +is: +it is not in the register\n +right: a row: suspended from/,
    ],
    [
      'a status that is not the one stated',
      '/api/accreditations',
      (items: Record<string, unknown>[]) =>
        items.map((item) => (item.status === 'suspended' ? { ...item, status: 'in-force' } : item)),
      /differs: accreditations: \S+ \S+\n +is: +in-force from \S+ to \S+\n +right: suspended from/,
    ],
    [
      'other content',
      '/api/standard-notices',
      (items: Record<string, unknown>[]) => items.map((item) => ({ ...item, digest: `uEi${'A'.repeat(44)}` })),
      /differs: standard-notices: \S+ \S+\n +is: +digest uEiAAAA/,
    ],
  ])('names %s', async (_, path, change, says) => {
    spoil = withItems(path, change);
    const { code, out } = await audit();
    spoil = (_path, body) => body;
    expect(code, out).toBe(4);
    expect(out).toMatch(says);
    expect(out).toContain('; 1 differences');
  });
});

describe('touchstone audit --node of a node that does not open a change of status', () => {
  const without =
    (as: 'silence' | 'erased', rows: (items: Record<string, unknown>[]) => Record<string, unknown>[]) =>
    (path: string, body: Buffer): Buffer => {
      if (path.startsWith('/api/accreditations')) return withItems('/api/accreditations', rows)(path, body);
      return withItems('/api/log/statements', (items) =>
        items.flatMap((item) => {
          if (!String(item.statement).includes('"status":"suspended"')) return [item];
          return as === 'silence' ? [] : [{ index: item.index, erasedAt: '2026-11-22T00:00:00Z' }];
        }),
      )(path, body);
    };
  const honest = (items: Record<string, unknown>[]) => items;
  const inForce = (items: Record<string, unknown>[]) =>
    items.map((item) => (item.status === 'suspended' ? { ...item, status: 'in-force' } : item));
  const left = (items: Record<string, unknown>[]) => items.filter(({ status }) => status !== 'suspended');

  it.each([
    ['an honest row, silently', 'silence', honest],
    ['a false row, silently', 'silence', inForce],
    ['no row, silently', 'silence', left],
    ['an honest row, and says that it was erased', 'erased', honest],
    ['a false row, and says that it was erased', 'erased', inForce],
  ] as const)('answers that the row is unknown, where it shows %s', async (_, as, rows) => {
    spoil = without(as, rows);
    const { code, out } = await audit();
    spoil = (_path, body) => body;
    expect(code, out).toBe(2);
    expect(out).toMatch(/not held against the log: accreditations: \S+ \S+: unknown/);
    expect(out).toContain('; 0 differences');
  });

  it('answers that the entry of a status list is unknown', async () => {
    const right = list;
    spoil = withItems('/api/log/statements', (items) =>
      items.filter(({ statement }) => !String(statement).includes('"status":"withdrawn"')),
    );
    const runs = [await audit()];
    list = listAt([]);
    runs.push(await audit());
    list = right;
    spoil = (_path, body) => body;
    for (const { code, out } of runs) {
      expect(code, out).toBe(2);
      expect(out).toMatch(/not held against the log: status list \S+ \S+ \S+: unknown/);
    }
  });
});

describe('touchstone follow', () => {
  const follow = async (state: string) => {
    const dids = join(scratch, 'dids.json');
    await writeFile(dids, (await home.send(undefined, { url: '/api/did-documents' })).text);
    return touchstone('follow', `${url}/log`, '--log', vkey, '--state', state, '--dids', dids, '--once');
  };

  it('keeps what others stated as evidence whose origin a verdict names', async () => {
    const state = join(scratch, 'followed');
    const { code, out, err } = await follow(state);
    // One is not given to everybody: what is here is not all.
    expect([code, err], out).toEqual([2, '']);
    expect(out).toContain('5 stored, 1 withheld; 5 new as evidence');
    const [folder = ''] = await readdir(join(state, 'evidence'));
    const evidence = join(state, 'evidence', folder);
    const example = join(ROOT, 'examples', 'wolfberry-leaf');
    const checked = await touchstone('check', example, '--evidence', evidence, '--on', '2026-11-22', '--out', 'v.json');
    expect(checked.out, checked.err).toContain(`5 statements of the log ${home.publication.origin}, followed to`);
    const verdict = JSON.parse(await readFile(join(scratch, 'v.json'), 'utf8'));
    const { size } = await home.publication.status();
    expect(verdict.knownAt.logs).toContainEqual({ log: home.publication.origin, size });
    // The same again, by a process of its own, finds nothing new.
    expect((await follow(state)).out).toContain('; 0 new as evidence');
  });

  it('does not let a withdrawal be hidden: what the node leaves unopened stays a doubt about what it may change', async () => {
    const trust = join(scratch, 'trust');
    const { items } = JSON.parse((await home.send(undefined, { url: '/api/did-documents' })).text);
    const didDocuments = Object.fromEntries(items.map((document: { id: string }) => [document.id, document]));
    const roots = [{ did: PARTIES.accreditor, places: ['HK'] }];
    await mkdir(join(trust, 'statements'), { recursive: true });
    await writeFile(join(trust, 'trust.json'), JSON.stringify({ roots, didDocuments }));
    const now = home.testClock.now();
    const subject = {
      ...{ id: 'urn:test:policy', title: 'A policy', place: 'HK', demonstration: true, from: '2020-01-01' },
      checks: Object.fromEntries(CHECK_GROUPS.map((group) => [group, 'required'])),
      admissible: [{ purpose: 'limit', kind: 'TestReport', maximumAgeDays: 180, languages: ['en'] }],
      trustAnchors: [{ id: PARTIES.accreditor, name: 'A', role: 'registrar' }],
      ...{ secondary: 'decides-visibly', unstatedBasis: { when: 'blocks', takes: [], because: 'a test' } },
      sampling: { plans: [], increments: 5 },
      decisionRule: { rule: { kind: 'simple-acceptance' }, origin: 'law', legalBasis: LAW },
      ...{
        rounding: 'full-value',
        traceability: 'assured-by-accreditation',
        logs: { required: false, because: 'a test' },
      },
      retest: { procedure: 'a third laboratory', legalBasis: LAW },
    };
    const uuid = '01930000-0000-7000-8000-0000000000bb';
    const body = composeBody('PlacePolicy', {
      uuid,
      issuer: PARTIES.accreditor,
      validFrom: '2020-01-01T00:00:00Z',
      subject: subject as never,
    });
    const made = await signForParty(home.keys, {
      body: body as never,
      issuer: PARTIES.accreditor,
      party: PARTIES.accreditor,
      now,
    });
    await writeFile(join(trust, 'statements', 'policy.json'), made.embeddedBytes);
    const verified = async (state: string) => {
      const { code, out } = await follow(state);
      const [folder = ''] = await readdir(join(state, 'evidence'));
      const evidence = join(state, 'evidence', folder);
      const names = await readdir(join(evidence, 'statements'));
      const texts = await Promise.all(
        names.map(async (name) => [name, await readFile(join(evidence, 'statements', name), 'utf8')] as const),
      );
      const [paper = ''] = texts.find(([, text]) => text.includes('"Accreditation"') && text.includes(listed.id)) ?? [];
      const said = await touchstone(
        'verify',
        join(evidence, 'statements', paper),
        '--trust',
        trust,
        '--evidence',
        evidence,
        '--markets',
        'HK',
      );
      return { code, out, said };
    };
    const open = await verified(join(scratch, 'open'));
    expect([open.code, open.said.out], open.said.err).toEqual([2, expect.stringContaining('Given up')]);
    expect(open.said.out).not.toContain('its node does not open');
    spoil = withItems('/api/log/statements', (given) =>
      given.filter(
        ({ statement }) => !(String(statement).includes('"StatusChange"') && String(statement).includes(listed.id)),
      ),
    );
    const hidden = await verified(join(scratch, 'hidden'));
    spoil = (_path, body) => body;
    expect(hidden.code, hidden.out).toBe(2);
    expect(hidden.out).toContain('4 stored, 2 withheld');
    expect(hidden.said.out, hidden.said.err).not.toContain('Given up');
    expect(hidden.said.out).toContain('that its node does not open');
    expect(hidden.said.code).toBe(2);
  });

  it('says plainly what was caught, names the evidence, and keeps nothing whose signature is broken', async () => {
    const state = join(scratch, 'spoilt');
    spoil = (path, body) => {
      if (!path.startsWith('/api/log/statements')) return body;
      const spoilt = body
        .toString()
        .replaceAll(/(proofValue\\":\\"z.{20})(.)/g, (_all, before, one) => `${before}${one === '2' ? '3' : '2'}`);
      return Buffer.from(spoilt);
    };
    const { code, out, err } = await follow(state);
    spoil = (_path, body) => body;
    expect(code, out).toBe(3);
    expect(err).toMatch(
      /BAD_SIGNATURE: what the node gives for entry 0: .*\n {2}evidence: (.*refused-statements\/0\.json)/,
    );
    expect(out).toContain('5 refused');
    // What was spoilt on the way is asked for again, and is sound now.
    expect(await follow(state)).toMatchObject({ code: 2, out: expect.stringContaining('5 stored') });
  });

  it('says what it needs, and what it cannot reach', async () => {
    expect(await touchstone('follow', url)).toMatchObject({ code: 1, err: expect.stringContaining('--log VKEY') });
    const nowhere = await touchstone(
      'follow',
      'http://127.0.0.1:9/log',
      '--log',
      vkey,
      '--state',
      join(scratch, 'n'),
      '--once',
    );
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('does not answer') });
  });
});
