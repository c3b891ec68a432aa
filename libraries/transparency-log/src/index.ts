// SPDX-License-Identifier: Apache-2.0
export { decodeBase64, decodeHashLine, encodeBase64 } from './base64.ts';
export { LogError, type LogErrorCode, shown } from './log-error.ts';
export type { LogSuite } from './log-suite.ts';
export {
  appendLeafHashes,
  type CompactRange,
  decodeCompactRange,
  EMPTY_RANGE,
  encodeCompactRange,
  rootOfRange,
} from './merkle/compact-range.ts';
export { emptyRoot, HASH_BYTES, hashLeaf, hashNode, hashNodes, sameBytes } from './merkle/hashing.ts';
export { coverRange, isSubtree, type LeafRange, rangesOfProof } from './merkle/subtree.ts';
export {
  type InclusionClaim,
  rootFromInclusion,
  type SubtreeClaim,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
  verifySubtree,
  verifyWitnessConsistency,
} from './merkle/verify.ts';
export {
  ADD_ENTRIES_HEADER_BYTES_MAX,
  type AddEntriesHeader,
  decodeAddEntriesHeader,
  encodeAddEntriesHeader,
} from './mirror/add-entries.ts';
export {
  answerPartialUpload,
  formatMirrorInfo,
  type MirrorAnswer,
  type MirrorInfo,
  type MirrorProgress,
  parseMirrorInfo,
  refuseUpload,
} from './mirror/answer-add-entries.ts';
export {
  decodeEntryPackage,
  type EntryPackage,
  encodeEntryPackage,
  makeEntryPackage,
  PACKAGES_PER_REQUEST_MAX,
  type PackageRange,
  packageRange,
  verifyEntryPackage,
} from './mirror/entry-package.ts';
export { type Checkpoint, formatCheckpoint, originBytes, parseCheckpoint } from './notes/checkpoint.ts';
export { type ErasedLeaf, type Erasure, erasureText, type OpenedErasure, openErasure } from './notes/erasure-note.ts';
export {
  type ExpectedPossession,
  openPossession,
  type PossessionChallenge,
  type PossessionNotes,
  type PossessionVerdict,
  parsePossessionChallenge,
  possessionAnswerText,
  possessionChallengeText,
} from './notes/log-possession.ts';
export { LOG_NAME_BYTES_MAX, logNameFaults, logNameKey, logNameLike } from './notes/log-name.ts';
export {
  formatNote,
  formatSignatureLines,
  NOTE_BYTES_MAX,
  NOTE_SIGNATURES_MAX,
  type NoteSignature,
  noteBytes,
  parseNote,
  parseSignatureLines,
  type SignedNote,
} from './notes/note.ts';
export {
  formatKeyId,
  formatSkey,
  formatVkey,
  isKeyName,
  makeNoteKey,
  type NoteKey,
  type NoteKeyType,
  noteKeyId,
  parseSkey,
  parseVkey,
  type SecretNoteKey,
} from './notes/note-key.ts';
export { type CheckpointKeys, type OpenedCheckpoint, openCheckpoint } from './notes/open-checkpoint.ts';
export {
  canVerify,
  type OpenedNote,
  openNote,
  unverifiedHere,
  type VerifiedSignature,
  verifySignature,
} from './notes/open-note.ts';
export { type NoteSigner, signNote, signText } from './notes/sign-note.ts';
export {
  checkpointCosignatureMessage,
  ed25519CosignatureMessage,
  subtreeCosignatureMessage,
} from './notes/signed-message.ts';
export {
  evaluateMember,
  type PolicyVerdict,
  type QuorumEvaluation,
  unmetMembers,
  verifyCheckpoint,
} from './proofs/evaluate-policy.ts';
export {
  type PolicyGroup,
  type PolicyLog,
  type PolicyMember,
  type PolicyWitness,
  parsePolicy,
  type TlogPolicy,
} from './proofs/policy.ts';
export { believableTimes, cosignedBy, cosignedSince } from './proofs/quorum-times.ts';
export { formatTlogProof, PROOF_HASHES_MAX, parseTlogProof, type TlogProof } from './proofs/tlog-proof.ts';
export { type ProofVerdict, verifyTlogProof } from './proofs/verify-tlog-proof.ts';
export { decodeBundle, decodeEntries, ENTRY_BYTES_MAX, encodeBundle, verifyBundle } from './tiles/bundle.ts';
export { EMPTY_LOG, type IntegratedBatch, integrate, type LogState } from './tiles/integrate.ts';
export { hashOfSubtree, proveConsistency, proveInclusion, proveSubtree } from './tiles/prove.ts';
export {
  hashesOfTile,
  hashRanges,
  type LogReader,
  readBundle,
  readTile,
  rootFromTiles,
  rootOfLeafHashes,
} from './tiles/read-tiles.ts';
export { resumeLog } from './tiles/resume.ts';
export {
  type BundleAddress,
  bundlePath,
  bundlesFor,
  hashesAtLevel,
  type LogPath,
  parseLogPath,
  TILE_BYTES,
  TILE_WIDTH,
  type TileAddress,
  tileOfTree,
  tilePath,
  tilesFor,
  tilesOfTree,
} from './tiles/tile.ts';
export { parseSize, TREE_SIZE_MAX } from './tree-size.ts';
export {
  ADD_CHECKPOINT_BYTES_MAX,
  type AddCheckpointRequest,
  formatAddCheckpoint,
  parseAddCheckpoint,
} from './witness/add-checkpoint.ts';
export {
  answerAddCheckpoint,
  type WitnessAnswer,
  type WitnessContext,
  type WitnessedLog,
  type WitnessState,
} from './witness/answer-add-checkpoint.ts';
export { originFolder, readWitnessAnswer, type WitnessReply } from './witness/witness-client.ts';
