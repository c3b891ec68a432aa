// SPDX-License-Identifier: Apache-2.0
import { isBase64 } from '../base64.ts';
import { canonicalElement } from '../xml/canonicalise.ts';
import { childElements, textOf, type XmlElement } from '../xml/xml-node.ts';
import { leafText, plainText } from './leaves.ts';
import { type Reader, refuse } from './reader.ts';
import {
  type Field,
  type Identified,
  later,
  one,
  optional,
  readIdentified,
  record,
  type RecordOf,
  type Shape,
  some,
  type TypeOf,
  writtenIdentified,
} from './shape.ts';
import { choice, sequence } from './variants.ts';

/** A text in one language; without `language` it is in none, or in all. */
export interface DccContent extends Identified {
  readonly text: string;
  readonly language?: string;
}

const content: Shape<DccContent> = {
  read(element, reader) {
    const identified = readIdentified(element, reader, ['lang']);
    const language = element.attributes.find(({ local, namespace }) => local === 'lang' && namespace === '')?.value;
    return {
      ...identified,
      text: leafText(element, reader, ['lang']),
      ...(language === undefined ? {} : { language }),
    };
  },
  write({ text, language, ...identified }, name, writer) {
    const lang = language === undefined ? [] : [['lang', language] as const];
    writer.leaf(name, text, [...lang, ...writtenIdentified(identified)]);
  },
};

export const textShape = record({ content: some('dcc:content', content) });

/** A text in its language variants. */
export type DccText = TypeOf<typeof textShape>;

/** Foreign XML within: what stands in an element, canonical and without comments, each element declaring what it uses. */
export const foreignXml: Shape<string> = {
  read: (element, reader) => (childElements(element).length === 0 ? textOf(element).trim() : innerXml(element, reader)),
  write: (value, name, writer) =>
    writer.open(name, [], () => {
      if (value !== '') writer.raw(value);
    }),
};

function innerXml(element: XmlElement, { text, budget }: Reader): string {
  const document = { text, before: [], after: [], root: element, elements: 0 };
  return childElements(element)
    .map((child) => canonicalElement(document, child, { method: 'exclusive', budget }))
    .join('\n');
}

export const formulaShape = record({ stated: choice({ latex: plainText, mathml: foreignXml }) });

/** Base64 without the spaces and line ends in which it is often broken. */
const base64: Shape<string> = {
  read(element, reader) {
    const text = leafText(element, reader).replace(/[ \t\n\r]/g, '');
    return isBase64(text) ? text : refuse(reader, element, 'it must be base64');
  },
  write: (value, name, writer) => writer.leaf(name, value),
};

const richHead = { name: optional('dcc:name', textShape) };
const fileHead = { name: optional('dcc:name', textShape) };
const fileTail = {
  fileName: one('dcc:fileName', plainText),
  mimeType: one('dcc:mimeType', plainText),
  dataBase64: one('dcc:dataBase64', base64),
};

/** A file within the certificate. */
export interface DccFile extends RecordOf<typeof fileHead>, RecordOf<typeof fileTail> {
  readonly description?: DccRichContent;
}

/** Text, files and formulas in their order. */
export interface DccRichContent extends RecordOf<typeof richHead> {
  readonly parts: readonly (
    | { readonly kind: 'content'; readonly value: DccContent }
    | { readonly kind: 'file'; readonly value: DccFile }
    | { readonly kind: 'formula'; readonly value: TypeOf<typeof formulaShape> }
  )[];
}

export const richContent: Shape<DccRichContent> = record({
  ...richHead,
  parts: sequence({ content, file: later((): Shape<DccFile> => fileShape), formula: formulaShape }),
});

/** DCC 2.x allows several descriptions, one for each thought: they become one, in their order. */
export function joined(name: string): Field<DccRichContent, false> {
  const { emit } = optional(name, richContent);
  return {
    names: [name],
    required: false,
    collect(elements, _, reader) {
      const [first, ...others] = elements.map((element) => richContent.read(element, reader));
      if (first === undefined || others.length === 0) return first;
      return { ...first, parts: [...first.parts, ...others.flatMap(({ parts }) => parts)] };
    },
    emit,
  };
}

export const fileShape: Shape<DccFile> = record({ ...fileHead, description: joined('dcc:description'), ...fileTail });
