// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { nodeLogSuite } from '../suites/node-suite.ts';
import { EMPTY_LOG, integrate, type LogState } from '../tiles/integrate.ts';
import { bundlePath, tilePath } from '../tiles/tile.ts';

/** A log whose files are kept in memory by their paths. */
export class LogDirectory {
  readonly files = new Map<string, Uint8Array>();
  readonly reads: string[] = [];
  state: LogState = EMPTY_LOG;

  append(entries: readonly Uint8Array[], suite: LogSuite = nodeLogSuite): void {
    const { state, tiles, bundles } = integrate(suite, this.state, entries);
    for (const { tile, bytes } of tiles) {
      this.files.set(tilePath(tile), bytes);
    }
    for (const { bundle, bytes } of bundles) {
      this.files.set(bundlePath(bundle), bytes);
    }
    this.state = state;
  }

  /** Drops every partial tile and bundle for which the full one is there. */
  dropSupersededParts(): void {
    for (const path of this.files.keys()) {
      if (this.files.has(path.replace(/\.p\/\d+$/, '')) && path.includes('.p/')) {
        this.files.delete(path);
      }
    }
  }

  readonly read = (path: string): Uint8Array | undefined => {
    this.reads.push(path);
    return this.files.get(path);
  };
}

/** `count` entries, each of 8 bytes with its index. */
export function entriesOf(count: number, from = 0): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const entry = new Uint8Array(8);
    new DataView(entry.buffer).setBigUint64(0, BigInt(from + index));
    return entry;
  });
}
