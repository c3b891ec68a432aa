// SPDX-License-Identifier: Apache-2.0
import { CredentialError, type CredentialErrorCode, shown } from '../credential-error.ts';
import { keepsItsValue } from './exact-number.ts';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const LITERAL = /true|false|null/y;

/**
 * value = object / array / string / number / "true" / "false" / "null"; JSON-text = ws value ws.
 * RFC 8259, sections 2 to 7. Slow and obvious: it runs only to name the place in a text already found wanting.
 */
export function throwJsonFault(text: string, limits: { readonly depth: number; readonly values: number }): never {
  const reader = new Reader(text, limits);
  reader.value(0);
  reader.skip(SPACE);
  if (reader.offset < text.length) {
    reader.fail('TRAILING_DATA', 'the document ends here; nothing but white space may follow');
  }
  return reader.fail('NOT_JSON', 'the text is not JSON');
}

class Reader {
  offset = 0;
  private values = 0;
  private readonly text: string;
  private readonly limits: { readonly depth: number; readonly values: number };

  constructor(text: string, limits: { readonly depth: number; readonly values: number }) {
    this.text = text;
    this.limits = limits;
  }

  value(depth: number): void {
    this.skip(SPACE);
    this.values += 1;
    if (this.values > this.limits.values) {
      this.fail('TOO_MANY_VALUES', `at most ${this.limits.values} values are read`);
    }
    const first = this.text[this.offset];
    if (first === '{' || first === '[') {
      if (depth >= this.limits.depth) {
        this.fail('TOO_DEEP', `nested deeper than ${this.limits.depth} levels`);
      }
      this.offset += 1;
      if (first === '{') {
        this.members(depth + 1);
      } else {
        this.items(depth + 1);
      }
    } else if (first === '"') {
      this.string();
    } else if (this.skip(LITERAL) === '') {
      this.number();
    }
  }

  skip(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.offset += found.length;
    return found;
  }

  fail(code: CredentialErrorCode, message: string, offset = this.offset): never {
    const lines = this.text.slice(0, offset).split('\n');
    const column = (lines.at(-1) as string).length + 1;
    throw new CredentialError(code, message, { at: `line ${lines.length}, column ${column}` });
  }

  private members(depth: number): void {
    const names = new Set<string>();
    for (let first = true; !this.closes('}', first); first = false) {
      const start = this.offset;
      const name =
        this.text[start] === '"' ? this.string() : this.fail('NOT_JSON', 'a member name in quotes must stand here');
      if (names.has(name)) {
        this.fail('DUPLICATE_KEY', `the member ${shown(name)} is written a second time`, start);
      }
      names.add(name);
      this.skip(SPACE);
      if (this.text[this.offset] !== ':') {
        this.fail('NOT_JSON', 'a colon must stand here');
      }
      this.offset += 1;
      this.value(depth);
    }
  }

  private items(depth: number): void {
    for (let first = true; !this.closes(']', first); first = false) {
      this.value(depth);
    }
  }

  private closes(bracket: string, first: boolean): boolean {
    this.skip(SPACE);
    const found = this.text[this.offset];
    if (found === bracket) {
      this.offset += 1;
      return true;
    }
    if (!first) {
      if (found !== ',') {
        this.fail(
          'NOT_JSON',
          found === undefined ? `the text ends before a ${bracket}` : `a comma or ${bracket} must stand here`,
        );
      }
      this.offset += 1;
      this.skip(SPACE);
    }
    return false;
  }

  private string(): string {
    const start = this.offset;
    const found = this.skip(STRING);
    if (found === '') {
      this.fail(
        'NOT_JSON',
        'a string with a closing quote and only the escapes of RFC 8259, section 7 must stand here',
      );
    }
    const value = JSON.parse(found) as string;
    if (!value.isWellFormed()) {
      this.fail('LONE_SURROGATE', 'half a surrogate pair is no Unicode character', start);
    }
    return value;
  }

  private number(): void {
    const start = this.offset;
    const found = this.skip(NUMBER);
    if (found === '') {
      this.fail('NOT_JSON', 'a value must stand here');
    }
    if (!Number.isFinite(Number(found))) {
      this.fail('NUMBER_OUT_OF_RANGE', `the number ${shown(found)} is larger than a double can hold`, start);
    }
    if (!keepsItsValue(found)) {
      this.fail('NUMBER_NOT_EXACT', `a double cannot hold the number ${shown(found)}; write it as text`, start);
    }
  }
}
