import type { UserConfig } from 'tsdown'
import privateNames from '../core/private-names.json' with { type: 'json' }
import { packageBuild } from '../../scripts/package-build.ts'
import { shortNames } from '../../scripts/build/short-names.ts'
import { shortTemplates } from '../../scripts/build/short-templates.ts'
import { thirdPartyNotices } from '../../scripts/build/third-party-notices.ts'

const inlined = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'xstate', 'fp-ts', 'io-ts']

/** Names that are private in core, but also stand in what is public of a package in the same file. */
const publicNames = ['heardAtMs', 'nowMs', 'secrets', 'setup']

const coreNames = privateNames.filter((name) => !publicNames.includes(name))

/** Names of XState and Lit that only their own code reads: the one file holds all of it. */
const libraryNames = [
  '_processingStatus',
  '_getPreInitialState',
  '_scheduledEvents',
  '_sendInspectionEvent',
  '_actorScope',
  '_stopProcedure',
  'actionExecutor',
  'getStateNodeById',
  'getTransitionData',
  'BOOLEAN_ATTRIBUTE',
  'PROPERTY',
]

const forPages = {
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  fixedExtension: false,
  checks: { pluginTimings: false },
  dts: false,
  minify: true,
  clean: false,
} as const satisfies UserConfig

/** The elements with all that they need, in one file for a `<script type="module">` without a bundler. */
const oneFile: UserConfig = {
  ...forPages,
  entry: { 'vatel-call': 'src/elements/index.ts' },
  deps: { alwaysBundle: [/./], onlyBundle: false },
  define: { 'process.env.NODE_ENV': '"production"' },
  inputOptions: {
    experimental: { nativeMagicString: true },
    // A call in `fp-ts/Either` without a mark that it is pure: it would bring a functor and `pipe`, which nothing uses.
    treeshake: { propertyReadSideEffects: false, manualPureFunctions: ['asUnit_'] },
    resolve: {
      conditionNames: ['@vatel/source', 'browser', 'module', 'import', 'default'],
      mainFields: ['browser', 'module', 'main'],
    },
  },
  // The licences of all that is in the file stand in the one beside it.
  outputOptions: {
    codeSplitting: false,
    comments: { legal: false },
    postBanner: '/*! Licences: THIRD-PARTY-NOTICES.txt */',
  },
  plugins: [
    shortTemplates('/src/elements/'),
    shortNames([...coreNames, ...libraryNames]),
    thirdPartyNotices(inlined),
  ],
}

/** The worklet, which the one file loads from beside itself. */
const worklet: UserConfig = { ...forPages, entry: { 'worklets/voice': '../audio/src/web/worklets/voice.ts' } }

export default [
  ...packageBuild({
    index: 'src/index.ts',
    elements: 'src/elements/index.ts',
    react: 'src/react.ts',
    angular: 'src/angular.ts',
    svelte: 'src/svelte.ts',
    vue: 'src/vue.ts',
  }),
  oneFile,
  worklet,
]
