// SPDX-License-Identifier: Apache-2.0
import type { FollowedState } from './statement-store.ts';

/** Something that was caught, in words, and the file that proves or shows it. */
export interface Caught {
  readonly code: 'SPLIT_VIEW' | 'ROLLED_BACK' | 'BAD_CHECKPOINT' | 'BAD_MAP' | 'BAD_SIGNATURE' | 'NOT_THE_LEAF';
  readonly detail: string;
  readonly evidence: string;
}

/** What one look at a node came to. */
export interface Look {
  readonly from: number;
  readonly size: number;
  readonly hasMap: boolean;
  /** Whether the checkpoint has the cosignatures that the policy asks for, and which names are missing. */
  readonly counts: boolean;
  readonly missing: readonly string[];
  readonly states: Readonly<Partial<Record<FollowedState, number>>>;
  /** Statements put among the evidence by this look. */
  readonly projected: number;
  readonly caught: readonly Caught[];
}
