// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { XmlDocument } from '../xml/xml-node.ts';

/** Files of schemas by their paths below one folder, such as `v3.3.0/dcc.xsd`; this package has none of its own. */
export type SchemaFiles = Readonly<Record<string, Uint8Array>>;

/** One thing that a schema does not allow. */
export interface SchemaFault {
  readonly line: number;
  readonly message: string;
}

/** A schema that is compiled, for as many documents as one likes; `dispose` gives its memory back. */
export interface CompiledSchema {
  /** Every fault in its order, none when the document is valid. The document was parsed by `parseXml`, so that it has no entities. */
  validate(document: XmlDocument): readonly SchemaFault[];
  dispose(): void;
}

const FAULTS_MAX = 100;
/** Schemas are asked for by such names; what is not among the files is asked of nobody. */
const BASE = 'touchstone-schemas:///';

/**
 * Compiles one of the files, with those that it imports by relative paths. W3C XML Schema 1.0, by libxml2 2 as WebAssembly,
 * which is loaded when this is first called. Throws MetrologyError (BAD_SCHEMA) saying what is wrong with it.
 *
 * @example const schema = await compileSchema(files, 'v3.3.0/dcc.xsd'); schema.validate(parseXml(bytes));
 */
export async function compileSchema(files: SchemaFiles, path: string): Promise<CompiledSchema> {
  const libxml = await import('libxml2-wasm');
  const bytes = files[path];
  if (bytes === undefined) {
    const known = Object.keys(files).slice(0, 20).join(', ');
    throw new MetrologyError('BAD_SCHEMA', `${path} is not among the schemas given: ${known === '' ? 'none' : known}`);
  }
  const named = Object.entries(files).map(([name, content]) => [BASE + name, content] as const);
  libxml.xmlCleanupInputProvider();
  libxml.xmlRegisterInputProvider(new libxml.XmlBufferInputProvider(Object.fromEntries(named)));
  try {
    using source = libxml.XmlDocument.fromBuffer(bytes, {
      url: BASE + path,
      option: libxml.ParseOption.XML_PARSE_NONET,
    });
    const validator = libxml.XsdValidator.fromDoc(source);
    return {
      validate: ({ text }) => validated(libxml, validator, text),
      dispose: () => validator.dispose(),
    };
  } catch (error) {
    const message = `${path}: ${(error as Error).message.trim()}`;
    throw new MetrologyError('BAD_SCHEMA', message, { cause: error });
  } finally {
    libxml.xmlCleanupInputProvider();
  }
}

type Libxml = typeof import('libxml2-wasm');

function validated(
  libxml: Libxml,
  validator: InstanceType<Libxml['XsdValidator']>,
  text: string,
): readonly SchemaFault[] {
  // What our own reader lets pass may still be beyond libxml2's limits: names of 50,000 characters, texts of 10 MB.
  const document = parsed(libxml, text);
  if ('fault' in document) return [document.fault];
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    // All that validation throws, but for a schema that was disposed, which is the caller's mistake.
    const { details } = error as InstanceType<Libxml['XmlValidateError']>;
    return details.slice(0, FAULTS_MAX).map(({ line, message }) => ({ line, message: message.trim() }));
  } finally {
    document.dispose();
  }
}

const MESSAGE_MAX = 300;

function parsed(libxml: Libxml, text: string): InstanceType<Libxml['XmlDocument']> | { readonly fault: SchemaFault } {
  try {
    return libxml.XmlDocument.fromString(text, { option: libxml.ParseOption.XML_PARSE_NONET });
  } catch (error) {
    const { message } = error as Error;
    return { fault: { line: 1, message: `libxml2 does not read it: ${message.trim().slice(0, MESSAGE_MAX)}` } };
  }
}
