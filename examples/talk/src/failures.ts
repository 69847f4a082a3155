/** Thrown when the call cannot begin, with one line for the user. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly _tag = 'CannotStart'
  constructor(
    /** The problem, and the remedy. */
    sentence: string,
    override readonly cause?: unknown,
  ) {
    super(sentence.replaceAll(/\s+/g, ' ').trim())
  }
}

const descriptions: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file of that name exists',
  EROFS: 'read-only file system',
  ENOSPC: 'the disk is full',
}

const fieldOf = (error: unknown, name: 'code' | 'message'): string | undefined =>
  typeof error === 'object' && error !== null && name in error
    ? String((error as Readonly<Record<string, unknown>>)[name])
    : undefined

/** Message of whatever was thrown, from any realm. */
export const messageOf = (error: unknown): string => fieldOf(error, 'message') ?? String(error)

/** Describes a file error of Node in words. */
export const fileProblem = (error: unknown): string =>
  descriptions[fieldOf(error, 'code') ?? ''] ?? messageOf(error)
