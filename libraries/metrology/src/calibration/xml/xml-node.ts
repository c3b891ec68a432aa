// SPDX-License-Identifier: Apache-2.0

/** An attribute with its namespace; one without prefix has none. Namespaces in XML 1.0, 6.2. */
export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

/** An element. `scope` has every prefix that it may use, '' for the default one, with its namespace. */
export interface XmlElement {
  readonly kind: 'element';
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly scope: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  readonly parent: XmlElement | undefined;
  /** Where its tag begins, in UTF-16 units of the text. */
  readonly at: number;
}

/** Text between tags, references resolved. */
interface XmlText {
  readonly kind: 'text';
  readonly text: string;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly data: string;
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

/** A well-formed document without a document type. */
export interface XmlDocument {
  /** As parsed: line ends are LF. */
  readonly text: string;
  /** Comments and instructions before and after the root, in their order. */
  readonly before: readonly (XmlComment | XmlInstruction)[];
  readonly root: XmlElement;
  readonly after: readonly (XmlComment | XmlInstruction)[];
  readonly elements: number;
}

/** Line and column of a place in the text, both counted from 1. */
export function positionAt(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}

const BLOCK = 4096;

/**
 * As `positionAt`, for many places of one text: lines are counted once, when the first place is asked for, and then each
 * answer looks through one block at most.
 */
export function positionsIn(text: string): (at: number) => ReturnType<typeof positionAt> {
  let counted: LineCounts | undefined;
  return (at) => {
    counted ??= countLines(text);
    const block = Math.floor(at / BLOCK);
    let line = counted.lines[block] as number;
    let start = counted.starts[block] as number;
    for (let index = block * BLOCK; index < at; index += 1) {
      if (text.charCodeAt(index) !== LINE_FEED) continue;
      line += 1;
      start = index + 1;
    }
    return { line, column: at - start + 1 };
  };
}

/** Where each block begins: in which line, and where that line began. */
interface LineCounts {
  readonly lines: Uint32Array;
  readonly starts: Uint32Array;
}

const LINE_FEED = 10;

function countLines(text: string): LineCounts {
  const blocks = Math.floor(text.length / BLOCK) + 1;
  const counted = { lines: new Uint32Array(blocks), starts: new Uint32Array(blocks) };
  let line = 1;
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index % BLOCK === 0) {
      counted.lines[index / BLOCK] = line;
      counted.starts[index / BLOCK] = start;
    }
    if (text.charCodeAt(index) !== LINE_FEED) continue;
    line += 1;
    start = index + 1;
  }
  return counted;
}

/** Elements directly within, in their order. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** All text within, in its order; comments do not break it, as they do not in its canonical form. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text') text += child.text;
    else if (child.kind === 'element') text += textOf(child);
  }
  return text;
}

/** Value of an attribute without namespace. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((attribute) => attribute.local === local && attribute.namespace === '')?.value;
}

/** Whether it is this element of this namespace. */
export function isNamed(element: XmlElement, namespace: string, local: string): boolean {
  return element.local === local && element.namespace === namespace;
}
