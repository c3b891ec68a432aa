// SPDX-License-Identifier: Apache-2.0

import { ptAccreditationRefusals } from './accreditation/pt.ts';
import { ptCalibrationsRefusals } from './calibrations/pt.ts';
import { ptCompetenceRefusals } from './competence/pt.ts';
import { ptDossierRefusals } from './dossier/pt.ts';
import { ptFiguresRefusals } from './figures/pt.ts';
import { ptFollowingRefusals } from './following/pt.ts';
import { ptHttpRefusals } from './http/pt.ts';
import { ptImpactRefusals } from './impact/pt.ts';
import { ptInstrumentsRefusals } from './instruments/pt.ts';
import { ptLaboratoriesRefusals } from './laboratories/pt.ts';
import { ptMetrologyRefusals } from './metrology/pt.ts';
import { ptOwnStandardsRefusals } from './own-standards/pt.ts';
import { ptReadingsRefusals } from './readings/pt.ts';
import { ptRecognitionRefusals } from './recognition/pt.ts';
import { ptRecordKeepingRefusals } from './record-keeping/pt.ts';
import type { RefusalCatalog } from './refusal-code.ts';
import { ptRoundsRefusals } from './rounds/pt.ts';
import { ptSharedRefusals } from './shared/pt.ts';
import { ptSupervisionRefusals } from './supervision/pt.ts';

/** Every reason of a refusal by its code, in Portuguese. */
export const refusalsPt: RefusalCatalog = {
  ...ptSharedRefusals,
  ...ptRecordKeepingRefusals,
  ...ptHttpRefusals,
  ...ptAccreditationRefusals,
  ...ptCalibrationsRefusals,
  ...ptCompetenceRefusals,
  ...ptImpactRefusals,
  ...ptInstrumentsRefusals,
  ...ptLaboratoriesRefusals,
  ...ptMetrologyRefusals,
  ...ptOwnStandardsRefusals,
  ...ptReadingsRefusals,
  ...ptRecognitionRefusals,
  ...ptRoundsRefusals,
  ...ptSupervisionRefusals,
  ...ptFiguresRefusals,
  ...ptDossierRefusals,
  ...ptFollowingRefusals,
};
