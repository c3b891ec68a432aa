// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { escapeAttribute, escapeText } from '../xml/canonicalise.ts';

/** Attributes without namespace, in the order in which they are written. */
export type WrittenAttributes = readonly (readonly [name: string, value: string])[];

/** Collects the text of a document; names are written as given, with their prefixes. */
export class Writer {
  readonly #parts: string[] = [];
  readonly #path: string[] = [];

  /** An element with elements in it. */
  open(name: string, attributes: WrittenAttributes, inside: () => void): void {
    this.#line(`<${name}${attributesText(attributes)}>`);
    this.#path.push(name);
    inside();
    this.#path.pop();
    this.#line(`</${name}>`);
  }

  /** An element with text in it. */
  leaf(name: string, text: string, attributes: WrittenAttributes = []): void {
    this.#line(`<${name}${attributesText(attributes)}>${escapeText(text)}</${name}>`);
  }

  /** Well-formed XML as it is. */
  raw(xml: string): void {
    this.#parts.push(xml, '\n');
  }

  /** What the version that is written demands and the certificate does not say. */
  missing(name: string): never {
    const element = [...this.#path, name].join('/');
    throw new MetrologyError('BAD_DCC', `${element}: DCC 3.3.0 requires it, and the certificate does not have it`, {
      element,
    });
  }

  text(): string {
    return this.#parts.join('');
  }

  #line(text: string): void {
    this.#parts.push('  '.repeat(this.#path.length), text, '\n');
  }
}

function attributesText(attributes: WrittenAttributes): string {
  return attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
}
