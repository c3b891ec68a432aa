// SPDX-License-Identifier: Apache-2.0
// A whole node with a log in a folder of its own, whose clock is the machine's where the log waits.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestNode, type TestNode } from '../../../tests/test-node.ts';
import type { NodeOptions } from '../../compose-node.ts';
import type { LogSettings } from '../log-settings.ts';
import { openLogSettings } from '../open-settings.ts';
import type { Publication } from '../publication.ts';

/** Name of the log in the tests. */
export const ORIGIN = 'node.test/log';

/** A node whose log is there. */
export interface LogNode extends TestNode {
  readonly publication: Publication;
  readonly settings: LogSettings;
  readonly folder: string;
}

/** What tests vary. */
export interface LogNodeOptions extends Partial<NodeOptions> {
  readonly change?: (settings: LogSettings) => Partial<LogSettings>;
  /** `yearly` for a log a year. */
  readonly shards?: string;
  /** The name of its log, where it is not that of the tests, or of the node that is named. */
  readonly origin?: string;
}

/** Opens a node with a log. */
export async function openLogNode({
  change,
  shards,
  origin: given,
  ...options
}: LogNodeOptions = {}): Promise<LogNode> {
  const origin = given ?? (options.node === undefined ? ORIGIN : `${options.node}/log`);
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-log-'));
  const made = await openLogSettings({ folder, origin, shards, now: options.clock });
  const settings: LogSettings = { ...made, batchAge: 5, checkpointInterval: 20, ...change?.(made) };
  const node = await openTestNode({ log: settings, ...options });
  const { publication } = node;
  if (publication === undefined) throw new Error('the node has no log');
  return {
    ...node,
    ...{ publication, settings, folder },
    async end() {
      await node.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
