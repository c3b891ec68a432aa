// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds } from '@touchstone/identifiers';
import type { NodeServices } from './compose-node.ts';

/** What the clock does by itself. */
export interface Clockwork {
  /** Waits for the round that runs, and starts no other. */
  stop(): Promise<void>;
}

const ROUND_EVERY = 60_000;
const ANSWERS_KEPT = 24 * 3_600_000;

/** Every minute: what fell due expires, answers kept for repeated requests are forgotten after a day. */
export function startClockwork(services: NodeServices, onError: (error: unknown) => void): Clockwork {
  let running = round(services, onError);
  const timer = setInterval(() => {
    running = running.then(() => round(services, onError));
  }, ROUND_EVERY);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** One round of the clock; what goes wrong is told, and tried again at the next. */
export async function round({ recordKeeping, clock }: NodeServices, onError: (error: unknown) => void): Promise<void> {
  try {
    const now = clock();
    for (const { outcome } of await recordKeeping.expireDue(now)) {
      if (outcome.outcome === 'failed') onError(outcome.error);
    }
    await recordKeeping.forgetAnswers(instantFromMilliseconds(Date.parse(now) - ANSWERS_KEPT));
  } catch (error) {
    onError(error);
  }
}
