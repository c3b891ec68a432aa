// SPDX-License-Identifier: Apache-2.0
// Devices of the tests: they have a key, are registered for an instrument, and sign batches of readings.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalize, encodeMultibase, type JsonValue, publicKeyFromBytes } from '@touchstone/credentials/formats';
import { decodeBase64url } from '@touchstone/identifiers';
import { MEANINGS } from '../src/registers/readings/rules.ts';
import { type Answer, type Login, reauthentication, type TestNode } from './test-node.ts';

/** A key of a device, and the device once it is registered. */
export interface TestDevice {
  readonly stream: string;
  readonly key: string;
  readonly secret: KeyObject;
}

/** A reading as a device sends it. */
export interface SentReading {
  readonly sequence: number;
  readonly takenAt: string;
  readonly value: string;
  readonly unit: string;
  readonly specimen?: string;
}

/** A new key pair, as a device makes one. */
export function newDeviceKey(): Omit<TestDevice, 'stream'> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { key: publicKeyFromBytes('Ed25519', decodeBase64url(x)).multikey, secret: privateKey };
}

/** What is registered, with the proof of who registers it. */
export function registrationOf(instrument: string, key: string, more: object = {}): object {
  const registered = { instrument, name: 'terminal', quantity: 'mass', unit: 'g', key, from: '2026-11-01' };
  return { ...registered, ...reauthentication(MEANINGS.register), ...more };
}

/** Registers a device of an instrument with a key of its own. */
export async function registerDevice(node: TestNode, instrument: string, more: object = {}): Promise<TestDevice> {
  const made = newDeviceKey();
  const { stream } = await node.act('tester', '/api/instrument-devices', registrationOf(instrument, made.key, more));
  return { ...made, stream };
}

/** The batch as the device signs it. */
export function signedBatch({ stream, secret }: TestDevice, readings: readonly SentReading[]): object {
  const text = canonicalize({ type: 'InstrumentReadings', device: stream, readings } as unknown as JsonValue);
  return { readings, signature: encodeMultibase(sign(null, Buffer.from(text), secret)) };
}

/** Posts a batch; the answer may be a refusal. */
export function postBatch(
  node: TestNode,
  device: TestDevice,
  readings: readonly SentReading[],
  login: Login = 'tester',
): Promise<Answer> {
  const url = `/api/instrument-devices/${device.stream}/readings`;
  return node.send(login, { method: 'POST', url, body: signedBatch(device, readings) });
}

/** A reading of so many minutes after the beginning of 20 November 2026, UTC. */
export function readingAt(sequence: number, minutes: number, value: string, more: object = {}): SentReading {
  const takenAt = new Date(Date.UTC(2026, 10, 20) + minutes * 60_000).toISOString();
  return { sequence, takenAt, value, unit: 'g', ...more };
}
