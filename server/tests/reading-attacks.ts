// SPDX-License-Identifier: Apache-2.0
// What a rival laboratory tries at devices and readings that are not its own.
import { MEANINGS } from '../src/registers/readings/rules.ts';
import { newDeviceKey, postBatch, readingAt, registerDevice, registrationOf, signedBatch } from './devices-in-use.ts';
import { takeInInstrument } from './metrology-in-use.ts';
import { reauthentication, type TestNode } from './test-node.ts';

interface WithReadings {
  readonly weighed: string;
  readonly device: string;
}

/** An instrument with a device and a reading of the first laboratory, all with the mark. */
export async function markedReadings(node: TestNode, mark: string): Promise<WithReadings> {
  const weighed = await takeInInstrument(node, `scale with a terminal ${mark}`);
  const device = await registerDevice(node, weighed, { name: `terminal ${mark}` });
  await postBatch(node, device, [readingAt(1, 0, '100.1', { specimen: mark }), readingAt(2, 1, '100.2')]);
  return { weighed, device: device.stream };
}

const { key, secret } = newDeviceKey();
const SPAN = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
const rival = 'rivalLaboratory' as const;
const notFound = { rival, expects: 'not-found' } as const;

/** Of every route about devices and readings, one attack. */
export const READING_ATTACKS = {
  'list-instrument-devices': {
    ...({ rival, owner: 'tester', expects: 'unmarked' } as const),
    request: () => ({ url: '/api/instrument-devices' }),
  },
  'read-instrument-device': {
    ...({ ...notFound, owner: 'tester' } as const),
    request: ({ device }: WithReadings) => ({ url: `/api/instrument-devices/${device}` }),
  },
  'list-instrument-readings': {
    ...({ ...notFound, owner: 'tester' } as const),
    request: ({ weighed }: WithReadings) => ({ url: `/api/instruments/${weighed}/readings` }),
  },
  'name-readings-as-raw-data': {
    ...notFound,
    request: ({ device }: WithReadings) => ({ url: `/api/instrument-devices/${device}/raw-data?${SPAN}` }),
  },
  'read-control-chart': {
    ...notFound,
    request: ({ device }: WithReadings) => ({
      url: `/api/instrument-devices/${device}/control-chart?${SPAN}&baseTo=2026-11-20T12:00:00Z`,
    }),
  },
  'register-instrument-device': {
    // An instrument of another is none of the own, whether it exists or not.
    ...({ rival, expects: 'unmarked', status: 409 } as const),
    request: ({ weighed }: WithReadings) => ({
      ...({ method: 'POST', url: '/api/instrument-devices' } as const),
      body: registrationOf(weighed, key),
    }),
  },
  'revoke-instrument-device': {
    ...notFound,
    request: ({ device }: WithReadings) => ({
      ...({ method: 'POST', url: `/api/instrument-devices/${device}/revocations` } as const),
      body: { distrustedFrom: '2026-11-01', reason: 'rivalry', ...reauthentication(MEANINGS.revoke) },
    }),
  },
  'post-instrument-readings': {
    ...notFound,
    request: ({ device }: WithReadings) => ({
      ...({ method: 'POST', url: `/api/instrument-devices/${device}/readings` } as const),
      body: signedBatch({ stream: device, key, secret }, [readingAt(9, 2, '1')]),
    }),
  },
} as const;
