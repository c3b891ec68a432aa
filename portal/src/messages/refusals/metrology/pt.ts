// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: measurement standards, capabilities and specifications; not reviewed by a native speaker. */
export const ptMetrologyRefusals: RefusalCatalog = {
  ALREADY_ATTESTED: 'Já está registada ali outra declaração.',
  NOT_ATTESTED: 'Nada foi atestado cujo estado se possa alterar.',
  CHANGE_PLANNED: 'Está prevista uma alteração do seu estado; cancele-a primeiro, ou substitua-o depois desse dia.',
  NUMBER_TAKEN:
    'Nalguns desses dias esse número já é de outra atestação; comece depois do fim dela, ou substitua-a no seu processo.',
  STANDARD_ATTESTED:
    'Nalguns desses dias esse padrão já está atestado; comece depois do fim dessa atestação, ou substitua-a no seu processo.',
};
