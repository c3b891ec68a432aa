// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';
import { StartError } from './start-error.ts';

/** Where to listen. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** False where another port will do as well when this one is taken. */
  readonly portIsFixed: boolean;
}

/** Listens, and gives the address that a browser on this machine opens. Throws StartError saying what to change. */
export async function listen(app: FastifyInstance, { host, port, portIsFixed }: Listening): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' && !portIsFixed) return listen(app, { host, port: 0, portIsFixed: true });
    throw explained(error, code, `${host}:${port}`);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${bound}/`;
}

function explained(error: unknown, code: unknown, where: string): unknown {
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `PORT: ${where} is taken by another program; name another port, or none to take any`,
        error,
      );
    case 'EACCES':
      return new StartError(
        `PORT: this user may not listen on ${where}; ports below 1024 are reserved on most systems`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`TOUCHSTONE_HOST: ${where} is no address of this machine; 127.0.0.1 always is`, error);
    default:
      return error;
  }
}
