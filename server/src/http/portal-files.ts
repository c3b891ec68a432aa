// SPDX-License-Identifier: Apache-2.0
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { notFound, sendProblem } from './problem-reply.ts';

/**
 * Serves the portal's built files beside the routes. An address that is neither is the portal's own page, when a browser
 * navigates to it, and a problem for everybody else.
 */
export async function mountPortal(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: ['index.html'],
    preCompressed: true,
    setHeaders(response, path) {
      // Vite puts a digest into the names of what lies under assets.
      const forever = /[/\\]assets[/\\]/.test(path);
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/');
    const isNavigation = isPage && (request.headers.accept ?? '').includes('text/html');
    if (isNavigation) return reply.sendFile('index.html');
    return sendProblem(reply, notFound(request.method, request.url), request.id);
  });
}
