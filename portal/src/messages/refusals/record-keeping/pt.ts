// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: deciding for two, signing and handing in; not reviewed by a native speaker. */
export const ptRecordKeepingRefusals: RefusalCatalog = {
  ALREADY_PROPOSED: 'Já há uma proposta igual à espera de decisão.',
  CHANGED_SINCE_PROPOSAL: 'Algo mudou desde a proposta; tem de ser proposto de novo.',
  DIGEST_DIFFERS: 'O que leu não é o que espera decisão; abra-o de novo antes de decidir.',
  EVALUATOR_DECIDES: 'Quem preparou ou avaliou este processo não o pode decidir.',
  IDENTITY_TAKEN: 'Esse número já é de outro documento.',
  MEANING_DIFFERS: 'O significado da assinatura não é o que foi mostrado; carregue a página de novo.',
  NOT_A_DECIDER: 'O seu papel não pode tomar esta decisão.',
  NOT_A_PROPOSER: 'O seu papel não pode propor isto.',
  NOT_A_SUBMITTER: 'O seu papel não pode entregar este tipo de documento.',
  NOT_REAUTHENTICATED: 'Para assinar, escreva de novo a sua palavra-passe.',
  NO_OPEN_PROPOSAL: 'Não há tal proposta à espera de decisão; talvez alguém já tenha decidido.',
  PROPOSAL_OVERTAKEN: 'Entretanto foi aceite outra proposta; o que ainda se quer propõe-se de novo.',
  REAUTHENTICATION_NOT_FRESH: 'Passou demasiado tempo desde que escreveu a palavra-passe; escreva-a de novo.',
  SAME_PERSON: 'Quem propôs não pode decidir; tem de ser outra pessoa.',
  HIDDEN_CHARACTER: 'O nome tem um carácter que não se vê; escreva-o sem ele.',
};
