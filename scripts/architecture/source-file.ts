// SPDX-License-Identifier: Apache-2.0
import { parseAst } from 'rolldown/parseAst';

/** One import, re-export, `import()` or `import('…').Type` of a source file. */
export interface Import {
  readonly specifier: string;
  /** True when nothing of it is left once the types are stripped. */
  readonly isTypesOnly: boolean;
  readonly line: number;
}

/** A reach for what the machine knows and an argument should have brought: clock, chance, environment, network. */
export interface Impurity {
  readonly what: string;
  readonly line: number;
}

/** What the architecture check needs to know of one file. */
export interface SourceFile {
  readonly imports: readonly Import[];
  readonly impurities: readonly Impurity[];
}

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

// Reached through these names, directly or by globalThis. `Date.UTC` and `new Date(text)` compute and are let through.
const IMPURE_NAMES = new Set([
  'process',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'XMLHttpRequest',
  'WebSocket',
  'localStorage',
]);
const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID']);
const TYPE_FREE_WRAPPERS = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

/** Reads the imports and the impurities of TypeScript or JavaScript source. Throws the parser's error on bad syntax. */
export function parseSourceFile(text: string, path: string): SourceFile {
  const lang = path.endsWith('x') ? 'tsx' : 'ts';
  const program = parseAst(text, { lang }, path) as unknown as Node;
  const lineOf = (node: Node): number => text.slice(0, node.start).split('\n').length;

  const imports: Import[] = [];
  walk(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push({ specifier, isTypesOnly: isTypesOnly(node), line: lineOf(node) });
    return true;
  });

  const own = namesBoundIn(program);
  const impurities: Impurity[] = [];
  walk(program, (node, parent, key) => {
    if (isOnlyType(node)) return false;
    const what = impurityOf(node, parent, key);
    if (what !== undefined && !own.has(what.split('.')[0] ?? what)) impurities.push({ what, line: lineOf(node) });
    return true;
  });
  return { imports, impurities };
}

function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source);
    case 'TSExternalModuleReference':
      return literal(node.expression);
    case 'CallExpression':
      return nameOf(node.callee) === 'require' ? literal((node.arguments as unknown[])[0]) : undefined;
    default:
      return undefined;
  }
}

function isTypesOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = (node.specifiers ?? []) as readonly Node[];
  // `import { type A } from` leaves `import {} from` behind, which runs the module.
  return (
    node.type === 'ExportNamedDeclaration' &&
    specifiers.length > 0 &&
    specifiers.every((it) => it.exportKind === 'type')
  );
}

function impurityOf(node: Node, parent: Node | undefined, key: string): string | undefined {
  if (node.type === 'MemberExpression') {
    const object = nameOf(node.object);
    const property = node.computed === true ? literal(node.property) : nameOf(node.property);
    if (object === 'globalThis' && property !== undefined && IMPURE_NAMES.has(property)) return property;
    return IMPURE_MEMBERS.has(`${object}.${property}`) ? `${object}.${property}` : undefined;
  }
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date') {
    return (node.arguments as unknown[]).length === 0 ? 'new Date()' : undefined;
  }
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'Date') return 'Date()';
  if (node.type !== 'Identifier' || parent === undefined) return undefined;
  const name = nameOf(node) ?? '';
  // `const { now } = Date` and `const chance = Math` carry the impure member away under another name.
  if ((name === 'Date' || name === 'Math') && parent.type === 'VariableDeclarator' && key === 'init') return name;
  return IMPURE_NAMES.has(name) && !isLabel(parent, key) ? name : undefined;
}

// The name of a member or a property is no reference to the global of that name.
function isLabel(parent: Node, key: string): boolean {
  const isNamePosition =
    key === 'property' || key === 'key' || key === 'local' || key === 'exported' || key === 'imported';
  return isNamePosition && parent.computed !== true;
}

// A parameter called `fetch` is exactly how a library should get one.
function namesBoundIn(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (pattern: unknown): void => {
    if (isNode(pattern)) {
      walk(pattern, (node, _parent, key) => {
        if (node.type === 'Identifier' && key !== 'key' && key !== 'right') names.add(nameOf(node) ?? '');
        return !node.type.startsWith('TS') && key !== 'right';
      });
    }
  };
  walk(program, (node) => {
    if (Array.isArray(node.params)) node.params.forEach(collect);
    if (node.type === 'VariableDeclarator' || node.type.startsWith('Function') || node.type === 'ClassDeclaration')
      collect(node.id);
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) collect(node.local);
    return true;
  });
  return names;
}

function isOnlyType(node: Node): boolean {
  return node.type.startsWith('TS') && !TYPE_FREE_WRAPPERS.has(node.type) && node.type !== 'TSParameterProperty';
}

// Depth first; `visit` says whether to go below the node.
function walk(node: Node, visit: (node: Node, parent: Node | undefined, key: string) => boolean): void {
  const go = (current: Node, parent: Node | undefined, key: string): void => {
    if (!visit(current, parent, key)) return;
    for (const [name, value] of Object.entries(current)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) go(child, current, name);
    }
  };
  go(node, undefined, '');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : undefined;
}

function literal(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}
