// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { type Example, fetchExamples } from '../../api/client.ts';

/** The examples as far as they are known. */
export type Examples =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly examples: readonly Example[] }
  | { readonly state: 'failed' };

/** Fetches the list of examples once. */
export function useExamples(): Examples {
  const [found, setFound] = useState<Examples>({ state: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    fetchExamples(controller.signal).then(
      (examples) => setFound({ state: 'ready', examples }),
      () => {
        if (!controller.signal.aborted) setFound({ state: 'failed' });
      },
    );
    return () => controller.abort();
  }, []);
  return found;
}
