// SPDX-License-Identifier: Apache-2.0

/** Work that goes on beside requests. */
export interface Background {
  /** Asks for a round now; asking while one runs makes one more follow it. */
  readonly nudge: () => void;
  /** Waits for the round that runs, and starts no other. */
  stop(): Promise<void>;
}

const INTERVAL_MILLISECONDS = 500;
/** Commits that come in a burst are numbered together. */
const GATHER_MILLISECONDS = 20;

/**
 * Runs `round` at every nudge and, since a nudge reaches only the server that committed, at an interval.
 * One round at a time; what it throws is reported and tried again at the next.
 */
export function startBackground(round: () => Promise<void>, onError: (error: unknown) => void): Background {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const run = async (): Promise<void> => {
    do {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MILLISECONDS));
      again = false;
      await round().catch(onError);
    } while (again && !stopped);
    running = undefined;
  };
  const nudge = (): void => {
    if (stopped) return;
    if (running === undefined) running = run();
    else again = true;
  };
  const timer = setInterval(nudge, INTERVAL_MILLISECONDS);
  timer.unref();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
