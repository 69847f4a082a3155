import { parseArgs } from 'node:util'
import { converters } from './resampler/converters.ts'
import { measureQuality, type Quality } from './resampler/quality.ts'
import { measureSize } from './resampler/size.ts'
import { measureSpeed, total, type Speed } from './resampler/speed.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '41' },
    pairs: {
      type: 'string',
      default: '48000:24000,44100:24000,16000:24000,8000:24000,24000:48000,24000:44100',
    },
    'no-quality': { type: 'boolean', default: false },
    'no-speed': { type: 'boolean', default: false },
  },
})
const rounds = Math.max(1, Number(values.rounds))
const pairs = values.pairs.split(',').map((pair): [number, number] => {
  const [from = NaN, to = NaN] = pair.split(':').map(Number)
  return [from, to]
})
const [medium, speex, plain, wasm, plainLow] = converters.map(({ name }) => name)

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const heading = ([from, to]: readonly [number, number]): string => `${from} → ${to}`
const isSmall = ([from, to]: readonly [number, number]): boolean =>
  [from, to].every((rate) => rate % 1000 === 0)

interface Verdict {
  readonly isReached: boolean
  /** Ratio to the goal; 1 is just reached. */
  readonly share: number
  readonly text: string
}

/** The verdicts on each goal; the one that came nearest to missing it is told. */
const verdicts = new Map<string, Verdict[]>()

const judge = (goal: string, limit: number, isMost: boolean, reached: number, where: string): void => {
  const share = isMost ? limit / reached : reached / limit
  const text = `${goal} ${isMost ? '≤' : '≥'} ${limit}: ${Number(reached.toFixed(3))}${where}`
  verdicts.set(goal, [...(verdicts.get(goal) ?? []), { isReached: share >= 1, share, text }])
}

const judgeQuality = (pair: readonly [number, number], { name, ...quality }: Quality): void => {
  if (!name.startsWith('@vatel')) return
  const isLow = name.endsWith('low-latency')
  const where = ` (${name}, ${heading(pair)})`
  judge('ripple to 0.9 Nyquist, dB', 0.01, true, quality.rippleDb, where)
  judge('−0.1 dB at, Nyquist', 0.91, false, quality.edge, where)
  if (isLow) judge('low-latency: rejection from 1.1 Nyquist, dB', 100, false, quality.farRejectionDb, where)
  else judge('standard: rejection from 1.0 Nyquist, dB', 100, false, quality.rejectionDb, where)
  judge('SNR at 1 kHz, dB', 110, false, quality.snrDb, where)
}

const judgeSpeed = (pair: readonly [number, number], speeds: readonly Speed[]): void => {
  const ratio = (name = '', to = ''): number =>
    speeds.find((speed) => speed.name === name)?.ratioTo(to) ?? NaN
  const [kind, goals] = isSmall(pair)
    ? (['small ratios', { plain: 4.5, low: 7, wasm: 1.2 }] as const)
    : (['44.1 kHz', { plain: 2.8, low: 4, wasm: 3 }] as const)
  const where = ` (${heading(pair)})`
  judge(`${kind}: ${plain}, × ${medium}`, goals.plain, false, ratio(plain, medium), where)
  judge(`${kind}: ${plainLow}, × ${medium}`, goals.low, false, ratio(plainLow, medium), where)
  judge(`${kind}: ${wasm}, × ${speex}`, goals.wasm, false, ratio(wasm, speex), where)
}

console.log(`Node ${process.version}, V8 ${process.versions.v8}, ${rounds} rounds in one process\n`)

if (!values['no-quality'])
  for (const pair of pairs) {
    console.log(`### Quality, ${heading(pair)} Hz\n`)
    console.log(
      row([
        'resampler',
        'ripple to 0.9, dB',
        '−0.1 dB at',
        'rejection from 1.0, dB',
        'from 1.1, dB',
        'SNR 1 kHz, dB',
        'latency, ms',
      ]),
    )
    console.log(row(['---', '--:', '--:', '--:', '--:', '--:', '--:']))
    for (const converter of converters) {
      const quality = await measureQuality(converter, pair)
      const { name, rippleDb, edge, rejectionDb, farRejectionDb, snrDb, latencyMs } = quality
      console.log(
        row([
          name,
          rippleDb.toFixed(4),
          edge.toFixed(3),
          ...[rejectionDb, farRejectionDb, snrDb].map((db) => db.toFixed(1)),
          latencyMs.toFixed(2),
        ]),
      )
      judgeQuality(pair, quality)
    }
    console.log('')
  }

if (!values['no-speed'])
  for (const [title, seconds, chunkMs] of [
    ['20 ms chunks', 1, 20],
    ['10 s at once', 10, 10_000],
  ] as const) {
    console.log(`### Speed, ${title}: times real time (× ${medium}, × ${speex})\n`)
    console.log(row(['resampler', ...pairs.map(heading)]))
    console.log(row(['---', ...pairs.map(() => '--:')]))
    const measured: (readonly Speed[])[] = []
    for (const pair of pairs) {
      const speeds = await measureSpeed(converters, pair, {
        seconds,
        chunkMs,
        rounds: chunkMs === 20 ? rounds : 5,
      })
      if (chunkMs === 20) judgeSpeed(pair, speeds)
      measured.push(speeds)
    }
    converters.forEach(({ name }, which) => {
      const cells = measured.map((speeds) => {
        const speed = speeds[which]
        const ratios = [medium, speex].map((other = '') => speed?.ratioTo(other).toFixed(2) ?? '')
        return `${speed?.realTimes.toFixed(0) ?? ''} (${ratios.join(', ')})`
      })
      console.log(row([name, ...cells]))
    })
    console.log('')
  }

const size = await measureSize()
judge('plain resampler, bytes minified and compressed', 4_096, true, size.plain, '')
judge('WebAssembly kernel, bytes compressed', 2_048, true, size.kernel, '')

for (const judged of verdicts.values()) {
  const [worst] = judged.sort((a, b) => a.share - b.share)
  if (worst !== undefined)
    console.log(`${worst.isReached ? 'reached' : 'MISSED'}: ${worst.text}, of ${judged.length} the nearest`)
}
if (Number.isNaN(total())) throw new Error('a run gave nothing')
