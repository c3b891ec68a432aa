// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { parseXml } from '../xml/parse-xml.ts';
import {
  attributeOf,
  childElements,
  isNamed,
  textOf,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from '../xml/xml-node.ts';

const SCHEMATRON = 'http://purl.oclc.org/dsdl/schematron';

/** What a rule found, in the words of whoever wrote the rule. */
export interface RuleFinding {
  /** As the rule says; one that says nothing is an error. */
  readonly role: 'error' | 'warning' | 'information';
  /** Path of the node from the root, with positions where several have a name. */
  readonly node: string;
  readonly message: string;
}

interface Let {
  readonly name: string;
  readonly value: string;
}

interface Test {
  readonly kind: 'assert' | 'report';
  readonly test: string;
  readonly role: RuleFinding['role'];
  readonly message: readonly (string | { readonly select: string })[];
}

interface Rule {
  readonly context: string;
  readonly lets: readonly Let[];
  readonly tests: readonly Test[];
}

/** The rules of a schema, parsed. */
export interface Schematron {
  readonly namespaces: Readonly<Record<string, string>>;
  readonly lets: readonly Let[];
  readonly patterns: readonly { readonly lets: readonly Let[]; readonly rules: readonly Rule[] }[];
}

/**
 * Parses the rules of a Schematron schema with XPath 2.0 or later: patterns, rules, let, assert, report, value-of, name.
 * ISO/IEC 19757-3:2016, 5. Throws MetrologyError: BAD_SCHEMA for abstract rules, phases in use, includes or functions of XSLT.
 */
export function parseSchematron(input: Uint8Array | string): Schematron {
  const { root } = parseXml(input);
  if (!isNamed(root, SCHEMATRON, 'schema')) throw refused('the root must be schema of ISO Schematron');
  const namespaces = named(root, 'ns').map((ns) => [attribute(ns, 'prefix'), attribute(ns, 'uri')] as const);
  for (const kind of ['include', 'extends', 'diagnostics', 'import']) {
    if (named(root, kind).length > 0) throw refused(`${kind} is not followed`);
  }
  return {
    namespaces: Object.fromEntries(namespaces),
    lets: letsOf(root),
    patterns: named(root, 'pattern').map((pattern) => ({
      lets: letsOf(pattern),
      rules: named(pattern, 'rule').map(readRule),
    })),
  };
}

function readRule(rule: XmlElement): Rule {
  if (attributeOf(rule, 'abstract') === 'true' || named(rule, 'extends').length > 0)
    throw refused('abstract rules are not followed');
  return {
    context: attribute(rule, 'context'),
    lets: letsOf(rule),
    tests: childElements(rule)
      .filter((child) => isNamed(child, SCHEMATRON, 'assert') || isNamed(child, SCHEMATRON, 'report'))
      .map(readTest),
  };
}

const ROLES: ReadonlyMap<string, RuleFinding['role']> = new Map<string, RuleFinding['role']>([
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['information', 'information'],
  ['info', 'information'],
]);

function readTest(element: XmlElement): Test {
  return {
    kind: element.local === 'assert' ? 'assert' : 'report',
    test: attribute(element, 'test'),
    role: ROLES.get(attributeOf(element, 'role') ?? '') ?? 'error',
    message: element.children.map(messagePart),
  };
}

function messagePart(child: XmlNode): Test['message'][number] {
  if (child.kind !== 'element') return child.kind === 'text' ? child.text : '';
  if (child.local === 'value-of') return { select: attribute(child, 'select') };
  return child.local === 'name' ? { select: 'name(.)' } : textOf(child);
}

function letsOf(element: XmlElement): readonly Let[] {
  return named(element, 'let').map((each) => ({ name: attribute(each, 'name'), value: attribute(each, 'value') }));
}

function named(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element).filter((child) => isNamed(child, SCHEMATRON, local));
}

function attribute(element: XmlElement, name: string): string {
  const value = attributeOf(element, name);
  if (value === undefined) throw refused(`${element.local} has no ${name}`);
  return value;
}

function refused(why: string): MetrologyError {
  return new MetrologyError('BAD_SCHEMA', `Schematron: ${why}`);
}

const FINDINGS_MAX = 1_000;

/**
 * Applies the rules: of each pattern the first rule whose context matches a node is applied to it, and no other.
 * ISO/IEC 19757-3:2016, 6.5. XPath 3.1 by fontoxpath, loaded when this is first called.
 * Throws BAD_SCHEMA when an expression cannot be evaluated.
 */
export async function applySchematron(schema: Schematron, { text }: XmlDocument): Promise<readonly RuleFinding[]> {
  const [xpath, slimdom] = await Promise.all([loadXpath(), import('slimdom')]);
  const document = slimdom.parseXmlDocument(text);
  const evaluator: Evaluator = { xpath, namespaces: schema.namespaces };
  const findings: RuleFinding[] = [];
  for (const { lets, rules } of schema.patterns) {
    const known = letsOfRoot([...schema.lets, ...lets]);
    const taken = new Set<unknown>();
    for (const rule of rules) {
      const path = known + contextPath(rule.context);
      for (const node of evaluate(path, document, evaluator, 'all') as readonly unknown[]) {
        if (taken.has(node)) continue;
        taken.add(node);
        findings.push(...applied(rule, node, { known, evaluator }));
        if (findings.length >= FINDINGS_MAX) return findings.slice(0, FINDINGS_MAX);
      }
    }
  }
  return findings;
}

type Xpath = typeof import('fontoxpath');

interface Evaluator {
  readonly xpath: Xpath;
  readonly namespaces: Readonly<Record<string, string>>;
}

/** Node.js gives a CommonJS module as `default`, which its types do not say. */
async function loadXpath(): Promise<Xpath> {
  const module = await import('fontoxpath');
  return (module as unknown as { readonly default: Xpath }).default;
}

/** A context is a pattern, which matches wherever a node stands; one that begins at the root is a path already. */
function contextPath(context: string): string {
  return context
    .split(/\|(?![^[]*\])/)
    .map((part) => part.trim())
    .map((part) => (part.startsWith('/') ? part : `//${part}`))
    .join(' | ');
}

// Variables are bound in the expression itself, so that one may hold a sequence of nodes.
function letsOfRoot(lets: readonly Let[]): string {
  return lets.map(({ name, value }) => `let $${name} := root(.)/(${value}) return `).join('');
}

function applied(
  { lets, tests }: Rule,
  node: unknown,
  { known, evaluator }: { readonly known: string; readonly evaluator: Evaluator },
): readonly RuleFinding[] {
  const own = known + lets.map(({ name, value }) => `let $${name} := (${value}) return `).join('');
  return tests.flatMap(({ kind, test, role, message }) => {
    const holds = evaluate(`${own}boolean(${test})`, node, evaluator, 'boolean') === true;
    if (holds === (kind === 'assert')) return [];
    const words = message.map((part) =>
      typeof part === 'string' ? part : evaluate(`${own}string-join(${part.select}, ' ')`, node, evaluator, 'string'),
    );
    const path = String(evaluate('path(.)', node, evaluator, 'string'));
    return [{ role, node: path.replace(/Q\{[^}]*\}/g, ''), message: words.join('').replace(/\s+/g, ' ').trim() }];
  });
}

function evaluate(
  expression: string,
  node: unknown,
  { xpath, namespaces }: Evaluator,
  kind: 'boolean' | 'string' | 'all',
): unknown {
  const types = {
    boolean: xpath.ReturnType.BOOLEAN,
    string: xpath.ReturnType.STRING,
    all: xpath.ReturnType.ALL_RESULTS,
  };
  try {
    return xpath.evaluateXPath(expression, node, undefined, {}, types[kind], {
      namespaceResolver: (prefix) => namespaces[prefix] ?? null,
    });
  } catch (error) {
    const detail = `Schematron: ${expression.slice(0, 300)}: ${(error as Error).message.slice(0, 300)}`;
    throw new MetrologyError('BAD_SCHEMA', detail, { cause: error });
  }
}
