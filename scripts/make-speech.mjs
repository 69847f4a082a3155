// Makes every recording from the texts in packages/simulator/scenarios/*.json: each agent's lines, and for each
// scenario one microphone file that holds the user's side of the conversation at the right moments.
// Names of scenarios as arguments make only theirs.
// Needs espeak-ng and sox; the same versions of them give the same bytes each time. The results are committed.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const scenarios = join(root, 'packages/simulator/scenarios')
const scratch = mkdtempSync(join(tmpdir(), 'vatel-speech-'))

/** Speakers: espeak-ng's voice, words per minute and pitch; and the file of the user's side. */
const cast = {
  'city-guide': {
    agent: { voice: 'en-gb+f4', speed: 165, pitch: 45 },
    user: { voice: 'en-us+m3', speed: 170, pitch: 40 },
    microphone: 'packages/simulator/speech/city-guide/user.wav',
  },
  bistro: {
    agent: { voice: 'en-gb-x-rp+m7', speed: 160, pitch: 35 },
    user: { voice: 'en-us+f2', speed: 170, pitch: 55 },
    microphone: 'packages/simulator/speech/bistro/user.wav',
  },
  'front-desk': {
    agent: { voice: 'en-us+f3', speed: 175, pitch: 55 },
    user: { voice: 'en-gb+m1', speed: 175, pitch: 35 },
    microphone: 'packages/simulator/speech/front-desk/user.wav',
  },
  'help-line': {
    agent: { voice: 'en-gb-scotland+f1', speed: 180, pitch: 50 },
    user: { voice: 'en-us+m7', speed: 180, pitch: 45 },
    microphone: 'packages/simulator/speech/help-line/user.wav',
  },
  railway: {
    agent: { voice: 'hi+f4', speed: 165, pitch: 50 },
    user: { voice: 'hi+m3', speed: 170, pitch: 40 },
    microphone: 'packages/simulator/speech/railway/user.wav',
  },
  clinic: {
    agent: { voice: 'ar+f2', speed: 165, pitch: 50 },
    user: { voice: 'ar+m1', speed: 170, pitch: 40 },
    microphone: 'packages/simulator/speech/clinic/user.wav',
  },
}

/** Seconds; wide enough that a slow machine changes nothing. */
const margin = { beforeAgent: 0.3, afterAgent: 0.9, intoAgent: 2.2, tool: 0.3, atEnd: 1 }

const run = (command, args, input) => execFileSync(command, args, { input, maxBuffer: 1 << 28 })
const sox = (args, input) => run('sox', ['-R', '-D', '-V1', ...args], input)
const lengthOf = (file) => Number(run('soxi', ['-D', file]))

const trimStart = ['silence', '1', '0.01', '-50d']
const edges = ['pad', '0.02', '0.04', 'fade', '0.01', '-0', '0.02']

/** Speaks a text into a file: 24 kHz, mono, 16 bit, trimmed, its peak 4 dB below full scale. */
const record = (text, { voice, speed, pitch }, file) => {
  mkdirSync(dirname(file), { recursive: true })
  const spoken = run('espeak-ng', ['-v', voice, '-s', `${speed}`, '-p', `${pitch}`, '--stdout', text])
  const raw = join(scratch, 'raw.wav')
  sox(['-t', 'wav', '-', raw, ...trimStart, 'reverse', ...trimStart, 'reverse'], spoken)
  sox([raw, '-r', '24000', '-c', '1', '-b', '16', file, 'gain', '-n', '-4', ...edges])
  return lengthOf(file)
}

/** Start of each line in seconds after the start of the session. */
const schedule = ({ agent, thinkMs, opening, turns }, lasts) => {
  const latency = agent.vad_settings.stop_secs + thinkMs / 1000 + margin.beforeAgent
  const rows = [{ who: 'agent', line: opening, from: margin.beforeAgent }]
  for (const turn of turns) {
    const before = rows.at(-1)
    const from = turn.bargesIn
      ? before.from + margin.intoAgent
      : before.from + lasts(before) + margin.afterAgent
    const said = { who: 'user', line: turn.user, from }
    const line = turn.say ?? turn.call.answers[0].say
    rows.push(said, {
      who: 'agent',
      line,
      from: from + lasts(said) + latency + (turn.call === undefined ? 0 : margin.tool),
    })
  }
  return rows
}

/** Puts recordings at their moments into one file. */
const mix = (placed, end, target) => {
  mkdirSync(dirname(target), { recursive: true })
  const tracks = placed.map(({ file, from }, index) => {
    const track = join(scratch, `track-${index}.wav`)
    sox([file, track, 'pad', from.toFixed(3), '60', 'trim', '0', end.toFixed(3)])
    return ['-v', '1', track]
  })
  sox([...(tracks.length > 1 ? ['-m'] : []), ...tracks.flat(), '-b', '16', target])
}

/** Names of scenarios; all of them when there are none. */
const only = process.argv.slice(2)

for (const name of readdirSync(scenarios)) {
  const place = join(scenarios, name)
  const scenario = JSON.parse(readFileSync(place, 'utf8'))
  if (only.length > 0 && !only.includes(scenario.name)) continue
  const { agent, user, microphone } = cast[scenario.name]
  const lengths = new Map()
  for (const [line, { text, speech }] of Object.entries(scenario.lines))
    lengths.set(line, record(text, agent, resolve(dirname(place), speech)))
  const spoken = (line) => join(scratch, `${line.replaceAll(/\W/g, '-')}.wav`)
  for (const turn of scenario.turns) lengths.set(turn.user, record(turn.user, user, spoken(turn.user)))

  const lasts = ({ line }) => lengths.get(line)
  const rows = schedule(scenario, lasts)
  const end = rows.at(-1).from + lasts(rows.at(-1)) + margin.atEnd
  const placed = rows
    .filter(({ who }) => who === 'user')
    .map(({ line, from }) => ({ file: spoken(line), from }))
  mix(placed, end, join(root, microphone))
  for (const row of rows)
    console.log(`${row.from.toFixed(2)} to ${(row.from + lasts(row)).toFixed(2)} s  ${row.who}: ${row.line}`)
  console.log(`${microphone}: ${end.toFixed(2)} s`)
}
rmSync(scratch, { recursive: true })
