// SPDX-License-Identifier: Apache-2.0
import type { NumberedShard } from './log-shards.ts';
import { isForGood, type OpenShard } from './open-shard.ts';

/** The logs of the years that are over: which there are, and those that are open here to be read and cosigned. */
export class EndedShards {
  #listed: readonly NumberedShard[] = [];
  readonly #open = new Map<string, OpenShard | 'lost'>();

  /** Oldest first. */
  get listed(): readonly NumberedShard[] {
    return this.#listed;
  }

  list(shards: readonly NumberedShard[]): void {
    this.#listed = shards;
  }

  /** Undefined where it is not open here. */
  find(name: string): OpenShard | undefined {
    const found = this.#open.get(name);
    return found === 'lost' ? undefined : found;
  }

  /** Takes over one that has ended just now, open as it is. */
  add(ended: OpenShard): void {
    this.#listed = [...this.#listed, ended.shard];
    this.#open.set(ended.shard.name, ended);
  }

  /** Opens what is not open; one that is lost keeps the others from nothing. */
  async openAll(open: (shard: NumberedShard) => Promise<OpenShard>, tell: (error: unknown) => void): Promise<void> {
    for (const shard of this.#listed) {
      if (this.#open.has(shard.name)) continue;
      try {
        this.#open.set(shard.name, await open(shard));
      } catch (error) {
        if (isForGood(error)) this.#open.set(shard.name, 'lost');
        tell(error);
      }
    }
  }

  /** Lets go of all that are open, and gives them. */
  take(): readonly OpenShard[] {
    const open = [...this.#open.values()].filter((each) => each !== 'lost');
    this.#open.clear();
    return open;
  }
}
