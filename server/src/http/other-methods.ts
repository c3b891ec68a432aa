// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.ts';
import type { ServedRoute } from './served-route.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Answers every other method on the path of a route with 405 and the methods that are served. RFC 9110, 15.5.6. */
export function refuseOtherMethods(app: FastifyInstance, routes: readonly ServedRoute[]): void {
  const served = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const also = method === 'GET' ? ['GET', 'HEAD'] : [method];
    served.set(path, [...(served.get(path) ?? []), ...also]);
  }
  for (const [url, methods] of served) {
    const allow = [...methods].sort().join(', ');
    const refuse = async (): Promise<never> => {
      throw new HttpError('METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { headers: { allow } });
    };
    const others = METHODS.filter((method) => !methods.includes(method));
    // HEAD comes with GET where that is served; elsewhere it is another method like the rest.
    const head = methods.includes('HEAD') ? [] : ['HEAD' as const];
    // Before the body is read: none could be right.
    app.route({
      method: [...others, ...head],
      url,
      exposeHeadRoute: false,
      onRequest: refuse,
      handler: refuse,
    });
  }
}
