// SPDX-License-Identifier: Apache-2.0
import type { Keeping } from '../record-keeping/keeping.ts';
import { readChosen } from './following/chosen.ts';
import type { WitnessSetting } from './log-settings.ts';

/** The witnesses that a log asks: those of its configuration, and those that administrators chose. */
export class AskedWitnesses {
  readonly #configured: readonly WitnessSetting[];
  #all: readonly WitnessSetting[];

  constructor(configured: readonly WitnessSetting[]) {
    this.#configured = configured;
    this.#all = configured;
  }

  /** The very same list as long as nobody else is asked. */
  get all(): readonly WitnessSetting[] {
    return this.#all;
  }

  /** Asks these beside those of the configuration, and no others. */
  choose(chosen: readonly WitnessSetting[]): void {
    const others = chosen.filter(({ url }) => !this.#configured.some((each) => each.url === url));
    const all = [...this.#configured, ...others];
    if (all.map(nameOf).join() !== this.#all.map(nameOf).join()) this.#all = all;
  }

  /** With those that were chosen and of which this process has not been told yet. */
  async onRecord(keeping: Keeping): Promise<readonly WitnessSetting[]> {
    const { witnesses: chosen } = await readChosen(keeping);
    return [...new Map([...this.#all, ...chosen].map((each) => [each.url, each])).values()];
  }
}

function nameOf({ key, url }: WitnessSetting): string {
  return `${key.name} ${key.id} ${url}`;
}
