// SPDX-License-Identifier: Apache-2.0
import { FileReading, type RequirementFiles } from './data-files.ts';
import { type FoodTaxonomy, parseTaxonomy } from './food-taxonomy.ts';
import { loadCoverage } from './load-coverage.ts';
import { loadDuties } from './load-duties.ts';
import { type ApplicabilityEdit, loadEdits } from './load-edits.ts';
import { loadLimits } from './load-limits.ts';
import { attachTransitions } from './load-transitions.ts';
import { loadVocabulary } from './load-vocabulary.ts';
import type { Requirement } from './requirement.ts';
import { type Finding, formatFinding, RequirementError } from './requirement-error.ts';
import { buildRequirementSet, type RequirementSet, type RequirementSetData } from './requirement-set.ts';

const SHOWN_FINDINGS = 20;

/** The data that could be read, and every cell that was refused; refused rows are not in the data. */
export interface InspectedFiles {
  readonly data: RequirementSetData;
  readonly findings: readonly Finding[];
}

/** The set in the files, indexed. Throws `ROWS_REFUSED` with every refused cell; nothing is loaded in part. */
export function loadRequirementSet(files: RequirementFiles, id = 'requirements'): RequirementSet {
  const { data, findings, taxonomy } = readFiles(files, id);
  if (findings.length > 0) {
    const shown = findings.slice(0, SHOWN_FINDINGS).map(formatFinding).join('\n');
    throw new RequirementError('ROWS_REFUSED', `${findings.length} cells were refused:\n${shown}`, findings);
  }
  return buildRequirementSet(data, taxonomy);
}

/** Reads the files and tells every fault with its file, row and column; for imports, which show them all. */
export function inspectRequirementFiles(files: RequirementFiles, id = 'requirements'): InspectedFiles {
  const { data, findings } = readFiles(files, id);
  return { data, findings };
}

function readFiles(files: RequirementFiles, id: string): InspectedFiles & { readonly taxonomy: FoodTaxonomy } {
  const reading = new FileReading(files);
  const vocabulary = loadVocabulary(reading);
  const taken = new Set<string>();
  const limits = loadLimits(reading, vocabulary, taken);
  const duties = loadDuties(reading, vocabulary, taken);
  const edits = loadEdits(reading, vocabulary, taken);
  const edited = [...limits, ...duties].map((requirement) => applyEdit(requirement, edits.get(requirement.id)));
  const requirements = attachTransitions(reading, vocabulary, edited);
  const foods = [...vocabulary.foods.values()];
  const taxonomy = parseTaxonomy(foods);
  const manifests = loadCoverage(reading, {
    vocabulary,
    taxonomy,
    requirements: new Map(requirements.map((requirement) => [requirement.id, requirement])),
    ids: taken,
  });
  const substances = [...vocabulary.substances.values()];
  return { data: { id, foods, substances, requirements, manifests }, findings: reading.findings, taxonomy };
}

function applyEdit(requirement: Requirement, edit: ApplicabilityEdit | undefined): Requirement {
  if (edit === undefined) {
    return requirement;
  }
  const { includes, excludes } = requirement.applicability;
  const applicability = {
    includes: [...includes, ...edit.includes],
    excludes: [...excludes, ...edit.excludes],
    inherits: true,
    ...(edit.uses.length === 0 ? {} : { uses: edit.uses }),
    ...(edit.conditions.length === 0 ? {} : { conditions: edit.conditions }),
    ...(edit.narrowing.length === 0 ? {} : { narrowing: edit.narrowing }),
  };
  return { ...requirement, applicability };
}
