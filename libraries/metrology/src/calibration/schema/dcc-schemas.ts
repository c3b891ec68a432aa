// SPDX-License-Identifier: Apache-2.0
import type { DccVersion } from '../dcc/dcc-version.ts';
import { type CompiledSchema, compileSchema, type SchemaFiles } from './validate-schema.ts';

/** The schemas of all versions, each compiled when it is first needed. */
export interface DccSchemas {
  /** The schema of a version; undefined when it is not among the files. Throws BAD_SCHEMA when it is none. */
  of(version: DccVersion): Promise<CompiledSchema | undefined>;
  dispose(): void;
}

/** Schemas as PTB publishes them, in a folder for each version: `v3.3.0/dcc.xsd`, with what they import beside it. */
export function createDccSchemas(files: SchemaFiles): DccSchemas {
  const compiled = new Map<DccVersion, CompiledSchema>();
  return {
    async of(version) {
      const path = `v${version}/dcc.xsd`;
      const known = compiled.get(version);
      if (known !== undefined || files[path] === undefined) return known;
      const schema = await compileSchema(files, path);
      compiled.set(version, schema);
      return schema;
    },
    dispose() {
      for (const schema of compiled.values()) schema.dispose();
      compiled.clear();
    },
  };
}
