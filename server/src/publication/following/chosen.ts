// SPDX-License-Identifier: Apache-2.0
import { parsePolicy, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { z } from 'zod';
import { startBackground } from '../../record-keeping/background.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { readsIn } from '../../record-keeping/tenant-reads.ts';
import { withKeeper } from '../../storage/with-tenant.ts';
import type { FollowSetting, WitnessSetting } from '../log-settings.ts';
import { choices } from './fold.ts';
import { knownThen } from './record.ts';

/** Name of the register; its streams are cases, and it records no statements. */
export const FOLLOWING = 'following';

/** A log that administrators chose once, and chose no more. */
export interface EndedLog extends FollowSetting {
  readonly endedAt: string;
  readonly known: z.infer<typeof knownThen>;
}

/** What administrators chose, as it stands now. */
export interface Chosen {
  readonly logs: readonly FollowSetting[];
  readonly witnesses: readonly WitnessSetting[];
  /** The latest end of each log under each key. */
  readonly ended: readonly EndedLog[];
}

/** Rows of the register, whoever's they are, the oldest first: the node is one for all who administer it. */
export async function readChoices({ database, ...keeping }: Keeping) {
  return withKeeper(database, (transaction) =>
    readsIn({ keeping: { database, ...keeping }, register: FOLLOWING, transaction, asOf: {} })
      .rows(choices, {})
      .selectAll()
      .orderBy('stream')
      .execute(),
  );
}

/** What is in force, and which logs have ended. */
export async function readChosen(keeping: Keeping): Promise<Chosen> {
  // A program of a test may keep a log without this register.
  if (!keeping.registers.has(FOLLOWING)) return { logs: [], witnesses: [], ended: [] };
  const rows = await readChoices(keeping);
  const inForce = rows.filter(({ state }) => state === 'in-force');
  const settingOf = ({ vkey, url, policy, since }: (typeof rows)[number]): FollowSetting => ({
    ...{ key: parseVkey(nodeLogSuite, vkey), url },
    ...(since === null ? {} : { since }),
    ...(policy === null ? {} : { policies: [parsePolicy(nodeLogSuite, policy)] }),
  });
  const ended = new Map<string, EndedLog>();
  for (const row of rows) {
    const { kind, state, endedAt, known, name, vkey } = row;
    if (kind !== 'log' || state !== 'ended' || endedAt === null) continue;
    if ((ended.get(vkey)?.endedAt ?? '') < endedAt) {
      ended.set(vkey, { ...settingOf(row), endedAt, known: knownThen.parse(known ?? { logs: [name] }) });
    }
  }
  const of = (kind: string) => inForce.filter((row) => row.kind === kind).map(settingOf);
  return { logs: of('log'), witnesses: of('witness'), ended: [...ended.values()] };
}

/** What was chosen, brought into effect while the node runs. */
export interface TakingEffect {
  /** Now; rejects with what is in the way, which is tried again. */
  apply(): Promise<void>;
  /** At the next round of the background. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Keeps what runs as it was chosen: after each decision here, and now and then as another server of the node may decide too. */
export function startTakingEffect(
  keeping: Keeping,
  { take, every, onError }: { take(chosen: Chosen): Promise<void>; every: number; onError(error: unknown): void },
): TakingEffect {
  let turn: Promise<void> = Promise.resolve();
  let last = Number.NEGATIVE_INFINITY;
  const apply = (): Promise<void> => {
    const next = turn.then(async () => {
      await take(await readChosen(keeping));
      last = performance.now();
    });
    turn = next.catch(() => {});
    return next;
  };
  const background = startBackground(async () => {
    if (performance.now() - last >= every) await apply();
  }, onError);
  background.nudge();
  return {
    apply,
    nudge: background.nudge,
    async stop() {
      await background.stop();
      await turn;
    },
  };
}
