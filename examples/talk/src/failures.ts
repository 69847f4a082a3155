/** Why the call cannot begin, in one line for the person at the keyboard. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly _tag = 'CannotStart'
  constructor(
    /** What is wrong and what to do about it. */
    sentence: string,
    override readonly cause?: unknown,
  ) {
    super(sentence.replaceAll(/\s+/g, ' ').trim())
  }
}

const inWords: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not touch it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'there is a file of that name',
  EROFS: 'it cannot be written to',
  ENOSPC: 'the disk is full',
}

const fieldOf = (error: unknown, name: 'code' | 'message'): string | undefined =>
  typeof error === 'object' && error !== null && name in error
    ? String((error as Readonly<Record<string, unknown>>)[name])
    : undefined

/** The sentence that an error brings, whatever was thrown, and from whichever realm. */
export const messageOf = (error: unknown): string => fieldOf(error, 'message') ?? String(error)

/** Says in words why a file could not be read or written, from what Node throws. */
export const fileProblem = (error: unknown): string =>
  inWords[fieldOf(error, 'code') ?? ''] ?? messageOf(error)
