// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WHO_MAY } from '../src/access/who-may.ts';
import { problemStatusesOf } from '../src/http/problem-answers.ts';
import { contractText, describedRoutes } from '../src/write-contract.ts';
import { CONTRACT_FILE } from './contract-check.ts';
import { openLogNode } from '../src/publication/tests/log-node.ts';
import type { TestNode } from './test-node.ts';

interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { operationId: string; responses: object; parameters: { name: string; in: string }[] }>>
    >
  >;
}

let node: TestNode;
let contract: Contract;
beforeAll(async () => {
  node = await openLogNode();
  contract = JSON.parse(await readFile(CONTRACT_FILE, 'utf8'));
});
afterAll(() => node.end());

const operationOf = (method: string, path: string) =>
  contract.paths[path.replaceAll(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];

describe('contract/openapi.json', () => {
  it('is what the routes describe; `node server/src/write-contract.ts` makes it anew', async () => {
    expect(await readFile(CONTRACT_FILE, 'utf8')).toBe(contractText());
  });

  it('has every mounted route, with every status that it can give', () => {
    for (const route of node.routes) {
      const operation = operationOf(route.method, route.path);
      expect(operation, route.operation).toMatchObject({ operationId: route.operation });
      const statuses = [...Object.keys(route.responses), ...[...problemStatusesOf(route).keys()].map(String)];
      const conditional = route.method === 'GET' ? ['304'] : [];
      expect(Object.keys(operation?.responses ?? {}).sort()).toEqual(
        [...new Set([...statuses, ...conditional])].sort(),
      );
    }
  });

  it('has no route that is not mounted, the check desk and the log apart, which this node does not have', () => {
    const mounted = new Set(['read-openapi', ...node.routes.map((route) => route.operation)]);
    const described = describedRoutes().filter(({ tag }) => tag !== 'check' && tag !== 'log');
    expect(described.map((route) => route.operation).filter((operation) => !mounted.has(operation))).toEqual([]);
  });

  it('is served as it is committed but for what a node leaves out', async () => {
    const served = await node.get<Contract>(undefined, '/api/openapi.json');
    for (const [path, operations] of Object.entries(served.paths)) expect(contract.paths[path]).toEqual(operations);
  });

  it('gives both clocks to every read of a register, and an Idempotency-Key to every act', () => {
    for (const route of node.routes) {
      const names = operationOf(route.method, route.path)?.parameters.map((parameter) => parameter.name) ?? [];
      if (route.asOf) expect(names, route.operation).toEqual(expect.arrayContaining(['on', 'knownAt']));
      expect(names.includes('Idempotency-Key'), route.operation).toBe(route.records && route.method === 'POST');
    }
  });

  it('gives every operation of a register, and every other of the one table, the access that the one table gives it', () => {
    const ofRegisters = node.routes.filter(
      ({ tag, operation }) =>
        Object.hasOwn(WHO_MAY, operation) || node.recordKeeping.registers.some(({ name }) => name === tag),
    );
    expect(new Set(ofRegisters.map((route) => route.operation))).toEqual(new Set(Object.keys(WHO_MAY)));
    for (const route of ofRegisters) expect(route.access).toBe(WHO_MAY[route.operation as keyof typeof WHO_MAY]);
  });
});
