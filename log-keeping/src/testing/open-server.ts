// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers, and where. */
export interface OpenServer {
  readonly url: string;
  /** Ends it, and whatever still waits for its answer. */
  close(): Promise<void>;
}

/** Lets a server of a test answer on this machine, on any free port or the one that is asked for. */
export async function openServer(server: Server, port = 0): Promise<OpenServer> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
