// SPDX-License-Identifier: Apache-2.0
import type { XmlAttribute, XmlElement } from './xml-node.ts';

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Nothing but `xml`, which every document may use. */
export const XML_SCOPE: ReadonlyMap<string, string> = new Map([['xml', XML_NAMESPACE]]);

/** A tag as written: names with their prefixes, values normalised. */
export interface RawTag {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly at: number;
}

/** The name of a namespace is compared and written wherever it is used; a name is no place for a text. */
const NAMESPACE_MAX = 2_000;

interface Rules {
  readonly namespaces: number;
  readonly fail: (why: string, code?: 'BAD_XML' | 'XML_LIMIT') => never;
}

/** Names with their namespaces, and the scope for what stands within. Namespaces in XML 1.0, 3, 5 and 6. */
export function resolveTag(
  tag: RawTag,
  outer: ReadonlyMap<string, string>,
  rules: Rules,
): Pick<XmlElement, 'prefix' | 'local' | 'namespace' | 'attributes' | 'scope'> {
  const declared = new Map<string, string>();
  const plain: (readonly [string, string])[] = [];
  for (const [name, value] of tag.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) plain.push([name, value]);
    else declare(name === 'xmlns' ? '' : name.slice('xmlns:'.length), value, { declared, rules });
  }
  const scope = scopeWithin(outer, declared);
  if (scope.size > rules.namespaces) rules.fail(`more than ${rules.namespaces} namespaces are in scope`, 'XML_LIMIT');
  const { prefix, local } = split(tag.name);
  const namespace = prefix === '' ? (scope.get('') ?? '') : namespaceOf(prefix, scope, rules);
  const seen = new Set<string>();
  const attributes = plain.map(([name, value]): XmlAttribute => {
    const { prefix, local } = split(name);
    const namespace = prefix === '' ? '' : namespaceOf(prefix, scope, rules);
    const key = `${namespace} ${local}`;
    if (seen.has(key)) rules.fail(`${tag.name} has the attribute ${name} twice`);
    seen.add(key);
    return { prefix, local, namespace, value };
  });
  return { prefix, local, namespace, attributes, scope };
}

/** What is declared as it was already takes no scope of its own. */
function scopeWithin(
  outer: ReadonlyMap<string, string>,
  declared: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const fresh = [...declared].filter(([prefix, namespace]) => outer.get(prefix) !== namespace);
  if (fresh.length === 0) return outer;
  const scope = new Map(outer);
  for (const [prefix, namespace] of fresh) scope.set(prefix, namespace);
  return scope;
}

function declare(
  prefix: string,
  namespace: string,
  { declared, rules }: { readonly declared: Map<string, string>; readonly rules: Rules },
): void {
  if (declared.has(prefix)) rules.fail(`the prefix ${prefix} is declared twice`);
  if (prefix !== '' && namespace === '') rules.fail(`the prefix ${prefix} is declared for no namespace`);
  if (namespace.length > NAMESPACE_MAX)
    rules.fail(`a namespace has a name of more than ${NAMESPACE_MAX} characters`, 'XML_LIMIT');
  const isReserved = prefix === 'xmlns' || namespace === XMLNS_NAMESPACE;
  if (isReserved || (prefix === 'xml') !== (namespace === XML_NAMESPACE))
    rules.fail(`xmlns:${prefix}="${namespace}": the prefixes xml and xmlns are reserved`);
  declared.set(prefix, namespace);
}

function split(name: string): { readonly prefix: string; readonly local: string } {
  const colon = name.indexOf(':');
  return colon < 0 ? { prefix: '', local: name } : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

function namespaceOf(prefix: string, scope: ReadonlyMap<string, string>, rules: Rules): string {
  return scope.get(prefix) ?? rules.fail(`the prefix ${prefix} is not declared`);
}
