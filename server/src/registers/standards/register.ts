// SPDX-License-Identifier: Apache-2.0
import { defineRegister } from '../../record-keeping/define-register.ts';
import { standardsFold } from './fold.ts';
import { publish, standardsRoutes, submission } from './routes.ts';

/** What publishers say about the editions of their standards. */
export const standardsRegister = defineRegister({
  name: 'standards',
  kinds: ['StandardNotice'],
  fold: standardsFold,
  actions: [publish, submission.action],
  routes: standardsRoutes,
  submission,
});
