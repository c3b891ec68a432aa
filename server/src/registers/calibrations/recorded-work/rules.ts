// SPDX-License-Identifier: Apache-2.0
import { compareInstants, parseInstant } from '@touchstone/identifiers';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../../record-keeping/define-register.ts';
import type { JsonObject } from '../../../record-keeping/fact.ts';
import { rulingOf } from '../../../record-keeping/ruling.ts';
import type { Acting } from '../../../record-keeping/tenant.ts';
import { type CalibrationWork, WORK_EVENTS, type workInputs } from './record.ts';
import { datedSteps, type WorkRecord, type WorkVersion } from './state.ts';

/** What is known of a record when its author would change it. */
export interface KnownRecord {
  readonly record: WorkRecord | undefined;
  /** Number of a signed certificate that stands on it. */
  readonly certifiedAs: string | undefined;
}

/** Whoever worked writes down their own steps: nothing that is still to come, and nothing that ends before it begins. */
export function mayWrite({ work }: z.infer<typeof workInputs.write>, acting: Acting): Ruling {
  return rulingOf(faultsOfSteps(work, acting), [written(work, { before: [], now: acting.now })]);
}

/** Its author corrects it, until a certificate is signed that rests on it; what it said before stays. ISO/IEC 17025:2017, 7.5.2 (recalled). */
export function mayCorrect(
  { work, reason }: z.infer<typeof workInputs.correct>,
  known: KnownRecord,
  acting: Acting,
): Ruling {
  const reasons = [...faultsOfChange(known, acting), ...faultsOfSteps(work, acting)];
  const { versions: before = [] } = known.record ?? {};
  return rulingOf(reasons, [written(work, { before, now: acting.now, reason })]);
}

/** Its author takes it back, until a certificate is signed that rests on it. */
export function mayTakeBack(
  { reason }: z.infer<typeof workInputs.takeBack>,
  known: KnownRecord,
  acting: Acting,
): Ruling {
  const reasons = faultsOfChange(known, acting);
  return rulingOf(reasons, [{ source: 'case-event', kind: WORK_EVENTS.takenBack, content: { reason } }]);
}

function written(
  work: CalibrationWork,
  { before, now, reason }: { readonly before: readonly WorkVersion[]; readonly now: string; readonly reason?: string },
) {
  const dated = { ...work, steps: datedSteps(work, { before, at: parseInstant(now) }) };
  const content = {
    work: JSON.parse(JSON.stringify(dated)) as JsonObject,
    ...(reason === undefined ? {} : { reason }),
  };
  return { source: 'case-event' as const, kind: WORK_EVENTS.written, content };
}

function faultsOfChange({ record, certifiedAs }: KnownRecord, { actor }: Acting): readonly Reason[] {
  if (record === undefined) return [{ code: 'NO_SUCH_WORK', detail: 'This is no record of work.' }];
  if (record.person !== actor.person) {
    const detail = `Only ${record.person}, who wrote it down, corrects it or takes it back.`;
    return [{ code: 'NOT_YOUR_WORK', detail }];
  }
  if (record.takenBackFor !== undefined) {
    return [{ code: 'WORK_TAKEN_BACK', detail: 'It was taken back; write down anew what was done.' }];
  }
  if (certifiedAs === undefined) return [];
  const detail = `Certificate ${certifiedAs}, which is signed, rests on it; have that revoked before you change what it rests on.`;
  return [{ code: 'WORK_CERTIFIED', detail }];
}

function faultsOfSteps({ steps }: CalibrationWork, { now }: Acting): readonly Reason[] {
  return steps.flatMap(({ what, from, to }, index) => {
    const where = `steps.${index} (${what})`;
    const reasons: Reason[] = [];
    if (compareInstants(to, from) < 0) {
      reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `${where}: it would last from ${from} to ${to}.` });
    }
    if (compareInstants(to, parseInstant(now)) > 0) {
      reasons.push({
        code: 'IN_THE_FUTURE',
        detail: `${where}: ${to} has not come yet; write it down once it is done.`,
      });
    }
    return reasons;
  });
}
