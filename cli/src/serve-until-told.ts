// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandError } from './command-error.ts';

/** HOST:PORT of `--listen`, port 0 for a free one; a CommandError says what would be right. */
export function parseListen(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  const host = bracketed ?? plain;
  if (host === undefined || port > 65_535) {
    throw new CommandError(`--listen ${text}: a host and a port are needed, such as 127.0.0.1:8091 or [::1]:8091`);
  }
  return { host, port };
}

/** Listens, says where, and returns once SIGINT or SIGTERM came and every answer under way was given. */
export async function serveUntilTold(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  ready: (url: string) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CommandError(`cannot listen at ${host}:${port}: ${error.code ?? error.message}`)),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  ready(`http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/`);
  await stopped;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await closed;
}
