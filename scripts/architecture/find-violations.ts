// SPDX-License-Identifier: Apache-2.0
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { findCircles } from './circles.ts';
import { type House, isTest, nameOfPackage, packageOf, resolveImport } from './house.ts';
import { type Part, partOf } from './import-table.ts';
import type { Import } from './source-file.ts';

/** The rules that the house can break. */
export type Rule =
  | 'unreadable'
  | 'no-part'
  | 'arrow'
  | 'types-only'
  | 'circle'
  | 'own-index'
  | 'undeclared'
  | 'leaves-package'
  | 'no-such-file'
  | 'builtin'
  | 'impure';

/** A broken rule, at a place. */
export interface Violation {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  readonly detail: string;
}

interface Arrow {
  readonly house: House;
  readonly parts: readonly Part[];
  readonly from: string;
  readonly it: Import;
}

type Finding = readonly [Rule, string] | undefined;

/** Holds every file of the house against the table and against the rules that need no table. */
export function findViolations(house: House, parts: readonly Part[]): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [file, message] of house.unreadable)
    violations.push({ rule: 'unreadable', file, line: 1, detail: message });
  for (const [file, { imports, impurities }] of house.files) {
    if (partOf(parts, file) === undefined) {
      violations.push({
        rule: 'no-part',
        file,
        line: 1,
        detail: 'no row of the table in ARCHITECTURE.md covers this file',
      });
      continue;
    }
    for (const it of imports) {
      const found = checkImport({ house, parts, from: file, it });
      if (found !== undefined) violations.push({ rule: found[0], file, line: it.line, detail: found[1] });
    }
    if (isPure(file)) {
      for (const { what, line } of impurities) {
        violations.push({ rule: 'impure', file, line, detail: `${what}: a library takes this as an argument` });
      }
    }
  }
  return [...violations, ...circlesAmongFiles(house), ...circlesInTable(parts)];
}

// The first finding is enough: what comes after it follows from it as a rule.
function checkImport(arrow: Arrow): Finding {
  if (isBuiltin(arrow.it.specifier)) return checkBuiltin(arrow);
  const isReachable = arrow.it.specifier.startsWith('.') ? checkStaysInside : checkDeclared;
  return isReachable(arrow) ?? checkOwnIndex(arrow) ?? checkArrow(arrow);
}

function checkBuiltin({ parts, from, it }: Arrow): Finding {
  const allowed = builtinsOf(parts, from);
  const name = it.specifier.replace(/^node:/, '');
  if (isTest(from) || allowed.includes('any') || allowed.includes(`node:${name}`)) return undefined;
  return ['builtin', `${it.specifier} is not among the built-in modules of this part`];
}

// A part without its own cell takes that of the part around it.
function builtinsOf(parts: readonly Part[], file: string): readonly string[] {
  const around = parts.filter((part) => partOf([part], file) !== undefined);
  const stated = around.filter((part) => part.builtins !== undefined).sort((a, b) => b.path.length - a.path.length);
  return stated[0]?.builtins ?? [];
}

function checkStaysInside({ house, from, it }: Arrow): Finding {
  const target = resolveImport(house, from, it.specifier) ?? '';
  const { folder, name } = packageOf(house, from);
  // The root's own scripts and benchmarks are no package: they may look into any.
  const leaves = folder !== '' && packageOf(house, target).folder !== folder;
  if (target.startsWith('..') || leaves) {
    return ['leaves-package', `${it.specifier} leaves ${name}; import the other package by its name`];
  }
  if (/\.tsx?$/.test(target) && !house.files.has(target) && !house.unreadable.has(target)) {
    return ['no-such-file', `${it.specifier} is not there`];
  }
  return /\.(tsx?|json|css|svg|mjs|woff2)$/.test(target)
    ? undefined
    : ['no-such-file', `${it.specifier} must name the file with its ending`];
}

function checkDeclared({ house, from, it }: Arrow): Finding {
  const { name, folder, dependencies } = packageOf(house, from);
  const wanted = nameOfPackage(it.specifier);
  const isWorkspace = house.packages.some((each) => each.folder !== '' && each.name === wanted);
  if (wanted === name || dependencies.has(wanted)) {
    const isMissing = isWorkspace && resolveImport(house, from, it.specifier) === undefined;
    return isMissing ? ['no-such-file', `${wanted} exports no ${it.specifier}`] : undefined;
  }
  if (folder === '' && isWorkspace) return undefined;
  if ((isTest(from) || folder === '') && house.devDependencies.has(wanted)) return undefined;
  return ['undeclared', `${wanted} is not among the dependencies of ${name}`];
}

function checkOwnIndex({ house, from, it }: Arrow): Finding {
  const target = resolveImport(house, from, it.specifier);
  if (isTest(from) || target === undefined || packageOf(house, target) !== packageOf(house, from)) return undefined;
  const isAbove = posix.basename(target) === 'index.ts' && from.startsWith(`${posix.dirname(target)}/`);
  const isByName = !it.specifier.startsWith('.');
  return isAbove || isByName
    ? ['own-index', `${it.specifier} is the face of the part that this file is in`]
    : undefined;
}

function checkArrow({ house, parts, from, it }: Arrow): Finding {
  const target = resolveImport(house, from, it.specifier);
  if (target === undefined) return undefined;
  const [ownPackage, otherPackage] = [packageOf(house, from), packageOf(house, target)];
  if (ownPackage !== otherPackage) {
    const own = partOf(outermost(parts), from);
    // One room of a package may be open to whom the rest of it is closed.
    const room = partOf(parts, target);
    if (room !== undefined && own?.part.mayImport.includes(room.part.path)) return undefined;
    const other = parts.find(({ path }) => path === otherPackage.folder);
    return judge(own, other && { part: other, instance: other.path }, it);
  }
  // Tests may put together any rooms of their package.
  return isTest(from) ? undefined : judge(partOf(parts, from), partOf(parts, target), it);
}

type Placed = { readonly part: Part; readonly instance: string } | undefined;

function judge(from: Placed, to: Placed, it: Import): Finding {
  if (from === undefined || to === undefined) return ['no-part', `${it.specifier} leads to a part without a row`];
  if (from.instance === to.instance) return undefined;
  const { mayImport, typesOf } = from.part;
  // A room that is not listed under its own name is not to be entered from another room of the same kind.
  if (mayImport.includes(to.part.path) || mayImport.includes('everything')) return undefined;
  if (!typesOf.includes(to.part.path)) return ['arrow', `${from.instance} may not import ${to.instance}`];
  return it.isTypesOnly
    ? undefined
    : ['types-only', `${from.instance} may import types of ${to.instance}, nothing else`];
}

// Rows of whole packages: those that lie in no other row.
function outermost(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ path }) => !parts.some((other) => path.startsWith(`${other.path}/`)));
}

function isPure(file: string): boolean {
  return file.startsWith('libraries/') && !isTest(file);
}

function circlesAmongFiles(house: House): readonly Violation[] {
  const graph = new Map<string, readonly string[]>();
  for (const [file, { imports }] of house.files) {
    const targets = imports.map((it) => ({ line: it.line, target: resolveImport(house, file, it.specifier) }));
    graph.set(file, [
      ...new Set(targets.flatMap(({ target }) => (target !== undefined && house.files.has(target) ? [target] : []))),
    ]);
  }
  return findCircles(graph).map((circle) => ({
    rule: 'circle',
    file: circle[0] ?? '',
    line: 1,
    detail: [...circle, circle[0]].join(' -> '),
  }));
}

function circlesInTable(parts: readonly Part[]): readonly Violation[] {
  const graph = new Map(parts.map(({ path, mayImport, typesOf }) => [path, [...mayImport, ...typesOf]]));
  return findCircles(graph).map((circle) => ({
    rule: 'circle',
    file: 'ARCHITECTURE.md',
    line: 1,
    detail: `arrows only point down: ${[...circle, circle[0]].join(' -> ')}`,
  }));
}
