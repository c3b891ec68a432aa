// SPDX-License-Identifier: Apache-2.0
import type { NoteKey } from '@touchstone/transparency-log';
import type { z } from 'zod';
import type { FollowedLogs } from '../followed-logs.ts';
import type { LogSettings } from '../log-settings.ts';
import type { NodeLog } from '../node-log.ts';
import type { TakingEffect } from './chosen.ts';
import type { knownThen } from './record.ts';
import type { KnownOther } from './rules.ts';

/** What runs, as the register of what administrators chose has to know it. */
export interface FollowingAtHand {
  /** What the configuration names; that is ended there alone. */
  readonly configured: { readonly logs: readonly KnownOther[]; readonly witnesses: readonly KnownOther[] };
  /** Keys of this node's own log, year for year, and of what it cosigns with. */
  ownKeys(): readonly NoteKey[];
  /** Logs that go on from those followed, without the first of each chain. */
  goingOn(): readonly string[];
  /** What is known of a followed log at this moment. */
  known(origin: string): z.infer<typeof knownThen>;
  /** Brings what was decided into effect. */
  apply(): Promise<void>;
}

/** The same, of a running publication. */
export function followingAtHand(parts: {
  readonly settings: LogSettings;
  readonly nodeLog: NodeLog;
  readonly followed: FollowedLogs;
  readonly takingEffect: TakingEffect;
}): FollowingAtHand {
  const { settings, nodeLog, followed, takingEffect } = parts;
  return {
    configured: { logs: settings.follow, witnesses: settings.witnesses },
    ownKeys: () => [
      ...[settings.signer.key, settings.handedLogs.cosigner.key],
      ...nodeLog.shards.map(({ signer }) => signer.key),
      ...(nodeLog.next === undefined ? [] : [nodeLog.next]),
    ],
    goingOn: () => followed.chains.flatMap(({ followers }) => followers.slice(1).map(({ origin }) => origin)),
    known(origin) {
      const chain = followed.chains.find(({ followers }) => followers[0]?.origin === origin);
      const until = chain?.whole?.until;
      const logs = chain?.followers.map((follower) => follower.origin) ?? [origin];
      return { logs, ...(until === undefined ? {} : { until }) };
    },
    apply: () => takingEffect.apply(),
  };
}
