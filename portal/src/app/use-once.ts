// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from './use-check.ts';

/** A question that is asked when its part of the page is opened, and again where that is wanted. */
export function useOnce<Answer>(ask: (_: undefined, signal: AbortSignal) => Promise<Answer>) {
  const { run, start } = useRun<undefined, Answer>(ask);
  const again = () => void start(undefined);
  const first = useEffectEvent(again);
  useEffect(() => first(), []);
  return { run, again };
}
