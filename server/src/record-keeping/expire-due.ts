// SPDX-License-Identifier: Apache-2.0
import { withKeeper } from '../storage/with-tenant.ts';
import type { Due, Expiry, Outcome } from './define-register.ts';
import type { Keeping } from './keeping.ts';
import { act } from './perform.ts';
import { clockActor } from './tenant.ts';
import { readsIn } from './tenant-reads.ts';

/** What the clock did, or could not do, in one register. */
export interface Expired {
  readonly register: string;
  readonly outcome: Outcome | { readonly outcome: 'failed'; readonly error: unknown };
}

/**
 * Does everything that fell due by `now`, for each owner in that owner's name. Safe to run on several servers at once
 * and to repeat: each item is judged again under its stream's lock, and is no longer due once done.
 */
export async function expireDue(keeping: Keeping, now: string): Promise<readonly Expired[]> {
  const done: Expired[] = [];
  for (const { name: register, expiry } of keeping.registers.values()) {
    if (expiry === undefined) continue;
    const failed = (error: unknown) => done.push({ register, outcome: { outcome: 'failed', error } });
    for (const due of await dueIn(keeping, { register, expiry, now })) {
      if ('failure' in due) {
        failed(due.failure);
        continue;
      }
      const { owner, jurisdiction, input } = due;
      const performance = { register, actor: clockActor(owner, jurisdiction), now };
      try {
        done.push({ register, outcome: await act(keeping, performance, expiry.action, input) });
      } catch (error) {
        // One bad item must not keep the rest from expiring.
        failed(error);
      }
    }
  }
  return done;
}

interface Looking {
  readonly register: string;
  readonly expiry: Expiry;
  readonly now: string;
}

/** One register that cannot say what is due must not keep the others from expiring either. */
async function dueIn(keeping: Keeping, { register, expiry, now }: Looking): Promise<readonly Due[]> {
  try {
    return await withKeeper(keeping.database, (transaction) =>
      expiry.due(readsIn({ keeping, register, transaction, asOf: {} }), now),
    );
  } catch (failure) {
    return [{ failure }];
  }
}
