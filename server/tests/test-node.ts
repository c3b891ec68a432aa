// SPDX-License-Identifier: Apache-2.0
// A whole node on a database of its own: every register, its keys, accounts of two parties of each function, and a clock
// that stands still. Each answer is held against contract/openapi.json.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@touchstone/contract';
import { parsePlace } from '@touchstone/identifiers';
import { createAccount } from '../src/access/accounts.ts';
import { type ComposedNode, composeNode, type NodeOptions } from '../src/compose-node.ts';
import { openFileKeyStore } from '../src/signing/file-key-store.ts';
import { openDatabase } from '../src/storage/database.ts';
import { type ContractCheck, openContract } from './contract-check.ts';
import { fixedClock, migratedTemplate } from './record-fixture.ts';
import { createTestDatabase } from './test-database.ts';

/** The parties of the tests: of each function one that acts, and one that must see nothing of it. */
export const PARTIES = {
  accreditor: 'did:web:accreditor.demonstration.example',
  otherAccreditor: 'did:web:other-accreditor.demonstration.example',
  laboratory: 'did:web:laboratory.demonstration.example',
  otherLaboratory: 'did:web:other-laboratory.demonstration.example',
  publisher: 'did:web:publisher.demonstration.example',
  otherPublisher: 'did:web:other-publisher.demonstration.example',
  authority: 'did:web:authority.demonstration.example',
  otherAuthority: 'did:web:other-authority.demonstration.example',
  inspectorate: 'did:web:inspectorate.demonstration.example',
  firm: 'did:web:firm.demonstration.example',
  otherFirm: 'did:web:other-firm.demonstration.example',
} as const;

const A = ['accreditation-clerk', 'accreditation-assessor', 'accreditation-proposer', 'accreditation-decider'];
const L = [
  'laboratory-manager',
  'laboratory-sampler',
  'laboratory-tester',
  'laboratory-signatory',
  'instrument-keeper',
  'erasure-decider',
];
const R = ['recognition-proposer', 'recognition-decider', 'metrology-proposer', 'metrology-decider'];

const ERASURE = ['erasure-proposer', 'erasure-decider'];

/** Who is at which party, in which roles. The others have every role of their function: only whose it is keeps them out. */
const ACCOUNTS: Readonly<Record<string, readonly [keyof typeof PARTIES, string, readonly string[]]>> = {
  clerk: ['accreditor', 'CN', ['accreditation-clerk']],
  assessor: ['accreditor', 'CN', ['accreditation-assessor', 'accreditation-decider']],
  proposer: ['accreditor', 'CN', ['accreditation-proposer', 'accreditation-decider']],
  decider: ['accreditor', 'CN', ['accreditation-decider']],
  rivalAccreditor: ['otherAccreditor', 'HK', A],
  sampler: ['laboratory', 'CN', ['laboratory-sampler']],
  tester: ['laboratory', 'CN', ['laboratory-tester', 'laboratory-signatory', 'instrument-keeper']],
  secondTester: ['laboratory', 'CN', ['laboratory-tester', 'laboratory-signatory']],
  signatory: ['laboratory', 'CN', ['laboratory-signatory']],
  manager: ['laboratory', 'CN', ['laboratory-manager']],
  labData: ['laboratory', 'CN', ['erasure-decider']],
  rivalLaboratory: ['otherLaboratory', 'HK', L],
  editor: ['publisher', 'CN', ['standards-editor']],
  rivalPublisher: ['otherPublisher', 'MO', ['standards-editor']],
  policyClerk: ['authority', 'HK', ['recognition-proposer', 'metrology-proposer']],
  policyHead: ['authority', 'HK', ['recognition-decider', 'metrology-decider']],
  rivalAuthority: ['otherAuthority', 'MO', R],
  inspector: ['inspectorate', 'CN', ['market-inspector']],
  inspectorsHead: ['inspectorate', 'CN', ['market-inspector', 'supervision-decider']],
  rivalInspector: ['otherAuthority', 'MO', ['market-inspector', 'supervision-decider']],
  planner: ['publisher', 'CN', ['cluster-editor']],
  rivalPlanner: ['otherPublisher', 'MO', ['cluster-editor']],
  declarant: ['firm', 'CN', ['enterprise-declarant']],
  rivalFirm: ['otherFirm', 'MO', ['enterprise-declarant']],
  dataClerk: ['authority', 'HK', ERASURE],
  dataHead: ['authority', 'HK', ERASURE],
  rivalData: ['otherAuthority', 'MO', ERASURE],
  operator: ['authority', 'HK', ['node-administrator']],
  operatorsHead: ['authority', 'HK', ['node-administrator']],
  rivalOperator: ['otherAuthority', 'MO', ['node-administrator']],
  auditor: ['otherAccreditor', 'HK', ['erasure-auditor']],
  otherAuditor: ['otherPublisher', 'MO', ['erasure-auditor']],
};

/** Whoever may sign in, or nobody. */
export type Login =
  | 'clerk'
  | 'assessor'
  | 'proposer'
  | 'decider'
  | 'rivalAccreditor'
  | 'sampler'
  | 'tester'
  | 'secondTester'
  | 'signatory'
  | 'manager'
  | 'labData'
  | 'rivalLaboratory'
  | 'editor'
  | 'rivalPublisher'
  | 'policyClerk'
  | 'policyHead'
  | 'rivalAuthority'
  | 'inspector'
  | 'inspectorsHead'
  | 'rivalInspector'
  | 'planner'
  | 'rivalPlanner'
  | 'declarant'
  | 'rivalFirm'
  | 'dataClerk'
  | 'dataHead'
  | 'rivalData'
  | 'operator'
  | 'operatorsHead'
  | 'rivalOperator'
  | 'auditor'
  | 'otherAuditor';

/** What tests look at of an answer. */
export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | number | undefined>>;
  readonly text: string;
  readonly body: Body;
}

/** One request; a POST gets a new Idempotency-Key unless it brings one. */
export interface Request {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Raw bytes in place of JSON. */
  readonly payload?: string | Buffer;
}

const BEGINNING = fixedClock().now();

/** A node to be tested. */
export interface TestNode extends ComposedNode {
  readonly testClock: ReturnType<typeof fixedClock>;
  readonly contract: ContractCheck;
  /** Sends as this account, or as the public. */
  send(login: Login | undefined, request: Request): Promise<Answer>;
  get<Body = never>(login: Login | undefined, url: string): Promise<Body>;
  /** POST that must be recorded. */
  act(
    login: Login,
    url: string,
    body: unknown,
  ): Promise<{
    stream: string;
    entries: { entry: number; kind: string; statement?: { issuer: string; id: string; digest: string } }[];
  }>;
  /** As `act`, with the password again, as who signs with this meaning. */
  sign(login: Login, url: string, body: object, meaning: string): ReturnType<TestNode['act']>;
  /** POST or GET that must be refused with a problem. */
  problem(login: Login | undefined, request: Request): Promise<Problem>;
  end(): Promise<void>;
}

/** The same password for everybody: it is wrong nowhere. */
export const PASSWORD = 'correct horse battery staple';

/** The evidence that a signed act takes beside its fields. */
export function reauthentication(meaning: string, password = PASSWORD): { readonly reauthentication: object } {
  return { reauthentication: { method: 'password', password, meaning } };
}

/** Opens a node with all parties. */
export async function openTestNode(options: Partial<NodeOptions> = {}): Promise<TestNode> {
  const { connection, drop } = await createTestDatabase({ template: migratedTemplate });
  const database = await openDatabase({ connection, durability: 'as-configured', connectionsMax: 10 });
  const keyFolder = await mkdtemp(join(tmpdir(), 'touchstone-keys-'));
  const testClock = fixedClock();
  const unexpected: unknown[] = [];
  const keys = await openFileKeyStore(keyFolder);
  const node = await composeNode({
    ...{ database, keys, node: 'node.test', jurisdiction: 'CN', clock: testClock.now },
    cursorKey: new Uint8Array(32).fill(7),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    home: { origins: ['https://touchstone.test'], hosts: ['touchstone.test'], secure: true },
    onUnexpected: (error) => unexpected.push(error),
    passwordCost: { log2N: 4, r: 8, p: 1 },
    limits: { bodyBytesMax: 1 << 20, jsonDepthMax: 32, jsonValuesMax: 50_000, perMinuteMax: 100_000 },
    checkAnswers: true,
    roots: [
      { did: PARTIES.authority, places: [parsePlace('HK')] },
      { did: PARTIES.otherAuthority, places: [parsePlace('MO')] },
      { did: PARTIES.inspectorate, places: [parsePlace('CN')] },
      { did: PARTIES.publisher, places: [], publishes: ['GB'] },
    ],
    ...options,
  });
  for (const party of Object.values(PARTIES)) await keys.ensureKey(party, '2025-01-01T00:00:00Z');
  for (const [login, [party, jurisdiction, roles]] of Object.entries(ACCOUNTS)) {
    const account = { login, person: `person-${login}`, displayName: `Demonstration ${login}` };
    await createAccount(node.accounts, { ...account, password: PASSWORD, party: PARTIES[party], jurisdiction, roles });
  }
  const contract = await openContract();
  const tokens = new Map<string, string>();
  let signIns = 0;

  const tokenOf = async (login: Login): Promise<string> => {
    const known = tokens.get(login);
    if (known !== undefined && testClock.now() >= BEGINNING) return known;
    const body = { login, password: PASSWORD, as: 'token' };
    // Each from an address of its own, of which one may sign in 30 times a minute.
    signIns += 1;
    const remoteAddress = `10.0.${signIns >> 8}.${signIns & 255}`;
    const answer = await request({ method: 'POST', url: '/api/sessions', body, remoteAddress });
    const token = String(answer.body.token);
    // Whoever does something long before has signed in then, and that session has run out since.
    if (testClock.now() >= BEGINNING) tokens.set(login, token);
    return token;
  };
  const request = async (given: Request & { readonly remoteAddress?: string }): Promise<Answer> => {
    const { method = 'GET', url, body, headers = {}, payload, remoteAddress } = given;
    const response = await node.app.inject({
      method,
      url,
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      headers: {
        host: 'touchstone.test',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? (body === undefined ? {} : { payload: JSON.stringify(body) }) : { payload }),
    });
    if (unexpected.length > 0) throw unexpected[0];
    const text = response.body;
    const isJson = String(response.headers['content-type'] ?? '').includes('json');
    const answer: Answer = {
      status: response.statusCode,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : {},
    };
    contract.hold({
      method,
      url,
      status: answer.status,
      contentType: String(response.headers['content-type'] ?? ''),
      body: answer.body,
    });
    return answer;
  };
  const send: TestNode['send'] = async (login, { headers = {}, ...rest }) => {
    const authorization: Record<string, string> =
      login === undefined ? {} : { authorization: `Bearer ${await tokenOf(login)}` };
    const key: Record<string, string> =
      rest.method === 'POST' ? { 'idempotency-key': `"${randomBytes(12).toString('hex')}"` } : {};
    return request({ ...rest, headers: { ...authorization, ...key, ...headers } });
  };
  const act: TestNode['act'] = async (login, url, body) => {
    // No two acts at one instant: which of them holds would be open.
    testClock.advance(1);
    const answer = await send(login, { method: 'POST', url, body });
    if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
    return answer.body as unknown as Awaited<ReturnType<TestNode['act']>>;
  };
  return {
    ...node,
    testClock,
    contract,
    send,
    act,
    sign: (login, url, body, meaning) => act(login, url, { ...body, ...reauthentication(meaning) }),
    async get(login, url) {
      const answer = await send(login, { url });
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
      return answer.body as never;
    },
    async problem(login, refused) {
      const answer = await send(login, refused);
      if (answer.status < 400) throw new Error(`${refused.url} was not refused: ${answer.status} ${answer.text}`);
      return answer.body as unknown as Problem;
    },
    async end() {
      await node.close();
      await database.destroy();
      await drop();
      await rm(keyFolder, { recursive: true });
    },
  };
}

/** Lets this node answer on a port of its own; gives its address. */
export async function listen({ app }: Pick<ComposedNode, 'app'>): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}
