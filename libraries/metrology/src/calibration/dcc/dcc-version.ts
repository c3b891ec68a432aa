// SPDX-License-Identifier: Apache-2.0
import { attributeOf, childElements, isNamed, type XmlElement } from '../xml/xml-node.ts';
import { type Reader, refuse } from './reader.ts';
import { words } from './shape.ts';
import { DSI_1_0_1 } from './upgrade.ts';

export const DCC_NAMESPACE = 'https://ptb.de/dcc';

/** Versions of the DCC schema that are read, as published by PTB. */
export const DCC_VERSIONS = [
  '2.1.0',
  '2.1.1',
  '2.2.0',
  '2.3.0',
  '2.4.0',
  '3.0.0',
  '3.1.0',
  '3.1.1',
  '3.1.2',
  '3.2.0',
  '3.2.1',
  '3.3.0',
] as const;
export type DccVersion = (typeof DCC_VERSIONS)[number];

/** Those whose schema has no attribute schemaVersion, and so does not allow it; 2.3.0 and all later ones require it. */
const UNSAID: readonly DccVersion[] = ['2.1.0', '2.1.1', '2.2.0'];

/**
 * The version that a certificate says it is of. One that does not say it is of 2.1.0, 2.1.1 or 2.2.0: as its schemaLocation
 * names, or else by what only they have. 2.1.0 and 2.1.1 differ in nothing but their number. Read off the published schemas.
 */
export function versionOf(root: XmlElement, reader: Reader): DccVersion {
  const given = attributeOf(root, 'schemaVersion');
  const found = given === undefined ? unsaidVersion(root) : DCC_VERSIONS.find((version) => version === given);
  if (found !== undefined) return found;
  if (given !== undefined)
    return refuse(reader, root, `schemaVersion must be one of ${DCC_VERSIONS.join(', ')}, not ${given}`);
  const right = `schemaVersion is missing: only DCC ${UNSAID.join(', ')} have none, and this is none of them`;
  return refuse(reader, root, `${right}; it must be one of ${DCC_VERSIONS.join(', ')}`);
}

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const LOCATION = /^https?:\/\/(?:www\.)?ptb\.de\/dcc\/v([0-9.]+)\/dcc\.xsd$/;

function unsaidVersion(root: XmlElement): DccVersion | undefined {
  const located = locatedVersion(root);
  if (located !== undefined) return UNSAID.find((version) => version === located);
  if (usesNamespace(root, DSI_1_0_1)) return '2.1.1';
  return hasResultsOf220(root) ? '2.2.0' : undefined;
}

/** The version in the address of the schema. xsi:schemaLocation = *( namespace address ). XML Schema, part 1, 4.3.2. */
function locatedVersion(root: XmlElement): string | undefined {
  const said = root.attributes.find(
    ({ local, namespace }) => local === 'schemaLocation' && namespace === SCHEMA_INSTANCE,
  );
  const pairs = words(said?.value ?? '');
  const address = pairs.find((_, index) => index % 2 === 1 && pairs[index - 1] === DCC_NAMESPACE);
  return LOCATION.exec(address ?? '')?.[1];
}

function usesNamespace(element: XmlElement, namespace: string): boolean {
  return element.namespace === namespace || childElements(element).some((child) => usesNamespace(child, namespace));
}

/** Until 2.2.0 every result has its influence conditions, and until 2.4.0 none has a name; from 3.0.0 on each has one. */
function hasResultsOf220(root: XmlElement): boolean {
  const named = (element: XmlElement, local: string) =>
    childElements(element).filter((child) => isNamed(child, DCC_NAMESPACE, local));
  const results = named(root, 'measurementResults').flatMap((list) => named(list, 'measurementResult'));
  const isOf220 = (result: XmlElement) =>
    named(result, 'name').length === 0 && named(result, 'influenceConditions').length > 0;
  return results.length > 0 && results.every(isOf220);
}
