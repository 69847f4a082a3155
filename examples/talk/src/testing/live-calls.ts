import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromPcm16, readWav, rmsDbfs } from '@vatel/audio'
import { readVoice } from '../devices/read-voice.ts'
import { findPiece } from './find-piece.ts'
import { samplesPerMs, stretches } from './measure.ts'
import { missingProgram, startPulseAudio, type PulseAudio } from './pulse-audio.ts'
import { startTalk, type Ended } from './talk-process.ts'

const wholeCallMs = 120_000
const shortCallMs = 30_000

const missing = missingProgram()
const isRequired = process.env['VATEL_REQUIRE_PULSE'] === '1'
const describeLive = missing === undefined || isRequired ? describe : describe.skip
if (missing !== undefined && !isRequired)
  console.warn(`not tried: live calls through null sinks, because there is no ${missing} here`)

const voice = async () =>
  readVoice(
    await readFile(new URL('../../../../packages/simulator/speech/city-guide/user.wav', import.meta.url)),
    'user.wav',
  )

const bothIn = async (folder: string) => {
  const [left, right] = readWav(await readFile(join(folder, 'call.wav'))).channels
  if (left === undefined || right === undefined) throw new Error('call.wav has not two channels')
  return { left, right }
}

const levelsOf = (channel: Float32Array) =>
  stretches(channel).map(([from, to]) => rmsDbfs(channel.subarray(from, to)))

/** Tests of live calls on null sinks; the command has to be built. */
export const describeLiveCalls = (newFolder: () => Promise<string>): void =>
  describeLive('npm run demo -- --live, with null sinks as the devices', () => {
    let pulse: PulseAudio
    let ended: Ended
    let folder: string
    let sounded: Float32Array

    const live = async (env: Readonly<Record<string, string>> = {}) => {
      const target = await newFolder()
      return {
        folder: target,
        talk: startTalk(['--live', '--plain', '--out', target], { ...pulse.env, ...env }),
      }
    }

    beforeAll(async () => {
      pulse = await startPulseAudio()
      const user = await voice()
      const stopListening = pulse.listen()
      const call = await live()
      await call.talk.says(/phase {3}listening/)
      pulse.speak(user)
      folder = call.folder
      ended = await call.talk.ended
      sounded = fromPcm16(await stopListening())
    }, wholeCallMs)
    afterAll(() => pulse.close())

    it('warns of the echo', () => {
      expect(ended.stdout).toMatch(/^Use headphones: /)
    })

    it('holds the whole call', () => {
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      for (const line of [
        'agent   Hello, this is Ada, your city guide. How can I help you?',
        'user    Hi Ada, what is the weather in Paris right now?',
        'agent   It is sunny in Paris, with 21 degrees.',
        'phase   interrupted',
        'agent   You are welcome. Enjoy Paris, and goodbye!',
        'end: ended by the platform',
      ])
        expect(ended.stdout).toContain(line)
    })

    it('hears the user through the microphone, as loud as the voice was', async () => {
      const heard = levelsOf((await bothIn(folder)).left)
      const said = levelsOf(fromPcm16(await voice()))
      expect(heard).toHaveLength(said.length)
      heard.forEach((dbfs, i) => expect(Math.abs(dbfs - (said[i] ?? 0))).toBeLessThan(1.5))
    })

    it('sounds every turn of the agent through the loudspeaker, as loud as it was heard', async () => {
      const { right } = await bothIn(folder)
      const turns = stretches(right)
      expect(turns).toHaveLength(4)
      turns.reduce<number | undefined>((delayMs, [begin]) => {
        // A busy machine may starve the sound system for a moment: the best match of a few places counts.
        const bestOf = (firstMs: number, lastMs: number) =>
          [100, 250, 400, 550]
            .map((ms) => {
              const from = begin + ms * samplesPerMs
              const piece = right.subarray(from, from + 120 * samplesPerMs)
              const range = [from + firstMs * samplesPerMs, from + lastMs * samplesPerMs] as const
              return { ...findPiece(piece, sounded, ...range), from, piece }
            })
            .reduce((one, other) => (other.likeness > one.likeness ? other : one))
        const near = delayMs === undefined ? undefined : bestOf(delayMs - 500, delayMs + 500)
        // Starved for longer, it is later from then on, or has left sound out.
        const best = near !== undefined && near.likeness > 0.9 ? near : bestOf(0, 8_000)
        expect(best.likeness).toBeGreaterThan(0.9)
        expect(Math.abs(rmsDbfs(best.sound) - rmsDbfs(best.piece))).toBeLessThan(1.5)
        return Math.round((best.start - best.from) / samplesPerMs)
      }, undefined)
    })

    it('lets go of both devices', () => {
      expect(pulse.soxStreams()).toBe(0)
    })

    it(
      'hangs up on Ctrl-C, ends its children and leaves the files',
      async () => {
        const call = await live()
        await call.talk.says(/agent speaking/)
        expect(pulse.soxStreams()).toBe(2)
        call.talk.kill('SIGINT')
        expect(await call.talk.ended).toMatchObject({ code: 0, stderr: '' })
        expect((await bothIn(call.folder)).right.length).toBeGreaterThan(0)
        expect(pulse.soxStreams()).toBe(0)
      },
      shortCallMs,
    )

    it(
      'leaves no child behind when it is killed',
      async () => {
        const { talk } = await live()
        await talk.says(/agent speaking/)
        talk.kill('SIGKILL')
        await talk.ended
        // SoX exits when nobody reads or writes any more; the test's time limit applies.
        while (pulse.soxStreams() > 0);
      },
      shortCallMs,
    )

    it(
      'says in one line that there is no microphone',
      async () => {
        const { code, stderr } = await (await live({ PULSE_SOURCE: 'nobody' })).talk.ended
        expect(stderr).toMatch(/^no microphone to listen to: .+\n$/)
        expect(code).toBe(2)
      },
      shortCallMs,
    )

    it(
      'hangs up and says so when a device breaks in the call',
      async () => {
        const { talk, folder: target } = await live()
        await talk.says(/agent speaking/)
        pulse.unplug()
        const { code, stderr } = await talk.ended
        expect(stderr).toMatch(/problem: the (microphone|loudspeaker) stopped/)
        expect(code).toBe(1)
        expect((await bothIn(target)).left.length).toBeGreaterThan(0)
      },
      shortCallMs,
    )
  })
