// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { digestFromSha256, instantFromMilliseconds } from '@touchstone/identifiers';
import type { Action, Register } from '../src/record-keeping/define-register.ts';
import type { JsonObject, StatementInput } from '../src/record-keeping/fact.ts';
import type { Issuer, Step } from '../src/record-keeping/keeping.ts';
import { proposalDigest, signedMeaning } from '../src/record-keeping/proposal-digest.ts';
import { openRecordKeeping, type RecordKeeping } from '../src/record-keeping/record-keeping.ts';
import { type Caller, contextOf } from '../src/record-keeping/run-route.ts';
import { type Actor, tenantOf } from '../src/record-keeping/tenant.ts';
import { readsIn } from '../src/record-keeping/tenant-reads.ts';
import { findProposal } from '../src/record-keeping/two-person.ts';
import { connectDatabase, type Database, openDatabase } from '../src/storage/database.ts';
import { tenantQueries } from '../src/storage/tenant-queries.ts';
import { createTestDatabase, type TestConnection, type TestTemplate } from './test-database.ts';

/** A database that this program has migrated; copied for each test file. */
export const migratedTemplate: TestTemplate = {
  name: 'migrated',
  async prepare(connection) {
    await (await openTestDatabase(connection)).destroy();
  },
};

/** 2026-11-22 at noon and later: a clock that a test moves by itself. */
export function fixedClock(): { now: () => string; advance: (seconds: number) => void } {
  let milliseconds = Date.parse('2026-11-22T12:00:00Z');
  return {
    now: () => instantFromMilliseconds(milliseconds),
    advance: (seconds) => {
      milliseconds += seconds * 1_000;
    },
  };
}

/** A statement as an issuer would have signed it; these bytes carry no proof, which record-keeping never looks at. */
export function signed(body: JsonObject, edges: StatementInput['edges'] = []): StatementInput {
  const text = JSON.stringify(body);
  const bytes = new TextEncoder().encode(text);
  const type = body.type as readonly string[];
  return {
    kind: type[1] ?? '',
    issuer: String(body.issuer),
    id: String(body.id),
    issuedAt: String(body.validFrom),
    digest: digestFromSha256(createHash('sha256').update(bytes).digest()),
    bytes,
    jwt: `jwt-of-${createHash('sha256').update(text).digest('hex')}`,
    body,
    edges: [{ relation: 'issued-by', key: String(body.issuer) }, ...edges],
  };
}

/** Signs nothing, remembers nothing. */
const unsignedIssuer: Issuer = {
  issue: async ({ body }) => signed(body, (body.edges as unknown as StatementInput['edges']) ?? []),
};

/** What tests vary. */
export interface TestRecordOptions {
  readonly registers: readonly Register[];
  readonly clock?: () => string;
  readonly trace?: (step: Step) => void | Promise<void>;
  readonly node?: string;
  readonly onError?: (error: unknown) => void;
}

/** A record over an open database, without background errors going unheard. */
export async function openTestRecord(database: Database, options: TestRecordOptions): Promise<RecordKeeping> {
  return openRecordKeeping({
    database,
    node: options.node ?? 'node.test',
    registers: options.registers,
    issuer: unsignedIssuer,
    cursorKey: new Uint8Array(32).fill(7),
    clock: options.clock ?? fixedClock().now,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    onError:
      options.onError ??
      ((error) => {
        throw error;
      }),
    ...(options.trace === undefined ? {} : { trace: options.trace }),
  });
}

/** A database, a record over it, a clock, and what ends them. */
export interface TestWorld {
  readonly connection: TestConnection;
  readonly database: Database;
  readonly record: RecordKeeping;
  readonly clock: ReturnType<typeof fixedClock>;
  /** Another server of the same node: its own connections, the same database. */
  secondServer(options?: Partial<TestRecordOptions>): Promise<RecordKeeping>;
  end(): Promise<void>;
}

/** A fresh world for one test file. */
export async function openTestWorld(options: TestRecordOptions): Promise<TestWorld> {
  const clock = fixedClock();
  const { connection, drop } = await createTestDatabase({ template: migratedTemplate });
  const database = connectDatabase({ connection });
  const record = await openTestRecord(database, { clock: clock.now, ...options });
  const others: (() => Promise<void>)[] = [];
  return {
    ...{ connection, database, record, clock },
    async secondServer(other) {
      const connected = connectDatabase({ connection });
      const second = await openTestRecord(connected, { clock: clock.now, ...options, ...other });
      others.push(async () => {
        await second.stop();
        await connected.destroy();
      });
      return second;
    },
    async end() {
      for (const stop of others) await stop();
      await record.stop();
      await database.destroy();
      await drop();
    },
  };
}

/** Opens and migrates a test database; fsync may be off there. */
export function openTestDatabase(connection: TestConnection): Promise<Database> {
  return openDatabase({ connection, durability: 'as-configured', connectionsMax: 10 });
}

/** The caller that an actor is, now. */
export function callerOf(actor: Actor, now: string): Caller {
  return { actor, tenant: tenantOf(actor), now, asOf: {} };
}

/** What an actor can do in a register, as a handler could. */
export function as(world: Pick<TestWorld, 'record' | 'clock'>, actor: Actor, register = 'permits') {
  const caller = callerOf(actor, world.clock.now());
  const { keeping } = world.record;
  const { database, node } = keeping;
  const transaction = tenantQueries({ database, tenant: caller.tenant, node, mode: 'read' });
  return contextOf(keeping, register, { caller, reads: readsIn({ keeping, register, transaction, asOf: {} }) });
}

/** The same actor, having just proved again who they are, and been told what their signature means. */
export function reauthenticated(actor: Actor, meaning: string, at: string): Actor {
  return { ...actor, reauthentication: { method: 'test', at, meaning } };
}

/** What a decider of this proposal is told that the signature means. */
export async function meaningOf(
  world: TestWorld,
  { actor, action, stream, proposal }: { actor: Actor; action: Action; stream: string; proposal: number },
): Promise<string> {
  const facts = await as(world, actor).reads.facts(stream);
  const found = findProposal(facts, proposal)?.proposal;
  if (found === undefined || action.twoPerson === undefined) throw new Error(`entry ${proposal} is no proposal`);
  return signedMeaning(action.twoPerson, proposalDigest(facts, found, action.twoPerson));
}
