import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createResampler, type ResamplerQuality } from '@vatel/audio'
import { plot, type Line } from './resampler/plot.ts'

const qualities: readonly ResamplerQuality[] = ['standard', 'low-latency']
const from = 24_000
const times = 8
const lasting = 120

/** Impulse response, sampled eight times as finely as the input. */
const impulse = (quality: ResamplerQuality): Float32Array =>
  createResampler({ from, to: times * from, quality }).process(
    Float32Array.from({ length: lasting }, (_, i) => (i === 0 ? 1 : 0)),
  )

const gainDb = (response: Float32Array, place: number): number => {
  const turn = (Math.PI * place) / times
  let [real, imaginary] = [0, 0]
  response.forEach((sample, i) => {
    real += sample * Math.cos(turn * i)
    imaginary += sample * Math.sin(turn * i)
  })
  return 20 * Math.log10(Math.max(1e-9, Math.hypot(real, imaginary) / times))
}

const frequencyLines = (last: number): readonly Line[] =>
  qualities.map((name) => {
    const response = impulse(name)
    const points = Array.from({ length: 901 }, (_, i): [number, number] => {
      const place = (i / 900) * last
      return [place, gainDb(response, place)]
    })
    return { name, points }
  })

const impulseLines = qualities.map((name): Line => {
  const points = [...impulse(name)].map((sample, i): [number, number] => [
    (i / (times * from)) * 1000,
    sample,
  ])
  return { name, points }
})

const colours = 'standard (blue), low latency (orange)'
const place = { unit: 'parts of the lower Nyquist frequency' }
const pictures = {
  'resampler-frequency.svg': plot('Frequency response of the resampler', [
    {
      title: `Gain in dB: ${colours}`,
      x: { from: 0, to: 2, step: 0.1, ...place },
      y: { from: -140, to: 20, step: 20, unit: 'dB' },
      lines: frequencyLines(2),
    },
    {
      title: `Gain in dB, the passband: ${colours}`,
      x: { from: 0, to: 1, step: 0.1, ...place },
      y: { from: -0.04, to: 0.02, step: 0.01, unit: 'dB' },
      lines: frequencyLines(1),
    },
  ]),
  'resampler-impulse.svg': plot('Impulse response of the resampler', [
    {
      title: `A single sample at 24 kHz: ${colours}`,
      x: { from: 0, to: 5, step: 0.5, unit: 'milliseconds after it went in' },
      y: { from: -0.4, to: 1.2, step: 0.2, unit: '' },
      lines: impulseLines,
    },
  ]),
}

const folder = fileURLToPath(new URL('../../docs/audio', import.meta.url))
await mkdir(folder, { recursive: true })
for (const [name, picture] of Object.entries(pictures)) {
  await writeFile(join(folder, name), picture)
  console.log(`docs/audio/${name}: ${picture.length} bytes`)
}
