// SPDX-License-Identifier: Apache-2.0
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** How long this process, with the load generator in it, did nothing for anybody. Milliseconds. */
export interface Halts {
  /** Of the event loop, each beyond the millisecond between two looks. */
  readonly loopP99: number;
  readonly loopMax: number;
  /** Of collections of memory, which are among those of the loop: all together, and the longest. */
  readonly collections: number;
  readonly collectionMax: number;
}

/** Watches from now on; the returned function ends it and says what there was. */
export function watchHalts(): () => Halts {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const collections: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collections.push(duration);
  });
  observer.observe({ entryTypes: ['gc'] });
  loop.enable();
  return () => {
    loop.disable();
    observer.disconnect();
    return {
      loopP99: Math.max(0, loop.percentile(99) / 1e6 - 1),
      loopMax: Math.max(0, loop.max / 1e6 - 1),
      collections: collections.reduce((sum, each) => sum + each, 0),
      collectionMax: Math.max(0, ...collections),
    };
  };
}
