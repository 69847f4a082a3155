import type { CallWay } from './call-way.ts'

/** One row of a call's transcript, with the names that REST gives it. */
export interface TranscriptEntry {
  readonly index: number
  readonly type: 'message' | 'tool_call' | 'tool_call_output' | 'interruption'
  readonly createdAt: string
  readonly role?: 'user' | 'assistant'
  readonly message?: string
  readonly turnId?: string
  readonly toolCall?: { readonly callId: string; readonly toolName: string; readonly arguments: string }
  readonly toolCallOutput?: string
}

/** Pieces of sound, the last first, so that adding one copies nothing however long the call. */
export interface Tape {
  /** When this piece came, in milliseconds after the call began. */
  readonly atMs: number
  /** The turn it belongs to. */
  readonly turnId: string
  /** Base64 of PCM16, or the samples of it; nothing where every turn before it is cut off. */
  readonly audio: string | Int16Array | undefined
  /** What came before it. */
  readonly before: Tape | undefined
}

/** What remains of a call. */
export interface CallHistory {
  readonly id: string
  readonly agentId: string
  readonly versionId: string
  /** When the call began, in milliseconds since 1970. */
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** Who ended it, once it is over. */
  readonly outcome?:
    'ended_by_agent' | 'ended_by_user' | 'silence_timeout' | 'session_timeout' | 'transferred'
  readonly entries: readonly TranscriptEntry[]
  /** What the user's microphone sent, once the call is over. */
  readonly user?: Tape
  /** What the agent's voice sent. */
  readonly agent?: Tape
  /** Whether there still is a recording. @defaultValue it is kept */
  readonly sound?: 'kept' | 'forgotten'
  /** How it came about. @defaultValue somebody opened it with a token */
  readonly way?: CallWay
  /** Its labels. @defaultValue none */
  readonly tags?: readonly string[]
  /** The chat that it goes on with. */
  readonly chatId?: string
  /** Whether it is summed up when it is over. @defaultValue false */
  readonly isSummed?: boolean
}

/** Forgets the sound of a call, which takes 48 kB a second and side; the rest is small and stays. */
export const forgetSound = ({ user, agent, ...record }: CallHistory): CallHistory => ({
  ...record,
  sound: user === undefined && agent === undefined ? (record.sound ?? 'kept') : 'forgotten',
})
