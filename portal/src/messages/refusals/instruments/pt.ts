// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: the instruments of an organisation; not reviewed by a native speaker. */
export const ptInstrumentsRefusals: RefusalCatalog = {
  AWAY: 'O instrumento já está fora.',
  DUE_BEFORE_CALIBRATION: 'O próximo prazo é anterior à calibração.',
  LONGER_THAN_CERTIFIED: 'O período indicado vai além do certificado; indique um dentro dele.',
  NOT_AWAY: 'O instrumento não está fora.',
  OTHER_DOCUMENT: 'O certificado registado com esse número é outro.',
  OTHER_THING: 'Esse certificado não é deste instrumento.',
  PAPER_NOT_IN_FORCE: 'Esse certificado não estava em vigor nesse dia.',
};
