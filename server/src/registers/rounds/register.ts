// SPDX-License-Identifier: Apache-2.0
import { defineRegister } from '../../record-keeping/define-register.ts';
import {
  answer,
  check,
  correct,
  dispatch,
  enrol,
  fall,
  judge,
  open,
  publish,
  review,
  score,
  send,
  whatIsDue,
} from './actions.ts';
import { roundsFold } from './fold.ts';
import { partRoutes } from './part-routes.ts';
import { ROUND_KINDS } from './record.ts';
import { providerRoutes } from './routes.ts';

/** Rounds of proficiency testing, each laboratory's own part in them, and what follows from unsatisfactory scores. */
export const roundsRegister = defineRegister({
  name: 'rounds',
  kinds: ROUND_KINDS,
  fold: roundsFold,
  actions: [open, check, dispatch, score, publish, correct, enrol, send, review, answer, judge, fall],
  routes: [...providerRoutes, ...partRoutes],
  expiry: { due: whatIsDue, action: fall },
});
