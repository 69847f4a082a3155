import { json } from 'node:stream/consumers'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'

/**
 * Lints texts as the content of named files: reads `[{ file, code }]` and prints the rules that each one breaks. ESLint
 * loads its configuration by a dynamic import, which jest does not allow, so this is a program of its own.
 */
const cases = /** @type {{ file: string, code: string }[]} */ (await json(process.stdin))

// The rules about imports need no types; without them all cases take a second.
const eslint = new ESLint({
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
})
const broken = []
for (const { file, code } of cases) {
  const [result] = await eslint.lintText(code, { filePath: file })
  broken.push((result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message))
}
process.stdout.write(JSON.stringify(broken))
