// SPDX-License-Identifier: Apache-2.0
import { problem as problemSchema } from '@touchstone/contract';
import { parseStrictJson } from '@touchstone/credentials/formats';
import { parseUscc } from '@touchstone/identifiers';
import { parseStatement } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RecordError, type RecordErrorCode } from '../record-keeping/record-error.ts';
import { StorageError } from '../storage/storage-error.ts';
import { HttpError } from './http-error.ts';
import { PROBLEMS } from './problem-codes.ts';
import { problemOf } from './problem-of.ts';

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const caught = (work: () => unknown) => problemOf(errorOf(work), 'r1').problem;
const fastify = (code: string, statusCode: number) => Object.assign(new Error('inside'), { code, statusCode });

describe('problemOf()', () => {
  it.each<[string, () => unknown, string, number]>([
    ['an identifier', () => parseUscc('91440300192203821X'), 'BAD_IDENTIFIER', 400],
    ['a statement', () => parseStatement({ type: 'none' }), 'BAD_STATEMENT', 400],
    ['JSON', () => parseStrictJson('{"a":1,"a":2}'), 'BAD_JSON', 400],
    ['JSON that is too large', () => parseStrictJson('[1,2]', { bytes: 3, depth: 9, values: 9 }), 'TOO_LARGE', 413],
    ['a field', () => z.object({ a: z.int() }).parse({ a: 'x' }), 'BAD_INPUT', 400],
  ])('turns the error about %s into a problem that says what is wrong', (_, work, code, status) => {
    const problem = caught(work);
    expect(problem).toMatchObject({ code, status, title: PROBLEMS[code as 'BAD_INPUT'].title });
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem.errors?.length).toBeGreaterThan(0);
  });

  it('gives a rule of our own the code that it has, so that pages have words for it', () => {
    const ruled = z.object({
      name: z.string().superRefine((_, context) => {
        context.addIssue({ code: 'custom', message: 'hides something', params: { code: 'HIDDEN_CHARACTER' } });
      }),
    });
    expect(caught(() => ruled.parse({ name: 'x' })).errors).toMatchObject([
      { code: 'HIDDEN_CHARACTER', detail: 'hides something' },
    ]);
  });

  it('says where each fault lies: pointers into the body, names of parameters', () => {
    const whole = z.object({
      params: z.object({ id: z.uuid() }),
      query: z.object({ limit: z.int() }),
      body: z.strictObject({ list: z.array(z.strictObject({ 'a/b': z.int() })) }),
    });
    const errors = caught(() =>
      whole.parse({ params: { id: '1' }, query: { limit: 'x' }, body: { list: [{ 'a/b': 1, c: 2 }, { 'a/b': '' }] } }),
    ).errors;
    expect(errors?.map(({ parameter, pointer }) => parameter ?? pointer)).toEqual([
      'id',
      'limit',
      '/list/0/c',
      '/list/1/a~1b',
    ]);
  });

  it('names at most fifty faults', () => {
    expect(caught(() => z.array(z.int()).parse(Array(200).fill('x'))).errors).toHaveLength(50);
  });

  it('has the same words for what is not there and for what belongs to others', () => {
    const words = (code: RecordErrorCode) =>
      problemOf(new RecordError(code, `${code} of did:web:a.example`), 'r1').problem;
    expect(words('NOT_OWNER')).toEqual(words('UNKNOWN_STREAM'));
    expect(JSON.stringify(words('NOT_OWNER'))).not.toContain('did:web');
  });

  it('says nothing of a fault on this side, and tells the operator', () => {
    for (const error of [
      new TypeError('secret'),
      new RecordError('FOLD_FAILED', 'secret'),
      'secret',
      fastify('FST_ERR_X', 500),
    ]) {
      const { problem, unexpected } = problemOf(error, 'r1');
      expect(problem).toMatchObject({ status: 500, code: 'INTERNAL' });
      expect(JSON.stringify(problem)).not.toContain('secret');
      expect(unexpected).toBe(true);
    }
  });

  it.each([
    [
      'a lost connection',
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    ],
    ['a server that shuts down', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['a pool that gave up', new Error('timeout exceeded when trying to connect')],
    ['a database that will not do', new StorageError('DATABASE_UNFIT', 'fsync is off')],
    ['a register that is being built', new RecordError('FOLD_NOT_READY', 'building')],
  ])('answers %s with 503 and when to come again', (_, error) => {
    const { problem, headers } = problemOf(error, 'r1');
    expect(problem.status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  });

  it('does not take a missing file for a lost database', () => {
    expect(
      problemOf(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }), 'r1').problem.status,
    ).toBe(500);
  });

  it.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'TOO_LARGE'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'BAD_MEDIA_TYPE'],
    ['FST_ERR_BAD_URL', 400, 'BAD_REQUEST'],
    ['FST_ERR_SOMETHING_NEW', 400, 'BAD_REQUEST'],
  ])('knows %s of the framework', (code, status, problem) => {
    expect(problemOf(fastify(code, status), 'r1').problem).toMatchObject({ status, code: problem });
  });

  it('passes on what the http layer says, with its headers', () => {
    const error = new HttpError('NOT_SIGNED_IN', 'sign in', { headers: { 'www-authenticate': 'Bearer' } });
    expect(problemOf(error, 'r1')).toMatchObject({ problem: { status: 401, requestId: 'r1' }, headers: error.headers });
  });
});
