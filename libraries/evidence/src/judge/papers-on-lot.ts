// SPDX-License-Identifier: Apache-2.0
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';
import { lotKeysOf, onceEach } from './reports-on-lot.ts';

const KINDS = ['SelfDeclaration', 'InspectionReport', 'ConformityCertificate'] as const;

/** A document that speaks of duties by their ids. */
export type Paper = HeldOf<(typeof KINDS)[number]>;

/** What a paper says about one duty. */
export interface Word {
  readonly requirement: string;
  readonly fulfilled: boolean;
}

/** Every paper that was presented, and every one that a register ties to the lot. */
export function papersOnLot(bench: Bench): readonly Paper[] {
  const { set } = bench;
  const presented = set.presented.filter((held): held is Paper => KINDS.some((kind) => held.statement?.kind === kind));
  return onceEach([...presented, ...lotKeysOf(bench).flatMap((lot) => set.near('about-lot', lot, KINDS))]);
}

/** What the paper says about each duty; a declaration or certificate speaks of what is fulfilled only. */
export function wordsOf({ statement }: Paper): readonly Word[] {
  switch (statement.kind) {
    case 'SelfDeclaration':
      return statement.subject.declares.map(({ requirement }) => ({ requirement, fulfilled: true }));
    case 'InspectionReport':
      return statement.subject.findings;
    case 'ConformityCertificate':
      return statement.subject.requirements.map((requirement) => ({ requirement, fulfilled: true }));
  }
}
