// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ZodType, z } from 'zod';

/** Where the description of the API is committed. */
export const CONTRACT_FILE = join(import.meta.dirname, '..', '..', 'contract', 'openapi.json');

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
}

/** The committed description, as it stands against what a live server answers. */
export interface ContractCheck {
  /** Throws where an answer has a status, a media type or a shape that the description does not have. */
  hold(answer: {
    readonly method: string;
    readonly url: string;
    readonly status: number;
    readonly contentType: string;
    readonly body: unknown;
  }): void;
  /** Every operation with the statuses that were seen. */
  readonly seen: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Reads the committed description. */
export async function openContract(): Promise<ContractCheck> {
  const text = await readFile(CONTRACT_FILE, 'utf8');
  const contract = JSON.parse(text) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly schemas: object; readonly responses: { readonly Problem: Response } };
  };
  const paths = Object.entries(contract.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    operations,
  }));
  const schemas = new Map<object, ZodType>();
  const schemaOf = (schema: object): ZodType => {
    const known = schemas.get(schema);
    if (known !== undefined) return known;
    const whole = JSON.stringify({ ...schema, $defs: contract.components.schemas });
    const parsed = z.fromJSONSchema(JSON.parse(whole.replaceAll('"#/components/schemas/', '"#/$defs/')));
    schemas.set(schema, parsed);
    return parsed;
  };
  const seen = new Map<string, Set<number>>();
  return {
    seen,
    hold({ method, url, status, contentType, body }) {
      const path = new URL(url, 'http://localhost').pathname;
      const found = paths
        .filter(({ pattern }) => pattern.test(path))
        .map(({ operations }) => operations[method.toLowerCase()]);
      const operation = found.find((each) => each !== undefined);
      if (operation === undefined) {
        if (status < 400 && method !== 'HEAD')
          throw new Error(`${method} ${path} is answered (${status}) but not described`);
        return;
      }
      seen.set(operation.operationId, (seen.get(operation.operationId) ?? new Set()).add(status));
      const given = operation.responses[String(status)];
      const response = given?.$ref === undefined ? given : contract.components.responses.Problem;
      if (response === undefined)
        throw new Error(`${operation.operationId} answered ${status}, which is not described`);
      if (response.content === undefined) return;
      const mediaType = contentType.split(';')[0] ?? '';
      const content = response.content[mediaType];
      if (content === undefined)
        throw new Error(`${operation.operationId} answered ${status} as ${mediaType}, which is not described`);
      if (!mediaType.includes('json')) return;
      const parsed = schemaOf(content.schema).safeParse(body);
      if (!parsed.success) throw new Error(`${operation.operationId} ${status}: ${parsed.error.message}`);
    },
  };
}
