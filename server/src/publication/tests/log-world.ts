// SPDX-License-Identifier: Apache-2.0
// A record with statements of any kind and a log over it that is opened and closed as a test likes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeBody, type StatementKind, statementEdges } from '@touchstone/statements';
import { z } from 'zod';
import { as, openTestWorld, signed, type TestWorld } from '../../../tests/record-fixture.ts';
import { ann } from '../../../tests/sample-cases.ts';
import { seen } from '../../../tests/sample-reports.ts';
import { action, defineRegister } from '../../record-keeping/define-register.ts';
import type { JsonObject, StatementInput } from '../../record-keeping/fact.ts';
import type { LogSettings } from '../log-settings.ts';
import { readStatement } from '../make-leaves.ts';
import { type LogWishes, openLogSettings } from '../open-settings.ts';
import { openPublication, type Publication } from '../publication.ts';

const ISSUER = 'did:web:authority.demonstration.example';
const KINDS: readonly StatementKind[] = ['RecognitionArrangement', 'StandardNotice', 'StatusChange', 'ListEntry'];

const take = action({
  name: 'put',
  input: z.custom<{ statement: StatementInput; visibility: 'public' | 'private' }>(
    (value) => typeof value === 'object',
  ),
  stream: ({ statement }) => statement.id,
  submits: ({ statement }) => statement,
  facts: async () => [],
  rules: ({ statement, visibility }) => ({
    allowed: true,
    produces: [{ source: 'signed-statement', statement, visibility }],
  }),
});

const anything = defineRegister({
  name: 'anything',
  kinds: KINDS,
  actions: [take],
  routes: [],
  fold: { version: 1, tables: { seen }, reduce: (rows) => rows },
});

/** A record whose log is opened and closed by tests. */
export interface LogWorld extends TestWorld {
  readonly folder: string;
  readonly troubles: unknown[];
  /** Puts a statement on record and gives it. */
  put(kind: StatementKind, subject: object, visibility?: 'public' | 'private'): Promise<StatementInput>;
  notices(count: number): Promise<readonly StatementInput[]>;
  /** Opens the log, as another start of the program would. */
  open(change?: Partial<LogSettings>, wishes?: Partial<LogWishes>): Promise<Publication>;
  end(): Promise<void>;
}

export async function openLogWorld(): Promise<LogWorld> {
  const world = await openTestWorld({ registers: [anything] });
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-feed-'));
  const opened: Publication[] = [];
  const troubles: unknown[] = [];
  const putOne: LogWorld['put'] = async (kind, subject, visibility = 'public') => {
    const uuid = world.record.newId().replace('urn:uuid:', '');
    const body = composeBody(kind, { uuid, issuer: ISSUER, validFrom: world.clock.now(), subject: subject as never });
    const statement = readStatement({ body: body as unknown as JsonObject });
    if (statement === undefined) throw new Error('the statement has not the shape of its kind');
    const input = signed(body as unknown as JsonObject, statementEdges(statement).slice(1));
    const outcome = await as(world, ann, 'anything').act(take, { statement: input, visibility });
    if (outcome.outcome !== 'recorded') throw new Error('refused');
    return input;
  };
  return {
    ...{ ...world, folder, troubles, put: putOne },
    async notices(count) {
      const made: StatementInput[] = [];
      for (let n = 0; n < count; n += 1) {
        const standard = `GB ${n + 1}-2020`;
        made.push(
          await putOne('StandardNotice', {
            id: standard,
            standard,
            title: 'T',
            status: 'in-force',
            from: '2024-01-01',
          }),
        );
      }
      return made;
    },
    async open(change = {}, wishes = {}) {
      await Promise.all(opened.splice(0).map((each) => each.stop()));
      const settings = await openLogSettings({ folder, origin: 'world.test/log', now: world.clock.now, ...wishes });
      const publication = openPublication({
        settings: {
          ...settings,
          batchAge: 2,
          checkpointInterval: 20,
          witnessTimeout: 120_000,
          openingWait: 120_000,
          witnessEvery: 3_600_000,
          ...change,
        },
        keeping: world.record.keeping,
        number: () => world.record.acknowledgedCut(),
        jurisdiction: 'CN',
        readSigned: () => Promise.reject(new Error('nothing is followed here')),
        onError: (error) => troubles.push(error),
      });
      opened.push(publication);
      return publication;
    },
    async end() {
      await Promise.all(opened.map((each) => each.stop()));
      await world.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
