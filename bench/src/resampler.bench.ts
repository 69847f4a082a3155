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

const verdicts: string[] = []
const judge = (what: string, reached: number, goal: number, isMost = false): void => {
  const verdict = (isMost ? reached <= goal : reached >= goal) ? 'reached' : 'MISSED'
  verdicts.push(
    `${verdict}: ${what}: ${reached.toFixed(3).replace(/\.?0+$/, '')}, goal ${isMost ? '≤' : '≥'} ${goal}`,
  )
}

const judgeQuality = (pair: readonly [number, number], { name, ...quality }: Quality): void => {
  if (!name.startsWith('@vatel')) return
  const isLow = name.endsWith('low-latency')
  const what = `${name}, ${heading(pair)}`
  judge(`${what}: ripple to 0.9, dB`, quality.rippleDb, 0.01, true)
  judge(`${what}: −0.1 dB, Nyquist`, quality.edge, 0.91)
  judge(`${what}: rejection, dB`, isLow ? quality.farRejectionDb : quality.rejectionDb, 100)
  judge(`${what}: SNR at 1 kHz, dB`, quality.snrDb, 110)
}

const judgeSpeed = (pair: readonly [number, number], speeds: readonly Speed[]): void => {
  const ratio = (name = '', to = ''): number =>
    speeds.find((speed) => speed.name === name)?.ratioTo(to) ?? NaN
  const goals = isSmall(pair) ? { plain: 4.5, low: 7, wasm: 1.2 } : { plain: 2.8, low: 4, wasm: 3 }
  judge(`${plain}, ${heading(pair)}: × ${medium}`, ratio(plain, medium), goals.plain)
  judge(`${plainLow}, ${heading(pair)}: × ${medium}`, ratio(plainLow, medium), goals.low)
  judge(`${wasm}, ${heading(pair)}: × ${speex}`, ratio(wasm, speex), goals.wasm)
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
judge('plain resampler, bytes minified and compressed', size.plain, 4_096, true)
judge('WebAssembly kernel, bytes compressed', size.kernel, 2_048, true)

console.log(verdicts.join('\n'))
if (Number.isNaN(total())) throw new Error('a run gave nothing')
