// SPDX-License-Identifier: Apache-2.0
import type { Register } from '../record-keeping/define-register.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import type { ServedRoute } from './served-route.ts';

/** What programs call lies below this; everything else belongs to the portal's pages. */
const ROOT = '/api';

/** A register's routes as they are served: reads take both clocks, everything else puts facts on record. */
export function registerRoutes(
  register: Register,
  recordKeeping: Pick<RecordKeeping, 'runRoute'>,
): readonly ServedRoute[] {
  return register.routes.map((route): ServedRoute => {
    const { handle: _, ...described } = route;
    const isRead = route.method === 'GET';
    return {
      ...described,
      path: ROOT + route.path,
      tag: register.name,
      records: !isRead,
      ...(route.namesInQuery === true ? { problems: ['NOT_FOUND'] as const } : {}),
      asOf: isRead,
      serve: ({ actor, tenant, now, asOf, memory, params, query, body }) =>
        recordKeeping.runRoute(
          { register: register.name, route },
          {
            caller: { actor, tenant, now, asOf, ...(memory === undefined ? {} : { memory }) },
            request: { params, query, body },
          },
        ),
    };
  });
}
