// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  type ChainedLog,
  type ChainNews,
  FollowedFolder,
  type FollowOptions,
  httpOpened,
  keepFile,
  type Look,
  YearChains,
} from '@touchstone/log-keeping/follow';
import type { LogReader } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { logReaderAt } from './log-options.ts';
import { isCaught } from './print-successors.ts';

/** The log that was named, where its node is asked for statements, and what all logs of its chain have in common. */
export interface FollowedChainParts extends Omit<FollowOptions, 'origin' | 'keys' | 'read' | 'ask' | 'before'> {
  readonly first: ChainedLog & { readonly address: string };
  readonly node: string;
}

/** What a look at one log came to: what was seen, or why nothing was. */
export type LookAt =
  | { readonly origin: string; readonly look: Look }
  | { readonly origin: string; readonly fault: Error };

/**
 * A log and those that go on from it, each followed into a folder of its own; the key of the next is the one that the
 * ended log has signed, and none that only a network shows. Decision records 0044 and 0062.
 */
export class FollowedYears {
  readonly #folders: Map<string, FollowedFolder>;
  readonly #chains: YearChains;
  readonly #now: () => string;

  static async open(parts: FollowedChainParts): Promise<FollowedYears> {
    const folders = new Map<string, FollowedFolder>();
    const { first, node, ...common } = parts;
    const stored = (origin: string) => (folders.get(origin) as FollowedFolder).stored;
    const subjectsBefore = (earlier: readonly FollowedFolder[]) => (key: string) => {
      const found = earlier.map((folder) => folder.subjectsOf(key)).filter((each) => each !== undefined);
      return found.find((each) => each !== 'withheld') ?? found[0];
    };
    const closeAll = () => Promise.all([...folders.values()].map((folder) => folder.close()));
    try {
      const chains = await YearChains.open({
        ...{ suite, logs: [first], readAt: logReaderAt },
        treeOf: async (origin) => stored(origin).tree,
        readKept: (origin) => stored(origin).readSuccession(),
        keep: (origin, note) => stored(origin).keepSuccession(note),
        open: async ({ origin, keys, address = first.address }) => {
          // A log that goes on from another one may not be there yet where the program starts anew.
          const read: LogReader = async (path) => (await logReaderAt(address))(path);
          const before = subjectsBefore([...folders.values()]);
          const own = { origin, keys, read, ask: httpOpened(node, origin), before };
          folders.set(origin, await FollowedFolder.open(suite, { ...common, ...own }));
        },
      });
      return new FollowedYears(folders, chains, common.now);
    } catch (error) {
      await closeAll();
      throw error;
    }
  }

  private constructor(folders: Map<string, FollowedFolder>, chains: YearChains, now: () => string) {
    this.#folders = folders;
    this.#chains = chains;
    this.#now = now;
  }

  /** Where the evidence of each log is. */
  get evidenceFolders(): readonly string[] {
    return [...this.#folders.values()].map(({ evidenceFolder }) => evidenceFolder);
  }

  /** One look at each log; then at what goes on from them, once each is stored to its end. */
  async look(hear: (at: LookAt | ChainNews) => void): Promise<void> {
    const seen = new Set<string>();
    for (;;) {
      for (const [origin, folder] of this.#folders) {
        if (seen.has(origin)) continue;
        seen.add(origin);
        hear(await lookAt(origin, folder));
      }
      const news = await this.#chains.look();
      for (const each of news) {
        if (isCaught(each)) await this.#keep(each);
        hear(each);
      }
      if (!news.some(({ outcome }) => outcome === 'taken')) return;
    }
  }

  async close(): Promise<void> {
    for (const folder of this.#folders.values()) await folder.close();
  }

  /** What the log itself has signed and cannot both be, beside the log. */
  async #keep({ origin, detail, shown }: ChainNews & { readonly outcome: 'refused' }): Promise<void> {
    const { folder, note } = (this.#folders.get(origin) as FollowedFolder).stored;
    const named = (await this.#chains.kept(origin)) ?? null;
    const kept = { format: 'touchstone/follow-report/v1', origin, at: this.#now(), remembered: note ?? null };
    await keepFile(join(folder, 'refused-successor.json'), `${JSON.stringify({ ...kept, named, shown, detail })}\n`);
  }
}

/** What a server answers wrongly: a page instead of a checkpoint, a tile that is not there, a bundle that is none. */
const ANOTHERS_FAULT: ReadonlySet<string> = new Set(['LogKeepingError', 'LogError']);

async function lookAt(origin: string, folder: FollowedFolder): Promise<LookAt> {
  try {
    return { origin, look: await folder.look() };
  } catch (error) {
    if (!(error instanceof Error && ANOTHERS_FAULT.has(error.name))) throw error;
    // Nothing was taken in that was not verified; the next look tries again.
    return { origin, fault: error };
  }
}
