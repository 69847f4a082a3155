/**
 * A schema of any library that follows Standard Schema 1 (https://standardschema.dev): zod, valibot, arktype, effect and
 * others. The interface is copied, as the specification suggests, so that no library is a dependency.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The result of a validation: the value, or what is wrong. */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] }

/** One fault of a value. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Returns true for a schema that follows Standard Schema; arktype's are functions. */
export const isStandardSchema = (schema: object): schema is StandardSchema => '~standard' in schema

/** Formats issues as one line for each, with the path of the fault. */
export const linesOfIssues = (issues: readonly StandardIssue[]): readonly string[] =>
  issues.map(({ path = [], message }) => {
    const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
    return place === '' ? message : `${place}: ${message}`
  })
